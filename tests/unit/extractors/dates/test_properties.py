"""What holds for every text: verbatim offsets, order, no crash, no guess, and no blow-up on odd input."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import find_time_expressions, resolve
from extractors.dates.lexicon import LEXICON

WORDS = [
    *LEXICON["months"], *LEXICON["weekdays"], *LEXICON["seasons"], *LEXICON["phases"], *LEXICON["feasts"],
    *["am", "im", "vom", "bis", "zum", "zwischen", "dem", "und", "der", "auf", "seit", "vor", "in", "vergangenen", "kommenden", "nächsten", "dieser", "heutigen"],
    *["heute", "morgen", "Morgen", "gestern", "Woche", "Wochen", "Wochenende", "Jahr", "Jahres", "Tag", "Tagen", "Abend", "Nacht", "Uhr", "zwei", "einem", "Ende"],
    *["1.", "8.", "29.", "31.", "30.", "07.", "2024", "2025", "1999", "24", "0001", "2026-01-06", "8.7.2024", "31.02.", "20:15", "/", "-", "–", ",", "(", ")", ".", ":", "\n", "Stand:"],
]  # fmt: skip
PHRASES = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
TEXTS = st.one_of(PHRASES, st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=20).map("".join))
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2024, 2, 29)]))
TENSES = st.sampled_from(["past", "present", "future", "unknown"])


@given(TEXTS)
def test_offsets_quote_the_text_and_run_from_left_to_right(text: str) -> None:
    position = 0
    for found in find_time_expressions(text):
        assert position <= found.char_start < found.char_end
        assert text[found.char_start : found.char_end] == found.text
        position = found.char_end


@given(TEXTS, DAYS, TENSES)
@settings(max_examples=300)
def test_resolving_never_fails_and_never_ends_before_it_starts(text: str, day: date | None, tense: str) -> None:
    for found in find_time_expressions(text):
        result = resolve(found, day, tense)
        assert result.precision in ("day", "week", "month", "year", "unknown")
        assert result.end_date is None or (result.start_date is not None and result.start_date <= result.end_date)


@given(TEXTS, TENSES)
@settings(max_examples=300)
def test_without_a_day_of_publication_a_date_needs_a_printed_year(text: str, tense: str) -> None:
    for found in find_time_expressions(text):
        if resolve(found, None, tense).start_date is not None:
            # 3., 4. und 6. Mai 2024 are three expressions; the year stands with the last
            assert re.search(r"[0-9]{4}|[0-9]\.\s?[0-9]{2}", text[found.char_start :])


@given(st.sampled_from(WORDS), st.sampled_from(["", " ", "\n", ".", ", "]))
@settings(max_examples=60)
def test_long_repetitive_texts_come_back(word: str, joint: str) -> None:
    text = joint.join([word] * 5_000)
    assert all(text[found.char_start : found.char_end] == found.text for found in find_time_expressions(text))
