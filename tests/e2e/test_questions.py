"""Every statement of docs/questions.md gives the answer that stands below it, on a real run over the five articles."""

from __future__ import annotations

import re

import pytest

from tools.answers import NO_ROWS, PAGE, Question, answer, answered, questions

TEXT = PAGE.read_text(encoding="utf-8")
QUESTIONS = {int(question.title.partition(".")[0]): question for question in questions(TEXT)}

# What anybody can read in the five articles. `make docs` writes answers anew, but never these.
FACTS = [
    (1, "Claudia Plakolm", "Europaministerin", "Österreich", "expected"),
    (1, "Emmanuel Macron", "Präsident", "Frankreich", "expected", "host"),
    (1, "Mark Rutte", "Generalsekretär", "NATO", "expected"),
    (1, "Ursula von der Leyen", "Europäische Union", "expected"),
    (2, "group", "Koalition der Willigen", "expected"),
    (3, "Österreich", "Claudia Plakolm"),
    (3, "USA", "Jared Kushner, Steve Witkoff"),
    (4, "Friedrich Merz", "virtual", "expected", "2025-09-04"),
    (7, "2026-01-06", "Paris", "Emmanuel Macron"),
    (9, "Steve Witkoff", "held", "yes"),
    (12, "2026-01-06", "Paris", "planned"),
    (15, "2025-09-04", "Rund 30 westliche Staats- und Regierungschefs"),
    (15, "2026-01-06", "Insgesamt 35 Staaten", "35"),
    (16, "Ursula von der Leyen", "003_a027b0de5fbb0432"),
    (17, "unnamed", "zwei Diplomaten", "Steve Witkoff"),
    (17, "office", "das französische Präsidialamt", "Donald Trump"),
    (17, "actor", "Jermak", "USA"),
    (22, "2025-09-04", "Friedrich Merz", "virtual"),
    (23, "Großbritannien", "David Lammy", "2024-07-05", "2025-09-05"),
    (24, "Emmanuel Macron", "2026-01-06", "Paris"),
    (30, "Steve Witkoff", "attended", "zwei Diplomaten"),
    (31, "Claudia Plakolm", "Österreich", "expected", "2026-01-06", "Paris"),
    (32, "Donnerstag", "2025-09-04", "day"),
]


def cells(question: Question) -> list[list[str]]:
    """The rows of a question's answer, as text."""
    return [line.strip("| ").split(" | ") for line in question.answer.splitlines()[2:]]


def test_no_question_of_the_page_is_overlooked() -> None:
    assert list(QUESTIONS) == list(range(1, len(QUESTIONS) + 1))
    assert len(QUESTIONS) >= 20
    assert len(QUESTIONS) == TEXT.count("```sql\n") == len(re.findall(r"^## ", TEXT, flags=re.MULTILINE))


@pytest.mark.parametrize("question", [pytest.param(q, id=q.title) for q in QUESTIONS.values()])
def test_the_answer_is_the_one_on_the_page(seeds_warehouse, question: Question) -> None:
    assert answer(seeds_warehouse, question.sql) == question.answer, "Look at what changed, then `make docs`."


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact[0]}-{fact[1]}")
def test_what_the_articles_say_is_in_the_answer(fact: tuple[int, *tuple[str, ...]]) -> None:
    number, *words = fact
    assert any(set(words) <= set(row) for row in cells(QUESTIONS[number])), QUESTIONS[number].answer


@pytest.mark.parametrize(
    ("number", "change", "found"),
    [
        (
            5,
            "update fct_participation set participation_status = 'declined', takes_part = false where actor_key = getvariable('rutte')",
            "| Mark Rutte | declined |",
        ),
        (
            6,
            "insert into meetings_never_confirmed by name"
            " select meeting_key, place_key, start_date from dim_meeting where start_date = date '2025-09-04'",
            "| 2025-09-04 | Paris |",
        ),
        (
            18,
            "insert into fct_contradiction by name"
            " select meeting_key, actor_key, article_key as article_key_1, article_key as article_key_2,"
            " 'participation' as subject, participation_status as statement_1, 'absent' as statement_2"
            " from fct_participation_claim where actor_key = getvariable('rutte') limit 1",
            "| participation | Mark Rutte |",
        ),
    ],
)
def test_what_the_five_articles_may_have_no_case_of_is_found_where_there_is_one(changed, number, change, found) -> None:
    assert found in answer(changed(change), QUESTIONS[number].sql)


def test_answers_are_written_below_their_statements_and_nothing_else_is_touched(seeds_warehouse) -> None:
    bare = "# Page\n\n## 1. What?\n\nWords.\n\n```sql\nselect null as a, [1, 2] as b\n```\n\n## 2. None?\n\n```sql\nselect 1 where false\n```\n"
    page = answered(bare, seeds_warehouse)
    assert [question.answer for question in questions(page)] == ["| a | b |\n|---|---|\n|  | 1, 2 |\n", f"{NO_ROWS}\n"]
    assert "Words." in page
    assert answered(page, seeds_warehouse) == page, "a second time changes nothing"
