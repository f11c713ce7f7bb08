"""What README promises holds: its SQL answers, its commands, targets and files exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli.app import app

PROJECT = Path(__file__).resolve().parents[2]
README = (PROJECT / "README.md").read_text("utf-8")
QUESTIONS = re.findall(r"^\*\*(\d+\. .+?)\*\*.*?^```sql\n(.+?)^```", README, flags=re.MULTILINE | re.DOTALL)


def test_there_are_ten_questions():
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("sql", [sql for _, sql in QUESTIONS], ids=[question for question, _ in QUESTIONS])
def test_every_question_has_an_answer_in_the_five_articles(ask, sql):
    result = ask("sql", "-", "--format", "json", stdin=sql)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


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
