"""What README promises holds: its SQL answers, its commands, targets and files exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli.app import app
from tools.answers import answer, questions

PROJECT = Path(__file__).resolve().parents[2]
README = (PROJECT / "README.md").read_text("utf-8")
QUESTIONS = re.findall(r"^\*\*(\d+\. .+?)\*\*.*?^```sql\n(.+?)^```", README, flags=re.MULTILINE | re.DOTALL)

ANSWERED = {question.title: question for question in questions(README)}


def test_there_are_ten_questions():
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("sql", [sql for _, sql in QUESTIONS], ids=[question for question, _ in QUESTIONS])
def test_every_question_has_an_answer_in_the_five_articles(ask, sql):
    result = ask("sql", "-", "--format", "json", stdin=sql)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


def test_questions_of_time_and_doubt_are_among_them():
    assert [title.split(".")[0] for title in ANSWERED] == ["11", "12", "13", "14", "15"]


@pytest.mark.parametrize("title", ANSWERED)
def test_the_answer_is_the_one_in_readme(seeds_warehouse, title):
    assert answer(seeds_warehouse, ANSWERED[title].sql) == ANSWERED[title].answer, (
        "Look at what changed, then `make docs`."
    )


@pytest.mark.parametrize(
    ("number", "change", "found"),
    [
        (11, "update dim_article set published_on = date '2026-01-06'", "No rows."),
        (
            11,
            "update fct_participation_claim set participation_status = 'declined' where actor_key = getvariable('rutte')",
            "Emmanuel Macron",
        ),
        (
            12,
            "update meeting_timeline set reported_status = 'cancelled', previous_status = 'planned'"
            " where reported_date = date '2026-01-06' and reported_place_name = 'Paris'",
            "| Paris | planned | 2026-01-06 |",
        ),
        (
            14,
            "insert into fct_contradiction by name select 'mode' as subject, getvariable('rutte') as actor_key,"
            " min(article_key) as article_key_1, max(article_key) as article_key_2, 'virtual' as statement_1,"
            " 'in_person' as statement_2 from dim_article",
            "| mode | Mark Rutte |",
        ),
    ],
)
def test_what_the_five_articles_have_no_case_of_is_found_where_there_is_one(changed, number, change, found):
    [question] = [question for title, question in ANSWERED.items() if title.startswith(f"{number}.")]
    said = answer(changed(change), question.sql)
    assert found in said
    assert "Mark Rutte" not in said or number == 14


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^\| `gipfel ([a-z ]+[a-z])", README, flags=re.MULTILINE))))
def test_every_command_exists(command):
    assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0


def test_every_target_exists():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", README, flags=re.MULTILINE)) <= targets


def test_every_file_exists():
    named = re.findall(r"`((?:extractors|seeds|dbt_project|orchestration|tests|tools)/[^`*…]*)`", README)
    named += re.findall(r"\]\(([^)]+)\)", README)
    assert named
    assert [name for name in named if not (PROJECT / name).exists()] == []
