"""A dashboard in a process of its own, as `gipfel dashboard` starts it, and warehouses for it to show."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import httpx

from orchestration.paths import WarehousePaths
from orchestration.publishing import NOTE, PARQUET, remove_leftovers, swap
from tests.e2e.conftest import GIPFEL


@contextmanager
def served(warehouse: Path) -> Iterator[str]:
    """The address of a dashboard of this file."""
    command = [GIPFEL, "dashboard", "--port", "0", "--warehouse", warehouse]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[0]
        finally:
            server.send_signal(signal.SIGINT)


@contextmanager
def browsing(warehouse: Path, **options: Any) -> Iterator[httpx.Client]:
    """A client of a dashboard of this file, that has time: a machine may be busy."""
    with served(warehouse) as address, httpx.Client(base_url=address, timeout=60, **options) as client:
        yield client


def publish_copy(source: Path, warehouse: Path, *statements: str) -> None:
    """Publish a copy of the file `source` as `warehouse`, changed by some SQL on its marts; all but the last three are removed."""
    paths = WarehousePaths.from_file(warehouse)
    now = datetime.now(UTC)
    folder = paths.published / f"v{now:%Y%m%dT%H%M%S.%fZ}"
    (folder / PARQUET).mkdir(parents=True)
    shutil.copy(source.resolve(), folder / "gipfel.duckdb")
    with duckdb.connect(folder / "gipfel.duckdb") as connection:
        connection.execute("use marts")
        for statement in statements:
            connection.execute(statement)
    (folder / NOTE).write_text(json.dumps({"published_at": now.isoformat()}), encoding="utf-8")
    swap(paths, folder)
    remove_leftovers(paths)


def publish_empty(source: Path, warehouse: Path) -> None:
    """Publish a warehouse with the tables of `source` and no row in them."""
    with duckdb.connect(source.resolve(), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    publish_copy(source, warehouse, *(f'truncate "{table}"' for (table,) in tables))
