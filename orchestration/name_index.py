"""The index of names, kept in the build database from run to run (`meta.name_block`), beside the resolved tables.

It is as good as the rules that it was made by: who resolves everything anew files everything anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import duckdb
import polars as pl

from extractors.resolution import registry
from extractors.resolution.name_index import NameIndex, filed
from extractors.resolution.names import parse

_FILED = "select block, name, person_id from meta.name_block where block in (select unnest($blocks))"


def stored_index(connection: duckdb.DuckDBPyConnection) -> NameIndex:
    """The index as it is in the database; each block is asked for once."""
    known: dict[str, list[tuple[str, str, str | None]]] = {}

    def rows(blocks: Collection[str]) -> Iterator[tuple[str, str, str | None]]:
        if missing := [block for block in blocks if block not in known]:
            known.update((block, []) for block in missing)
            for row in connection.execute(_FILED, {"blocks": missing}).fetchall():
                known[row[0]].append(row)
        for block in blocks:
            yield from known[block]

    return NameIndex(
        registered=lambda names: registry.namesakes(
            [(block, name, person) for block, name, person in rows(_blocks(names)) if person is not None]
        ),
        printed=lambda blocks: [(block, name) for block, name, person in rows(blocks) if person is None],
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
