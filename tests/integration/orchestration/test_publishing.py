"""Write, audit, publish: what readers see, before, meanwhile and after."""

from __future__ import annotations

import duckdb
import pytest

from orchestration import publishing
from orchestration.publishing import AuditError, publish, published_version


@pytest.fixture
def built(warehouse):
    """A build database with a mart of two rows."""
    with warehouse.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.dim_actor as select 'a' || i as actor_key from range(2) t(i)")
        connection.execute("comment on table marts.dim_actor is 'One row per actor''s key.'")
        connection.execute("comment on column marts.dim_actor.actor_key is 'The key.'")
        connection.execute("create schema intermediate")
        connection.execute("create table intermediate.int_x as select 1 as x")
    return warehouse


def actors(file):
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute("select count(*) from marts.dim_actor").fetchall()[0][0]


def add_actor(warehouse):
    with warehouse.connect() as connection:
        connection.execute("insert into marts.dim_actor values ('new')")


def folders(paths):
    return sorted(folder.name for folder in paths.published.iterdir())


def test_the_published_file_holds_marts_and_ledgers_and_nothing_else(built):
    version = publish(built, "state-1", "run-1")
    with duckdb.connect(built.paths.link, read_only=True) as connection:
        tables = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables order by all"
        ).fetchall()
    assert [name for (name,) in tables] == ["marts.dim_actor", "raw.ledger", "raw.rejected_article"]
    assert version.row_counts == {"marts.dim_actor": 2, "raw.ledger": 0, "raw.rejected_article": 0}
    assert published_version(built.paths) == version


def test_comments_come_along(built):
    publish(built, "state-1", "run-1")
    with duckdb.connect(built.paths.link, read_only=True) as connection:
        assert connection.execute("select comment from duckdb_tables() where table_name = 'dim_actor'").fetchall() == [
            ("One row per actor's key.",)
        ]
        assert connection.execute(
            "select comment from duckdb_columns() where table_name = 'ledger' and column_name = 'run_id'"
        ).fetchall() == [("The Dagster run.",)]


def test_parquet_files_lie_beside_it(built):
    publish(built, "state-1", "run-1")
    file = built.paths.parquet / "dim_actor.parquet"
    assert duckdb.sql("select count(*) from read_parquet($file)", params={"file": str(file)}).fetchall() == [(2,)]


def test_the_links_are_relative_so_that_the_folder_can_be_moved(built, tmp_path):
    publish(built, "state-1", "run-1")
    built.paths.root.rename(tmp_path / "moved")
    assert actors(tmp_path / "moved" / "gipfel.duckdb") == 2


def test_who_has_the_old_version_open_keeps_it(built):
    publish(built, "state-1", "run-1")
    with duckdb.connect(built.paths.link, read_only=True) as reader:
        add_actor(built)
        publish(built, "state-2", "run-2")
        assert reader.execute("select count(*) from marts.dim_actor").fetchall() == [(2,)]
        assert actors(built.paths.link) == 3


def test_the_last_three_are_kept(built):
    versions = [publish(built, f"state-{number}", f"run-{number}").folder for number in range(5)]
    assert folders(built.paths) == versions[-3:]


def test_a_copy_that_differs_is_not_published(built, monkeypatch):
    before = publish(built, "state-1", "run-1")
    write_copy = publishing.write_copy

    def lose_a_row(warehouse, folder):
        counts = write_copy(warehouse, folder)
        with duckdb.connect(folder / publishing.DATABASE) as connection:
            connection.execute("delete from marts.dim_actor where actor_key = 'a0'")
        return counts

    monkeypatch.setattr(publishing, "write_copy", lose_a_row)
    with pytest.raises(AuditError, match="Nothing was published"):
        publish(built, "state-2", "run-2")
    assert published_version(built.paths) == before
    assert actors(built.paths.link) == 2


def test_a_build_without_marts_is_not_published(warehouse):
    with pytest.raises(AuditError, match="no marts"):
        publish(warehouse, "state-1", "run-1")
    assert published_version(warehouse.paths) is None


@pytest.mark.parametrize("broken_off_in", ["audit", "sync", "swap", "_relink"])
def test_what_a_broken_off_publication_leaves_is_removed_by_the_next(built, monkeypatch, broken_off_in):
    first = publish(built, "state-1", "run-1")
    with monkeypatch.context() as patch:
        patch.setattr(publishing, broken_off_in, lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish(built, "state-2", "run-2")
    assert actors(built.paths.link) == 2
    assert len(folders(built.paths)) == 2
    third = publish(built, "state-3", "run-3")
    assert folders(built.paths) == [first.folder, third.folder]


def test_a_break_between_the_two_links_is_no_published_version(built, monkeypatch):
    publish(built, "state-1", "run-1")
    relink = publishing._relink

    def only_parquet(link, target):
        if link == built.paths.link:
            raise ZeroDivisionError
        relink(link, target)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_relink", only_parquet)
        with pytest.raises(ZeroDivisionError):
            publish(built, "state-2", "run-2")
    assert published_version(built.paths) is None
    assert actors(built.paths.link) == 2
    assert (built.paths.parquet / "dim_actor.parquet").exists()
    assert publish(built, "state-2", "run-3") == published_version(built.paths)
