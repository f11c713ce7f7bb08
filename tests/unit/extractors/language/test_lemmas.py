"""Lemmas and separated verbs."""

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("sentence", "form", "infinitive"),
    [
        ("Merz nimmt am Gipfel in Paris teil.", "nimmt", "teilnehmen"),
        ("Die Minister kamen in Wien zusammen und redeten.", "kamen", "zusammenkommen"),
        ("Sie sagte das Treffen, das geplant war, ab.", "sagte", "absagen"),
        ("Der Gipfel findet morgen statt, sagte er.", "findet", "stattfinden"),
        ("Lädt Wien die Gäste ein?", "Lädt", "einladen"),
        ("Sie sind zusammengekommen.", "zusammengekommen", "zusammenkommen"),
        ("Er hat teilgenommen.", "teilgenommen", "teilnehmen"),
        ("Der Besuch wurde abgesagt.", "abgesagt", "absagen"),
        ("Er plant, am Gipfel teilzunehmen.", "teilzunehmen", "teilnehmen"),
        ("Er sagte, dass er teilnimmt.", "teilnimmt", "teilnehmen"),
        ("Sie ist ferngeblieben.", "ferngeblieben", "fernbleiben"),
        ("„Wir bleiben“, sagte er weiter.", "sagte", "sagen"),
        ("Sie trafen sich, hieß es weiter.", "hieß", "heißen"),
        ("Er reist an die Küste.", "reist", "reisen"),
        ("Sie trafen sich auf der Messe.", "trafen", "treffen"),
    ],
)
def test_full_infinitive(nlp: Language, sentence: str, form: str, infinitive: str) -> None:
    (token,) = [token for token in nlp(sentence) if token.text == form]
    assert token._.verb == infinitive


def test_case_tells_noun_from_verb(nlp: Language) -> None:
    doc = nlp("Nach dem Treffen wollen sie sich wieder treffen.")
    assert [(t.text, t.lemma_) for t in doc if t.lower_ == "treffen"] == [
        ("Treffen", "Treffen"),
        ("treffen", "treffen"),
    ]


def test_lemmas_keep_abbreviations_and_compounds(nlp: Language) -> None:
    assert [t.lemma_ for t in nlp("Im USA-Besuch der NATO am 6. Mai")] == [
        "in",
        "USA-Besuch",
        "der",
        "NATO",
        "an",
        "6.",
        "Mai",
    ]
