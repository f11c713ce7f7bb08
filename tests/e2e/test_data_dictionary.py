"""One source, three faces: the dictionary's page, the comments in the published file, and its columns agree."""

from __future__ import annotations

import duckdb
import pytest

from tools.data_dictionary import PAGE, Table, page, tables

PUBLISHED_TABLES = "select schema_name, table_name, comment from duckdb_tables() where not internal"
PUBLISHED_COLUMNS = """
select column_name, lower(data_type), comment from duckdb_columns()
where schema_name = ? and table_name = ? order by column_index
"""


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(tables()), "Run `make docs`."


def test_the_dictionary_describes_exactly_the_published_tables(seeds_warehouse) -> None:
    with duckdb.connect(seeds_warehouse, read_only=True) as connection:
        published = connection.execute(PUBLISHED_TABLES).fetchall()
    assert {(table.schema, table.name, table.description) for table in tables()} == set(published)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_column_says_in_the_file_what_the_dictionary_says(seeds_warehouse, table: Table) -> None:
    with duckdb.connect(seeds_warehouse, read_only=True) as connection:
        published = connection.execute(PUBLISHED_COLUMNS, [table.schema, table.name]).fetchall()
    described = [(column.name, column.data_type, column.description) for column in table.columns]
    assert published == described


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_description_is_a_sentence(table: Table) -> None:
    texts = [table.description, *(column.description for column in table.columns)]
    assert [text for text in texts if not text.endswith(".") or "\n" in text] == []
