"""kill -9 at any moment, and two runs at once: the next run completes, with the marts of an undisturbed one."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.instance import open_instance
from orchestration.paths import WarehousePaths
from orchestration.run import run_pipeline

PROCESS = Path(__file__).with_name("pipeline_process.py")
BEFORE = {
    "paris": "Bundeskanzler Friedrich Merz hat am Montag in Paris den französischen Präsidenten Emmanuel Macron getroffen.",
    "wien": "Außenministerin Beate Meinl-Reisinger empfing am Dienstag in Wien ihren italienischen Kollegen Antonio Tajani.",
}
AFTER = BEFORE | {
    "wien": "Außenministerin Beate Meinl-Reisinger empfing am Dienstag in Wien den ungarischen Minister Péter Szijjártó.",
    "prag": "Der tschechische Präsident Petr Pavel reist am Freitag nach Warschau. Dort trifft er Donald Tusk.",
    "bern": "Bundesrat Ignazio Cassis telefonierte am Mittwoch mit dem britischen Außenminister David Lammy.",
}
POINTS = (
    "between_batches",
    "before_resolution_is_committed",
    "in_dbt",
    "between_copy_and_swap",
)
OF_THE_RUN = {"loaded_at", "run_id"}  # columns that say when and by whom, not what


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    """The articles as they are when the run is killed; BEFORE was published already."""
    return write(tmp_path_factory.mktemp("articles"), AFTER)


@pytest.fixture(scope="module")
def published_before(tmp_path_factory) -> Path:
    """A folder with a warehouse that BEFORE was published in. Copy it, its links are relative."""
    folder = tmp_path_factory.mktemp("before")
    assert run_pipeline([write(folder / "articles", BEFORE)], folder / "warehouse" / "gipfel.duckdb").succeeded
    return folder / "warehouse"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, published_before, articles) -> dict[str, list[tuple]]:
    warehouse = copy(published_before, tmp_path_factory.mktemp("undisturbed"))
    assert run_pipeline([articles], warehouse).succeeded
    return marts(warehouse)


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to / "warehouse", symlinks=True)
    return to / "warehouse" / "gipfel.duckdb"


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, PROCESS, *arguments], start_new_session=True, stdout=subprocess.PIPE, text=True
    )


def marts(warehouse: Path) -> dict[str, list[tuple]]:
    """Every row of every mart, without the columns that differ from run to run."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        columns: dict[str, list[str]] = {}
        for table, column in connection.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'marts' order by all"
        ).fetchall():
            if column not in OF_THE_RUN:
                columns.setdefault(table, []).append(column)
        return {
            table: connection.execute(f"select {', '.join(names)} from marts.{table} order by all").fetchall()
            for table, names in columns.items()
        }


@pytest.mark.parametrize("point", POINTS)
def test_the_run_after_a_kill_ends_with_the_marts_of_an_undisturbed_one(
    point, tmp_path, published_before, articles, undisturbed
):
    warehouse = copy(published_before, tmp_path)
    before = marts(warehouse)

    killed = start(warehouse, articles, point)
    assert killed.communicate()[0] == ""
    assert killed.returncode == -signal.SIGKILL
    assert marts(warehouse) == before, "readers still see what was published before"

    assert run_pipeline([articles], warehouse, lock_timeout=0).succeeded
    assert marts(warehouse) == undisturbed
    assert before != undisturbed

    paths = WarehousePaths.from_file(warehouse)
    assert len(list(paths.published.iterdir())) == 2, "nothing half-written is left"
    assert paths.parquet.resolve().parent == warehouse.resolve().parent
    with open_instance(paths) as instance:
        assert all(run.is_finished for run in instance.get_runs())


def test_of_two_runs_at_once_one_waits_and_both_succeed(tmp_path, published_before, articles, undisturbed):
    warehouse = copy(published_before, tmp_path)
    runs = [start(warehouse, articles), start(warehouse, articles)]
    said = [[json.loads(line) for line in run.communicate()[0].splitlines()] for run in runs]

    first, second = sorted(said, key=len)
    assert [len(first), len(second)] == [1, 2]
    assert second[0]["waits_for"] == runs[said.index(first)].pid
    assert [(run[-1]["succeeded"], run[-1]["loaded"]) for run in (first, second)] == [(True, 3), (True, 0)]
    assert marts(warehouse) == undisturbed
