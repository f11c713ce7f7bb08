"""The cost of a text is linear in its length, whatever stands in it.

Measured is processor time, of what comes before the encoder: its cost is that of its windows, and so linear.
"""

from __future__ import annotations

import time

import pytest
import spacy
from spacy.language import Language

from extractors.dates import find_time_expressions
from extractors.language import lemmas, sentences, tokenizer, words

LENGTH = 60_000  # characters
SECONDS = 4.0  # what took the square of the length took minutes

TEXTS = {
    "one word": "Donaudampfschifffahrt",
    "one word in small letters": "abgefahren",
    "data": "QmFzZTY0IGVuY29kZWQ",
    "stops and commas": ".,",
    "stops apart": ". ",
    "questions": "?!",
    "opening brackets": "(",
    "opening marks apart": "„ ",
    "opening and closing": "„(“",
    "abbreviations": "Dr. ",
    "initials": "X. ",
    "hyphens": "a-",
    "days": "am 1. ",
    "days of months": "am 14.1. ",
    "numbers": "12.,",
    "empty lines": "\n\n",
    "lines of one word": "Merz\n",
    "one sentence without an end": "und Merz nimmt an dem Gipfel teil ",
    "particles": "ab, ",
    "addresses": "https://blatt.example/a1b2?c=",
    "pictures": "🙂",
}


@pytest.fixture(scope="module")
def cheap() -> Language:
    """The pipeline without the encoder."""
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    nlp.add_pipe(sentences.NAME)
    nlp.add_pipe(lemmas.NAME)
    nlp("Der Kanzler reist.")  # reads the dictionary
    return nlp


@pytest.mark.parametrize("kind", TEXTS)
def test_the_time_is_linear_in_the_text(cheap: Language, kind: str) -> None:
    text = "Der Kanzler traf Merz. " + TEXTS[kind] * (LENGTH // len(TEXTS[kind]))
    start = time.process_time()
    doc = cheap(text)
    find_time_expressions(text)
    assert time.process_time() - start < SECONDS
    assert doc.text == text


def test_a_sentence_is_not_longer_than_any_sentence_is(cheap: Language) -> None:
    doc = cheap("Merz und Macron und " * 1_000)
    assert max(len(sentence) for sentence in doc.sents) <= sentences.LONGEST + 1


def test_long_words_are_not_looked_up(cheap: Language) -> None:
    cheap("Präsident" * 5_000)
    assert not words.is_known("Präsident" * 10)
    assert words.lemma("Präsidenten" * 10) == "Präsidenten" * 10
