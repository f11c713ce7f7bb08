"""Whether the sentence of a time looks back or ahead: the same words mean one day everywhere."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.dates import find_time_expressions
from extractors.dates.tense import tense_of


@pytest.mark.parametrize(
    ("sentence", "tenses"),
    [
        ("Kanzler Merz trifft am Freitag in Riad den saudischen Kronprinzen.", ["present"]),
        ("Merz traf am Freitag Macron.", ["past"]),
        ("Merz hat am Freitag in Paris Macron getroffen.", ["past"]),
        ("Am Freitag ist er nach Rom gereist.", ["past"]),
        ("Merz wird am Freitag Macron treffen.", ["future"]),
        ("Er soll am Freitag kommen.", ["future"]),
        ("Das Treffen ist für Freitag geplant.", ["future"]),
        ("Das Treffen wurde am Freitag abgesagt.", ["past"]),
        ("Er sagte, er werde am Freitag nach Rom reisen.", ["future"]),
        ("Wie Regierungssprecher Kornelius am Montag mitteilte, empfängt Merz am Freitag Kurti.", ["past", "present"]),
        ("Merz, der am Montag in Rom war, trifft am Freitag Macron.", ["past", "present"]),
        ("Treffen am Freitag in Rom", ["unknown"]),
    ],
)
def test_the_nearest_finite_verb_tells_the_tense(nlp: Language, sentence: str, tenses: list[str]) -> None:
    doc = nlp(sentence)
    assert [tense_of(doc, expression) for expression in find_time_expressions(sentence)] == tenses
