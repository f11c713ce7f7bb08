"""kill -9 before each step of publishing, one after the other: the old version or the new one is there, whole, and everything goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.paths import WarehousePaths
from orchestration.publishing import publish, published_version
from orchestration.warehouse import Warehouse
from tests.e2e.conftest import GIPFEL

PROCESS = Path(__file__).with_name("publishing_process.py")
OLD, NEW = 2, 3  # actors


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> dict[str, Path]:
    """What each kill has left: the published file, by the step that was not made."""
    built, folder = tmp_path_factory.mktemp("built") / "house", tmp_path_factory.mktemp("killed")
    house = Warehouse(WarehousePaths.from_file(built / "gipfel.duckdb"))
    with house.writing():
        with house.connect() as connection:
            connection.execute("create schema marts")
            connection.execute("create table marts.dim_actor as select 'a' || i as actor_key from range(2) t(i)")
        publish(house, "state-1", "run-1")
        with house.connect() as connection:
            connection.execute("insert into marts.dim_actor values ('new')")
    process = subprocess.run([sys.executable, PROCESS, built, folder], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr
    steps = json.loads(process.stdout)
    return {f"{number:03} {step}": folder / f"{number:03}" / "gipfel.duckdb" for number, step in enumerate(steps)}


def counted(source: str) -> int:
    return duckdb.sql(f"select count(*) from {source}").fetchall()[0][0]


def read(file: Path) -> tuple[int, int]:
    """Actors in the published file and in the Parquet files."""
    with duckdb.connect(file, read_only=True) as connection:
        [(actors,)] = connection.execute("select count(*) from marts.dim_actor").fetchall()
    return actors, counted(f"read_parquet('{file.parent / 'parquet' / 'dim_actor.parquet'}')")


def test_every_step_was_killed_once(killed):
    steps = " ".join(killed)
    for step in ("mkdir", "create table copy", "copy (from raw.article", "open version.json", "fsync"):
        assert step in steps, step
    for link in ("parquet", "gipfel.duckdb"):
        assert f"symlink .{link}.new" in steps
        assert f"rename .{link}.new" in steps


def test_readers_see_one_version_whole_after_every_kill(killed):
    seen = {step: read(file) for step, file in killed.items()}
    assert set(seen.values()) <= {(OLD, OLD), (OLD, NEW), (NEW, NEW)}, (
        "Parquet comes first, the file, which counts, last"
    )
    assert (OLD, OLD) in seen.values()
    assert (NEW, NEW) in seen.values()


def test_the_next_publication_comes_through_after_every_kill_and_leaves_nothing_behind(killed):
    """The fault: a `.parquet.new` or `.gipfel.duckdb.new` that stayed was taken for another warehouse, by every command."""
    for step, file in killed.items():
        house = Warehouse(WarehousePaths.from_file(file))
        with house.writing(timeout=0):
            version = publish(house, "state-3", "run-3")
        assert published_version(house.paths) == version, step
        assert read(file) == (NEW, NEW), step
        assert not list(file.parent.glob(".*")), step
        for folder in house.paths.published.iterdir():
            assert counted(f"read_parquet('{folder / 'parquet' / 'dim_actor.parquet'}')") in (OLD, NEW), step


def test_the_command_works_on_what_a_kill_in_the_swap_has_left(tmp_path):
    (tmp_path / "published" / "v1").mkdir(parents=True)
    for name in ("gipfel.duckdb", ".gipfel.duckdb.new", ".parquet.new"):
        (tmp_path / name).symlink_to("published/v1/gipfel.duckdb")
    duckdb.connect(tmp_path / "published" / "v1" / "gipfel.duckdb").close()
    status = subprocess.run(
        [GIPFEL, "status", "--warehouse", tmp_path / "gipfel.duckdb"], capture_output=True, text=True, check=False
    )
    assert status.returncode == 0, status.stderr
