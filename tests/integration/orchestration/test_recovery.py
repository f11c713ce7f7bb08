"""A build database that is gone or damaged: made anew from what is published, or refused; never an article for fifty."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import duckdb
import pytest

from orchestration.paths import WarehousePaths
from orchestration.recovery import BuildLostError
from orchestration.run import run_pipeline
from orchestration.warehouse import Warehouse
from tests.integration.orchestration.conftest import TEXTS, write_articles

NEW = {"bern": "Bundesrat Ignazio Cassis telefonierte am Mittwoch mit dem britischen Außenminister David Lammy."}


@pytest.fixture(scope="module")
def three_articles(tmp_path_factory) -> Path:
    """A folder with a warehouse of three articles, one of them in its second version. Copy it."""
    folder = tmp_path_factory.mktemp("three")
    house = folder / "house" / "gipfel.duckdb"
    write_articles(folder / "articles", TEXTS | {"wien": "In Wien traf Karl Nehammer am Montag Viktor Orbán."})
    assert run_pipeline([folder / "articles"], house).succeeded
    write_articles(folder / "articles", TEXTS)
    assert run_pipeline([folder / "articles"], house).succeeded
    return house.parent


@pytest.fixture
def paths(three_articles, tmp_path) -> WarehousePaths:
    shutil.copytree(three_articles, tmp_path / "house", symlinks=True)
    return WarehousePaths.from_file(tmp_path / "house" / "gipfel.duckdb")


def read(paths: WarehousePaths, sql: str) -> list[tuple]:
    with duckdb.connect(paths.link, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_missing_build_is_made_from_what_is_published(paths, tmp_path):
    """The fault: the next run of one file published one article where three were, without a word."""
    before = [read(paths, f"from marts.{table} order by all") for table in ("dim_article", "dim_meeting", "dim_actor")]
    records = read(paths, "select count(*) from raw.ledger")[0][0]
    paths.build.unlink()
    paths.build.with_name("build.duckdb.wal").write_bytes(b"of the file that is gone")

    summary = run_pipeline([], paths.link)  # the examples, which are new to it
    assert summary.succeeded, summary.problems
    assert "its 3 articles were taken from what is published" in str(summary.prepared)
    assert summary.extracted == 8

    assert read(paths, "select count(*) from marts.dim_article") == [(8,)]
    assert read(paths, "from marts.dim_article where article_id in ('paris', 'wien', 'prag') order by all") == before[0]
    assert read(paths, "select count(*) from raw.ledger") == [(records + 5,)]
    assert Warehouse(paths).query("select max(version_number) from raw.article where article_id = 'wien'").item() == 2
    assert run_pipeline([], paths.link).prepared is None


def test_a_kill_while_it_is_restored_leaves_it_to_the_next_run(paths):
    paths.build.unlink()
    duckdb.connect(paths.build).close()  # what a kill before the transaction's end leaves
    with Warehouse(paths).writing() as prepared:
        assert "its 3 articles were taken from what is published" in str(prepared)


def test_what_an_older_gipfel_has_published_cannot_make_it_and_the_run_is_refused(paths):
    before = read(paths, "from marts.dim_article order by all")
    paths.build.unlink()
    shutil.rmtree(paths.link.resolve().parent / "raw")
    for _ in range(2):
        with pytest.raises(BuildLostError, match=r"does not keep raw/article\.parquet.*Put the file back"):
            run_pipeline([], paths.link)
    assert read(paths, "from marts.dim_article order by all") == before


@pytest.mark.parametrize("kept", [0.0001, 0.4])
def test_a_cut_build_is_told_with_advice_that_helps(paths, kept):
    os.truncate(paths.build, int(paths.build.stat().st_size * kept))
    try:
        said = run_pipeline([], paths.link).problems
    except BuildLostError as error:
        said = [str(error)]
    assert "is damaged" in said[0], said
    assert "Move the file away and run again" in said[0]
    paths.build.rename(paths.build.with_name("damaged.duckdb"))
    with Warehouse(paths).writing() as prepared:
        assert "were taken from what is published" in str(prepared)


def test_a_first_run_restores_nothing(tmp_path):
    with Warehouse(WarehousePaths.from_file(tmp_path / "gipfel.duckdb")).writing() as prepared:
        assert prepared is None


@pytest.mark.parametrize("step", ["load", "extract", "dbt", "publish"])
def test_ctrl_c_within_a_step_is_an_interrupt_and_no_failure(tmp_path, step):
    """The fault: Dagster made a failed step of it, and the user read the name of one of its classes as a problem."""

    def interrupt(said: str, done: int, total: int) -> None:
        if said == step:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run_pipeline([], tmp_path / "gipfel.duckdb", progress=interrupt)
    assert run_pipeline([], tmp_path / "gipfel.duckdb").meetings > 0
