"""A published warehouse of the five example articles, made once by the command itself, and ways to call it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from orchestration.cli.app import app

GIPFEL = Path(sys.executable).with_name("gipfel")


@pytest.fixture(scope="session")
def gipfel() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Call the command in a process of its own, without a terminal; `stdin` is a text."""

    def call(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run([GIPFEL, *arguments], input=stdin, capture_output=True, text=True, check=False)

    return call


@pytest.fixture(scope="session")
def seeds_run(tmp_path_factory, gipfel) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The published file of the five example articles, and how the run that made it ended."""
    warehouse = tmp_path_factory.mktemp("seeds") / "gipfel.duckdb"
    return warehouse, gipfel("run", "--warehouse", warehouse)


@pytest.fixture(scope="session")
def seeds_warehouse(seeds_run) -> Path:
    """The published file of the five example articles."""
    warehouse, run = seeds_run
    assert run.returncode == 0, run.stdout + run.stderr
    return warehouse


@pytest.fixture
def ask(seeds_warehouse) -> Callable[..., Result]:
    """Call a command in this process on the warehouse of the five example articles."""

    def call(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, [*arguments, "--warehouse", str(seeds_warehouse)], input=stdin)

    return call


@pytest.fixture
def changed(seeds_warehouse, tmp_path) -> Callable[[str], Path]:
    """Change a copy of the warehouse by a statement on its marts, in which `getvariable('rutte')` is Mark Rutte's key."""

    def change(statement: str) -> Path:
        copy = tmp_path / "gipfel.duckdb"
        shutil.copy(seeds_warehouse, copy)
        with duckdb.connect(copy) as connection:
            connection.execute("use marts")
            connection.execute("set variable rutte = (select actor_key from dim_actor where actor_name = 'Mark Rutte')")
            connection.execute(statement)
        return copy

    return change


def lines_with(text: str, *words: str) -> Sequence[str]:
    """The lines of an output that hold all these words."""
    return [line for line in text.splitlines() if all(word in line for word in words)]
