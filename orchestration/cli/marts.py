"""Read-only access to a published warehouse, for the commands that show something of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orchestration.cli.output import MISUSE, fail
from orchestration.paths import DEFAULT_WAREHOUSE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["DEFAULT_WAREHOUSE", "Json", "Warehouse", "first_line", "opened", "rows", "tables"]

Warehouse = Annotated[
    Path,
    typer.Option("--warehouse", metavar="FILE", help="The published file.", show_default="warehouse/gipfel.duckdb"),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output, nothing else.")]


@contextmanager
def opened(warehouse: Path, *, allow_files: bool = False) -> Iterator[DuckDBPyConnection]:
    """A read-only connection with `marts` as the default schema; ends the command where there is no such file.

    It reaches no other file unless `allow_files` says so.
    """
    if not warehouse.exists():
        fail(f"There is no warehouse at {warehouse} yet.", "Make one first: gipfel run")
    import duckdb

    from orchestration.reading import connect

    try:
        connection = connect(warehouse, allow_files=allow_files)
    except duckdb.Error as error:
        fail(f"{warehouse} cannot be opened as a DuckDB file: {first_line(error)}", code=MISUSE)
    try:
        try:
            connection.execute("use marts")
        except duckdb.CatalogException:
            fail(f"{warehouse} has no schema marts: it is not a warehouse published by gipfel.", code=MISUSE)
        try:
            yield connection
        except (
            duckdb.CatalogException,
            duckdb.BinderException,
        ) as error:  # not of SQL that was typed: gipfel sql tells that
            reason = first_line(error)
            fail(f"{warehouse} was published by another version of Gipfel ({reason}).", "Publish it anew: gipfel run")
    finally:
        connection.close()


def rows(
    connection: DuckDBPyConnection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[dict[str, Any]]:
    """Result of a query as one dict a row; parameters by position or by name."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def tables(connection: DuckDBPyConnection) -> list[str]:
    """Names of the marts."""
    sql = "select table_name from duckdb_tables() where schema_name = 'marts' order by all"
    return [name for (name,) in connection.execute(sql).fetchall()]


def first_line(error: Exception) -> str:
    """First line of an error's message."""
    return str(error).strip().partition("\n")[0]
