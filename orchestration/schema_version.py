"""Which shape the build database has: noted in it, so that another Gipfel's is recognized, and brought up to date or refused.

Everything but `raw` follows from raw. So what an older Gipfel has made is not converted step by step: raw is kept (columns that are new
stay empty), the rest is dropped and made anew. Count VERSION up when a table of another layer changes its meaning or its key.
"""

from __future__ import annotations

import duckdb

from extractors import schemas
from orchestration.paths import WarehousePaths

VERSION = 1
_CREATE = "create table if not exists meta.schema_version (version integer)"
_MADE_FROM_RAW = ("extracted", "resolved", "staging", "intermediate", "marts", "meta")


class SchemaVersionError(RuntimeError):
    """The build database was made by a newer Gipfel; nothing was done."""


def upgrade(connection: duckdb.DuckDBPyConnection, paths: WarehousePaths) -> str | None:
    """Drop what an older Gipfel has made from raw; what to say of it, None where there is nothing. Call it in a transaction."""
    tables = set(connection.execute("select schema_name, table_name from duckdb_tables()").fetchall())
    if (schemas.ARTICLE.layer, schemas.ARTICLE.name) not in tables:
        return None
    version = 0  # before versions were noted
    if ("meta", "schema_version") in tables:
        [(version,)] = connection.execute("select coalesce(max(version), 0) from meta.schema_version").fetchall()
    if version > VERSION:
        raise SchemaVersionError(
            f"{paths.build} was made by a newer Gipfel (its schema is {version}, this one knows {VERSION})."
            " Use that one, or give this one a new --warehouse FILE. Nothing was changed."
        )
    if version == VERSION:
        return None
    [(articles,)] = connection.execute("select count(distinct article_id) from raw.article").fetchall()
    for schema in _MADE_FROM_RAW:
        connection.execute(f"drop schema if exists {schema} cascade")
    if not articles:
        return None
    return (
        f"The warehouse was made by an older Gipfel (schema {version}, now {VERSION}): its {articles} articles are kept,"
        " and everything is made anew from them."
    )


def note(connection: duckdb.DuckDBPyConnection) -> None:
    """Write down that the build has the shape of this Gipfel."""
    connection.execute(_CREATE)
    connection.execute("delete from meta.schema_version")
    connection.execute("insert into meta.schema_version values (?)", [VERSION])
