"""Older DuckDBs open the published file and read the same in it; DuckDB's own command line answers every question.

Apart from the other tests, as it installs other versions from the registry: `make test-readers` calls this file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import gipfel, seeds_run, seeds_warehouse  # noqa: F401
from tools.answers import NO_ROWS, PAGE, Question, questions

PROJECT = Path(__file__).resolve().parents[2]
QUESTIONS = questions(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def installed() -> Callable[[str], Path]:
    """The programs of a requirement (`duckdb==1.4.0`), in an environment of its own that is kept under build/."""

    def install(requirement: str) -> Path:
        folder = PROJECT / "build" / "readers" / requirement
        if not (folder / "ready").exists():
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            if subprocess.run([*pip, requirement], check=False).returncode:
                pytest.skip(f"{requirement} could not be installed")
            (folder / "ready").touch()
        return folder / "bin"

    return install


def read_by(python: Path | str, file: Path) -> dict[str, Any]:
    """What `read_all.py` finds in a published file."""
    command = [python, Path(__file__).with_name("read_all.py"), file]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return dict(json.loads(told.stdout))


@pytest.mark.parametrize("version", ["1.4.0", "1.4.5", "1.5.0", "1.5.6"])
def test_an_older_duckdb_reads_the_same_rows(installed, seeds_warehouse: Path, version: str) -> None:  # noqa: F811
    ours = read_by(sys.executable, seeds_warehouse)
    older = read_by(installed(f"duckdb=={version}") / "python", seeds_warehouse)
    assert older["version"] == version
    assert older["tables"] == ours["tables"]
    assert len(ours["tables"]) > 20


@pytest.mark.parametrize("question", [pytest.param(q, id=q.title) for q in QUESTIONS])
def test_the_command_line_of_duckdb_answers(installed, seeds_warehouse: Path, question: Question) -> None:  # noqa: F811
    command = [installed("duckdb-cli==1.5.6") / "duckdb", "-readonly", "-json", seeds_warehouse]
    told = subprocess.run(
        [*command, f"use marts; {question.sql}"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout or "[]")
    written = [] if question.answer.strip() == NO_ROWS else question.answer.splitlines()[2:]
    assert len(rows) == len(written)
