from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.cleaning import clean, clean_line

# Any code point, lone surrogates too, and the troublesome ones often.
TROUBLE = "\r\n\t \xa0\xad\u200b\u200d\u2028\u2029\ufeff\u202f\u0308\u0301\u034f\x00\x07\x85\x96\ud800\u2000\u212baoA.\u1100\u1161\u11a8"
ANY_TEXT = st.text(st.one_of(st.sampled_from(TROUBLE), st.characters(codec=None, categories=None)), max_size=40)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Bundes\xadkanzler", "Bundeskanzler"),
        ("Der\xa0Präsident\u202fkam", "Der Präsident kam"),
        ("Mu\u0308ller", "Müller"),
        ("Mu\xad\u0308ller", "Müller"),
        ("\ufeffGip\u200bfel", "Gipfel"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("Wien.  \n   Paris.\t\n", "Wien.\nParis."),
        ("eins\n\n\n \n\nzwei\u2029drei", "eins\n\nzwei\n\ndrei"),
        ("Ja\x00 oder\x07 nein", "Ja oder nein"),
        ("\x84Ja\x93 \x96 sagte er", "„Ja“ – sagte er"),
        ("Zeichen \ud83d ohne Hälfte", "Zeichen ohne Hälfte"),
        (" \n\t ", ""),
    ],
)
def test_what_is_no_text_goes_and_what_is_text_stays(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_emoji_and_other_scripts_are_text() -> None:
    assert clean("Київ – 東京 🙂") == "Київ – 東京 🙂"


@given(ANY_TEXT)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_clean_text_can_be_stored_and_has_no_loose_blanks(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(character) == "Cc" for character in cleaned.replace("\n", ""))
    assert "\n\n\n" not in cleaned
    assert "  " not in cleaned
    assert all(line == line.strip(" ") for line in cleaned.split("\n"))


@given(ANY_TEXT)
def test_a_clean_line_is_one_line(text: str) -> None:
    assert "\n" not in clean_line(text)


@given(st.lists(st.text("abcäöüß. ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_paragraphs_are_kept_apart(paragraphs: list[str]) -> None:
    assert clean("\r\n\r\n".join(paragraphs)).count("\n\n") == len(paragraphs) - 1
