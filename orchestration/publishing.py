"""Write, audit, publish: a compact copy in a folder of its own, checked, then the links are swapped.

A reader opens `gipfel.duckdb` through the link and keeps the version it has opened; nobody ever sees half a
version. What a killed run leaves behind (a folder that no link leads to, a link that was not swapped) is removed by the next one.

Beside what readers get, a version keeps `raw/article.parquet`: every version of every article. With the ledgers it is all that cannot
be made anew, so that a lost build database is made from it (`orchestration.recovery`).
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration import schema_version
from orchestration.paths import WarehousePaths
from orchestration.warehouse import STORAGE_VERSION, Warehouse, quote_text
from orchestration.withdrawals import NOT_WITHDRAWN

KEEP = 3
DATABASE = "gipfel.duckdb"
PARQUET = "parquet"
RAW_ARTICLES = "raw/article.parquet"
NOTE = "version.json"
_RAW_TABLES = ("ledger", "rejected_article")
_COUNT_PARQUET = "select count(*) from read_parquet(?)"

_TABLES = """
select table_schema, table_name from information_schema.tables
where table_catalog = 'build' and (table_schema = 'marts' or (table_schema = 'raw' and list_contains(?, table_name)))
order by all
"""
_TABLE_COMMENT = """
select comment from duckdb_tables()
where database_name = 'build' and schema_name = ? and table_name = ? and comment is not null
"""
_COLUMN_COMMENTS = """
select column_name, comment from duckdb_columns()
where database_name = 'build' and schema_name = ? and table_name = ? and comment is not null
"""


class AuditError(RuntimeError):
    """The copy differs from the build; nothing has been published."""


@dataclass(frozen=True)
class Version:
    """A published version, as noted in its folder: what it was made of and how many rows its tables have."""

    folder: str
    fingerprint: str
    run_id: str
    published_at: str
    row_counts: dict[str, int]
    schema_version: int = 0  # 0: before versions were noted
    again_of: str | None = None  # the version that this one is, published once more


def published_version(paths: WarehousePaths) -> Version | None:
    """The version that the links lead to, None where none is published (or a link is missing)."""
    folder = paths.current_version()
    if folder is None or not paths.parquet.exists() or paths.parquet.resolve().parent != folder:
        return None
    return read_note(folder)


def read_note(folder: Path) -> Version | None:
    """The version that lies in a folder, None where there is none, or half of one. What a newer Gipfel has noted besides is left out."""
    try:
        noted = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return Version(**{field.name: noted[field.name] for field in fields(Version) if field.name in noted})
    except (OSError, ValueError, TypeError):
        return None


def publish(warehouse: Warehouse, fingerprint: str, run_id: str) -> Version:
    """Copy, audit, swap the links; the last three versions are kept. Raises AuditError, with the links untouched."""
    paths = warehouse.paths
    remove_leftovers(paths)
    folder = new_folder(paths)
    counts = write_copy(warehouse, folder)
    audit(folder, counts)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    version = Version(folder.name, fingerprint, run_id, now, counts, schema_version.VERSION)
    (folder / NOTE).write_text(json.dumps(asdict(version), indent=2), encoding="utf-8")
    sync(folder)
    swap(paths, folder)
    remove_leftovers(paths)
    return version


def write_copy(warehouse: Warehouse, folder: Path) -> dict[str, int]:
    """Write the database and the Parquet files of the marts and the raw ledgers into `folder`; rows by schema.table."""
    parquet = folder / PARQUET
    parquet.mkdir(parents=True)
    counts: dict[str, int] = {}
    with warehouse.connect() as connection:
        connection.execute(f"attach {quote_text(str(folder / DATABASE))} as copy (storage_version '{STORAGE_VERSION}')")
        for schema, table in connection.execute(_TABLES, [list(_RAW_TABLES)]).fetchall():
            source, target = f'build."{schema}"."{table}"', f'copy."{schema}"."{table}"'
            connection.execute(f'create schema if not exists copy."{schema}"')
            connection.execute(f"create table {target} as from {source}")
            _copy_comments(connection, schema, table, target)
            connection.execute(f"copy {target} to {quote_text(str(parquet / f'{table}.parquet'))} (format parquet)")
            counts[f"{schema}.{table}"] = connection.execute(f"select count(*) from {source}").fetchall()[0][0]
        connection.execute("checkpoint copy")
        connection.execute("detach copy")
        _keep_articles(connection, folder / RAW_ARTICLES)
    return counts


def _keep_articles(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    file.parent.mkdir()
    articles_kept = f"from raw.article where {NOT_WITHDRAWN}"
    connection.execute(f"copy ({articles_kept}) to {quote_text(str(file))} (format parquet, compression zstd)")
    [(kept,)] = connection.execute(_COUNT_PARQUET, [str(file)]).fetchall()
    [(articles,)] = connection.execute(f"select count(*) {articles_kept}").fetchall()
    if kept != articles:
        raise AuditError(f"{file} holds {kept} article versions, should be {articles}. Nothing was published.")


def audit(folder: Path, counts: dict[str, int]) -> None:
    """Open what was written as a reader would, and count. Raises AuditError."""
    found: dict[str, int] = {}
    with duckdb.connect(folder / DATABASE, read_only=True) as connection:
        for name in counts:
            schema, table = name.split(".")
            rows = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchall()[0][0]
            file = folder / PARQUET / f"{table}.parquet"
            in_parquet = connection.execute(_COUNT_PARQUET, [str(file)]).fetchall()[0][0]
            found[name] = rows if rows == in_parquet else -1
    if differing := {name: found[name] for name in counts if counts[name] != found[name]}:
        raise AuditError(
            f"The copy in {folder} differs from the build in {differing}, should be {counts}. Nothing was published."
        )
    if not any(name.startswith("marts.") for name in counts):
        raise AuditError("The build holds no marts. Nothing was published.")


def swap(paths: WarehousePaths, folder: Path) -> None:
    """Let the links lead to the version in `folder`: Parquet first, the database, which counts, last."""
    relative = Path(paths.published.name) / folder.name
    _relink(paths.parquet, relative / PARQUET)
    _relink(paths.link, relative / DATABASE)
    _sync_path(paths.root)


def remove_leftovers(paths: WarehousePaths) -> None:
    """Delete half-written versions, links that were not swapped, and all but the last three published versions."""
    for link in (paths.parquet, paths.link):
        _unswapped(link).unlink(missing_ok=True)
    if not paths.published.is_dir():
        return
    folders = sorted(folder for folder in paths.published.iterdir() if folder.is_dir())
    current = paths.current_version()
    complete = [folder for folder in folders if (folder / NOTE).is_file() and (current is None or folder <= current)]
    kept = {current, paths.parquet.resolve().parent, *complete[-KEEP:]}  # a kill between the swaps parts the links
    for folder in folders:
        if folder not in kept:
            shutil.rmtree(folder)


def sync(folder: Path) -> None:
    """Have the files below `folder`, and the folders, on the disk before anything leads there."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        _sync_path(path)


def new_folder(paths: WarehousePaths) -> Path:
    """A folder named by the time, in UTC; always one that sorts after those that exist."""
    stamp = datetime.now(UTC).strftime("v%Y%m%dT%H%M%S.%fZ")
    newest = max((folder.name for folder in paths.published.glob("v*")), default="")
    folder = paths.published / (stamp if stamp > newest else f"{newest}+")
    folder.mkdir(parents=True)
    return folder


def _copy_comments(connection: duckdb.DuckDBPyConnection, schema: str, table: str, target: str) -> None:
    for (comment,) in connection.execute(_TABLE_COMMENT, [schema, table]).fetchall():
        connection.execute(f"comment on table {target} is {quote_text(comment)}")
    for column, comment in connection.execute(_COLUMN_COMMENTS, [schema, table]).fetchall():
        connection.execute(f'comment on column {target}."{column}" is {quote_text(comment)}')


def _relink(link: Path, target: Path) -> None:
    temporary = _unswapped(link)
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(link)


def _unswapped(link: Path) -> Path:
    """Where a link is made, to be swapped for the one in use; `WarehousePaths` does not take it for a warehouse."""
    return link.with_name(f".{link.name}.new")


def _sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
