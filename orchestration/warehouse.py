"""The build database: how to reach it, which tables it has, how rows get in.

All writing to it goes through here or through dbt, under the writer's lock. A connection is opened as late as
possible and closed in any case, so that dbt, which opens the same file in this process, finds it free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

from extractors import schemas
from extractors.schemas import Table
from orchestration import schema_version
from orchestration.lock import Holder, writer_lock
from orchestration.paths import WarehousePaths
from orchestration.recovery import BuildLostError, restore_raw
from orchestration.troubles import is_damage, plain
from orchestration.withdrawals import apply_withdrawals

STORAGE_VERSION = "v1.4.0"  # so that DuckDB 1.4 and later can read the file
LOCK_TIMEOUT = 600.0
LAYERS = ("raw", "extracted", "resolved")
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {  # dbt_project/profiles.yml has the same
    "storage_compatibility_version": STORAGE_VERSION,
    "autoinstall_known_extensions": False,  # nothing is downloaded
}
_TYPES = {
    pl.String: "VARCHAR",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMP WITH TIME ZONE",
}


def duckdb_type(dtype: Any) -> str:
    """The DuckDB type of a polars type.

    >>> duckdb_type(pl.List(pl.String))
    'VARCHAR[]'
    """
    if isinstance(dtype, pl.List):
        return f"{duckdb_type(dtype.inner)}[]"
    base = dtype.base_type() if isinstance(dtype, pl.DataType) else dtype
    try:
        return _TYPES[base]
    except KeyError:
        raise TypeError(f"No DuckDB type is declared for {dtype}; add it to orchestration/warehouse.py.") from None


@dataclass(frozen=True)
class Warehouse:
    """One warehouse on disk. Makes nothing until it is asked to write."""

    paths: WarehousePaths

    @contextmanager
    def writing(
        self,
        run_id: str | None = None,
        timeout: float = LOCK_TIMEOUT,
        on_wait: Callable[[Holder | None], None] | None = None,
    ) -> Iterator[str | None]:
        """Be the only writer; see `orchestration.lock.writer_lock`. Creates and evolves the tables; gives what `prepare` does."""
        with writer_lock(self.paths.lock, timeout=timeout, run_id=run_id, on_wait=on_wait):
            yield self.prepare()

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the build database, closed in any case; times come out in UTC. Raises BuildLostError where it is damaged."""
        connection = None
        try:
            connection = duckdb.connect(self.paths.build, config=_SETTINGS)
            connection.execute("set TimeZone = 'UTC'")
            yield connection
        except duckdb.Error as error:
            if is_damage(error):
                raise BuildLostError(plain(error, self.paths.build)) from error
            raise
        finally:
            if connection is not None:
                connection.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in a transaction: committed at the end, rolled back on any error."""
        with self.connect() as connection:
            connection.begin()
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def prepare(self) -> str | None:
        """Create what is missing: schemas, tables, columns, and the table of finished steps.

        Where there was no build though something is published, it is made from that; where an older Gipfel has made it, all but
        raw is dropped, to be made anew; what is withdrawn is taken out. All in one transaction. Gives what a reader should be told.
        """
        self.paths.root.mkdir(parents=True, exist_ok=True)
        if not self.paths.build.exists():
            self.paths.build.with_name(f"{self.paths.build.name}.wal").unlink(missing_ok=True)  # of a file that is gone
        with self.transaction() as connection:
            upgraded = schema_version.upgrade(connection, self.paths)
            existing = _existing_columns(connection)
            for layer in (*LAYERS, "meta"):
                connection.execute(f"create schema if not exists {layer}")
            connection.execute(
                "create table if not exists meta.finished_step"
                " (step varchar, fingerprint varchar, run_id varchar, finished_at timestamp with time zone)"
            )
            connection.execute("create table if not exists meta.resolved_article (article_key varchar, state varchar)")
            connection.execute(
                "create table if not exists meta.name_block (block varchar, name varchar, person_id varchar)"
            )
            for table in schemas.ALL:
                _prepare_table(connection, table, existing.get((table.layer, table.name)))
            schema_version.note(connection)
            is_new = (schemas.ARTICLE.layer, schemas.ARTICLE.name) not in existing
            restored = restore_raw(connection, self.paths) if is_new else None
            apply_withdrawals(connection)
            return str(restored) if restored else upgraded

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> pl.DataFrame:
        """The rows of a query on the build database."""
        with self.connect() as connection:
            rows: pl.DataFrame = connection.sql(sql, params=parameters).pl()
            return rows

    def table(self, table: Table) -> pl.DataFrame:
        """All rows of a declared table, with the declared types."""
        columns = ", ".join(column.name for column in table.columns)
        return self.query(f"select {columns} from {table.full_name}").cast(pl.Schema(table.polars_schema))

    def row_counts(self, layers: Iterable[str]) -> dict[tuple[str, str], int]:
        """Rows of every table and view of these schemas, by (schema, name)."""
        with self.connect() as connection:
            names = connection.execute(
                "select table_schema, table_name from information_schema.tables where list_contains(?, table_schema)",
                [list(layers)],
            ).fetchall()
            return {
                (schema, name): connection.execute(f'select count(*) from "{schema}"."{name}"').fetchall()[0][0]
                for schema, name in names
            }

    def finished(self, step: str) -> str | None:
        """What the step had finished with last (see `finish`), None where it has not, or was broken off."""
        with self.connect() as connection:
            return finished(connection, step)

    def begin(self, step: str) -> None:
        """Say that a step is about to change things: until `finish` it counts as not done."""
        with self.connect() as connection:
            connection.execute("delete from meta.finished_step where step = ?", [step])

    def finish(self, step: str, fingerprint: str, run_id: str) -> None:
        """Say that a step is done for the state of things that `fingerprint` stands for."""
        with self.transaction() as connection:
            finish(connection, step, fingerprint, run_id)


def finished(connection: duckdb.DuckDBPyConnection, step: str) -> str | None:
    """`Warehouse.finished` on a connection that is already open."""
    rows = connection.execute("select fingerprint from meta.finished_step where step = ?", [step]).fetchall()
    return rows[0][0] if rows else None


def finish(connection: duckdb.DuckDBPyConnection, step: str, fingerprint: str, run_id: str) -> None:
    """`Warehouse.finish` as a part of a transaction that is already open."""
    connection.execute("delete from meta.finished_step where step = ?", [step])
    connection.execute(
        "insert into meta.finished_step values (?, ?, ?, ?)", [step, fingerprint, run_id, datetime.now(UTC)]
    )


def append(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    """Append the rows of a frame, by column name, in bulk."""
    if frame.is_empty():
        return
    connection.register("new_rows", frame.to_arrow())
    try:
        connection.execute(f"insert into {table.full_name} by name select * from new_rows")
    finally:
        connection.unregister("new_rows")


def replace_articles(
    connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame], article_keys: Sequence[str]
) -> None:
    """Put these articles' rows of every extracted table in the place of what was there. Call it in a transaction."""
    for table in schemas.EXTRACTED:
        connection.execute(f"delete from {table.full_name} where list_contains(?, article_key)", [list(article_keys)])
        append(connection, table, frames[table.name])


def replace_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame, gone: Sequence[str] = ()
) -> None:
    """Put the rows of a frame in the place of those with their keys, and take the keys `gone` away. Call it in a transaction."""
    keys = [*gone, *frame[table.key]]
    connection.execute(f"delete from {table.full_name} where {table.key} in (select unnest(?))", [keys])
    append(connection, table, frame)


def quote_text(text: str) -> str:
    """A text as an SQL literal, for the few statements that take no parameters (comment on, attach).

    >>> quote_text("Kyjiw's")
    "'Kyjiw''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _existing_columns(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], dict[str, str]]:
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, data_type in connection.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
    ).fetchall():
        columns.setdefault((schema, table), {})[column] = data_type
    return columns


def _prepare_table(connection: duckdb.DuckDBPyConnection, table: Table, existing: dict[str, str] | None) -> None:
    wanted = {column.name: duckdb_type(column.dtype) for column in table.columns}
    if existing == wanted:
        return
    if existing is None:
        columns = ", ".join(f"{name} {data_type}" for name, data_type in wanted.items())
        connection.execute(f"create table {table.full_name} ({columns})")
    else:
        for name, data_type in wanted.items():
            if name not in existing:
                connection.execute(f"alter table {table.full_name} add column {name} {data_type}")
            elif existing[name] != data_type:
                connection.execute(f"alter table {table.full_name} alter column {name} set data type {data_type}")
    connection.execute(f"comment on table {table.full_name} is {quote_text(table.grain)}")
    for column in table.columns:
        connection.execute(f"comment on column {table.full_name}.{column.name} is {quote_text(column.description)}")
