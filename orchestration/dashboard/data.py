"""Reading the published file: a connection a request, so that each page shows one version whole, and the next page the newest.

The link is followed once, before opening: what a page says of its version is of the very file that it has read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.reading import connect

Row = dict[str, Any]

_ATTEMPTS = 3  # a version may be removed between following the link and opening, if three are published meanwhile
_NOTE = "version.json"


class NothingPublishedError(RuntimeError):
    """There is no published file yet."""


class UnreadableError(RuntimeError):
    """The file is no published warehouse, or one of another version of Gipfel."""


@dataclass(frozen=True)
class Published:
    """An opened version: a connection with `marts` as the default schema, when it was published (UTC, if noted), its folder."""

    connection: duckdb.DuckDBPyConnection
    version: str
    published_at: datetime | None

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Result of a query as one dict a row; parameters by name, `$key`."""
        cursor = self.connection.execute(sql, dict(parameters or {}))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Row | None:
        """The first row of a result, None where there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None


@contextmanager
def opened(file: Path) -> Iterator[Published]:
    """The newest published version, read-only. Raises NothingPublishedError, and UnreadableError with the reason."""
    published = _open(file)
    try:
        try:
            published.connection.execute("use marts")
            yield published
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise UnreadableError(str(error).partition("\n")[0]) from error
    finally:
        published.connection.close()


def _open(file: Path) -> Published:
    for attempt in range(_ATTEMPTS):
        target = file.resolve()
        if not target.is_file():
            break
        try:
            connection = connect(target)
        except duckdb.Error as error:
            if target.is_file() or attempt == _ATTEMPTS - 1:
                raise UnreadableError(str(error).partition("\n")[0]) from error
            continue
        return Published(connection, target.parent.name, _published_at(target.with_name(_NOTE)))
    raise NothingPublishedError(str(file))


def _published_at(note: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["published_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a copy of the file alone
