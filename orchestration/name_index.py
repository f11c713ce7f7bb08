"""The index of names, kept in the build database from run to run (`meta.name_block`), beside the resolved tables.

It is as good as the rules that it was made by: who resolves everything anew files everything anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import duckdb
import polars as pl

from extractors.resolution import registry
from extractors.resolution.name_index import NameIndex, filed
from extractors.resolution.names import parse

_FILED = """
select block, name, person_id from meta.name_block
where block in (select unnest($blocks)) and (person_id is not null) = $is_registered
"""


def stored_index(connection: duckdb.DuckDBPyConnection) -> NameIndex:
    """The index as it is in the database."""

    def rows(blocks: Collection[str], is_registered: bool) -> list[tuple]:
        asked = {"blocks": list(blocks), "is_registered": is_registered}
        return connection.execute(_FILED, asked).fetchall()

    return NameIndex(
        registered=lambda names: registry.namesakes(rows(_blocks(names), True)),
        printed=lambda blocks: [(block, name) for block, name, _ in rows(blocks, False)],
    )


def _blocks(names: Iterable[str]) -> set[str]:
    return {block for name in names for block in registry.blocks_to_ask(parse(name))}


def file_names(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """File printed names that are not in the index yet."""
    _insert(connection, [(block, name, None) for block, name in filed(names)])


def file_anew(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """File these printed names and the registry's, and nothing else."""
    connection.execute("delete from meta.name_block")
    _insert(connection, [*registry.filed_names(), *((block, name, None) for block, name in filed(names))])


def _insert(connection: duckdb.DuckDBPyConnection, rows: list[tuple[str, str, str | None]]) -> None:
    columns = {"block": pl.String, "name": pl.String, "person_id": pl.String}
    connection.register("filed_names", pl.DataFrame(rows, schema=columns, orient="row").to_arrow())
    connection.execute("insert into meta.name_block from filed_names")
    connection.unregister("filed_names")
