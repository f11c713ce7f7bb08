"""The build database: declared tables, transactions, and what a kill leaves behind."""

from __future__ import annotations

import signal
import subprocess
import sys

import duckdb
import pytest

from extractors import schemas
from orchestration.warehouse import append, replace_articles, replace_rows

WRITE_AND_DIE = """
import os, signal, sys, pathlib
from extractors import schemas
from orchestration.paths import WarehousePaths
from orchestration.warehouse import Warehouse, append
house = Warehouse(WarehousePaths.from_file(pathlib.Path(sys.argv[1])))
row = schemas.SENTENCE.frame([{"sentence_key": "s", "article_key": "a"}])
with house.writing():
    with house.transaction() as connection:
        append(connection, schemas.SENTENCE, row)
    with house.transaction() as connection:
        append(connection, schemas.SENTENCE, row)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def sentences(*article_keys):
    return schemas.SENTENCE.frame({"sentence_key": f"s-{key}", "article_key": key} for key in article_keys)


def extracted(*article_keys):
    return {table.name: table.frame() for table in schemas.EXTRACTED} | {"sentence": sentences(*article_keys)}


@pytest.mark.parametrize("table", schemas.ALL, ids=lambda table: table.full_name)
def test_a_frame_comes_back_as_it_went_in(warehouse, table):
    frame = table.frame([{table.key: "k"}])
    with warehouse.transaction() as connection:
        append(connection, table, frame)
    assert warehouse.table(table).equals(frame)


def test_tables_and_columns_say_what_they_are(warehouse):
    comments = warehouse.query(
        "select comment from duckdb_columns() where table_name = 'mention' and column_name = 'mention_text'"
    )
    assert comments["comment"].to_list() == ["The words, as printed."]


def test_a_column_that_is_new_in_the_schema_is_added_and_old_rows_stay(warehouse):
    with warehouse.transaction() as connection:
        append(connection, schemas.SENTENCE, sentences("a"))
        connection.execute("alter table extracted.sentence drop column sentence_number")
    warehouse.prepare()
    assert warehouse.table(schemas.SENTENCE).equals(sentences("a"))


def test_an_articles_rows_are_replaced_and_those_of_others_stay(warehouse):
    with warehouse.transaction() as connection:
        replace_articles(connection, extracted("a", "b"), ["a", "b"])
    with warehouse.transaction() as connection:
        replace_articles(connection, extracted(), ["a"])
    assert warehouse.table(schemas.SENTENCE)["article_key"].to_list() == ["b"]


def test_rows_take_the_place_of_those_with_their_keys(warehouse):
    with warehouse.transaction() as connection:
        append(connection, schemas.SENTENCE, sentences("a"))
        append(connection, schemas.SENTENCE, sentences("b"))
    [gone] = sentences("a")[schemas.SENTENCE.key]
    with warehouse.transaction() as connection:
        replace_rows(connection, schemas.SENTENCE, sentences("b"), [gone])
    assert warehouse.table(schemas.SENTENCE)["article_key"].to_list() == ["b"]


def test_an_error_in_a_transaction_leaves_everything_as_it_was(warehouse):
    with warehouse.transaction() as connection:
        append(connection, schemas.SENTENCE, sentences("a"))

    def replace_and_fail():
        with warehouse.transaction() as connection:
            replace_rows(connection, schemas.SENTENCE, sentences("b"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_and_fail()
    assert warehouse.table(schemas.SENTENCE)["article_key"].to_list() == ["a"]


def test_the_file_is_free_for_others_after_an_error(warehouse):
    with pytest.raises(ZeroDivisionError), warehouse.connect():
        raise ZeroDivisionError
    with duckdb.connect(warehouse.paths.build) as other:
        assert other.execute("select 1").fetchall() == [(1,)]


def test_after_a_kill_in_a_transaction_the_committed_rows_are_there_and_no_others(tmp_path):
    from orchestration.paths import WarehousePaths
    from orchestration.warehouse import Warehouse

    file = tmp_path / "gipfel.duckdb"
    assert subprocess.run([sys.executable, "-c", WRITE_AND_DIE, file], check=False).returncode == -signal.SIGKILL
    house = Warehouse(WarehousePaths.from_file(file))
    with house.writing(timeout=0):
        assert house.table(schemas.SENTENCE).height == 1


def test_a_step_that_has_begun_counts_as_unfinished(warehouse):
    warehouse.finish("marts", "state-1", "run-1")
    assert warehouse.finished("marts") == "state-1"
    warehouse.begin("marts")
    assert warehouse.finished("marts") is None
