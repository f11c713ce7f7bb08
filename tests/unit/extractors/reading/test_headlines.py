from __future__ import annotations

import time

import pytest

from extractors.reading.headlines import is_headline, split_headline, split_machine_header

BODY = "Die Ministerin traf ihren Amtskollegen am Montag in Prag."


@pytest.mark.parametrize(
    "headline",
    [
        "Außenministerin trifft Amtskollegen in Prag",
        "Treffen in Prag: Ministerin wirbt für neues Abkommen",
        "Ministerin: „Wir haben noch viel vor“",
        "Kommt es zum Treffen in Prag?",
        "Endlich ein Abkommen!",
        "Ministerin reist nach Prag und spricht mit ...",
    ],
)
def test_a_short_first_line_without_a_full_stop_is_the_headline(headline: str) -> None:
    assert split_headline(f"{headline}\n\n{BODY}") == (headline, BODY)


@pytest.mark.parametrize(
    "first_line",
    [
        "Die Ministerin reist am Montag nach Prag.",
        "Die Ministerin sagte: „Wir haben noch viel vor.“",
        "Prag (dpa) - Die Ministerin traf ihren Amtskollegen",
        "Prag, 6. Mai 2025",
        "6. Mai 2025",
        "Von Erika Mustermann",
        "Auslandsreisen",
        "2025",
    ],
)
def test_running_text_date_lines_and_by_lines_are_none(first_line: str) -> None:
    text = f"{first_line}\n{BODY}"
    assert split_headline(text) == (None, text)


def test_a_long_first_line_is_running_text() -> None:
    text = "Die Ministerin sprach in Prag" + " über den neuen Vertrag" * 8 + f"\n{BODY}"
    assert split_headline(text) == (None, text)


def test_a_single_line_is_the_article_not_its_headline() -> None:
    assert split_headline("Ministerin reist nach Prag") == (None, "Ministerin reist nach Prag")


@pytest.mark.parametrize(
    "text",
    [
        " date 2025-05-06 Die Ministerin reist.",
        "date 2025-05-06 Die Ministerin reist.",
        " date 2025-05-06\nDie Ministerin reist.",
    ],
)
def test_the_machine_header_is_taken_off(text: str) -> None:
    assert split_machine_header(text) == ("2025-05-06", "Die Ministerin reist.")


@pytest.mark.parametrize(
    "text", ["Am date 2025-05-06 war nichts.", "date 2025 war nichts.", "Update 2025-05-06 folgt."]
)
def test_what_only_resembles_a_header_is_text(text: str) -> None:
    assert split_machine_header(text) == (None, text)


@pytest.mark.parametrize(
    "line", ["Von " + "a" * 150 + "!", "Foto: " + "a/" * 70 + "!", "A" + ". /-" * 35 + ", 6", "a " * 60 + "(("]
)
def test_a_line_is_judged_at_once_however_it_could_be_cut_into_words(line: str) -> None:
    start = time.process_time()
    is_headline(line)
    assert time.process_time() - start < 1
