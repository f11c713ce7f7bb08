"""Readers that never pause while versions are published: nobody waits, fails or sees half a version."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.paths import WarehousePaths
from orchestration.publishing import publish
from orchestration.warehouse import Warehouse

READER = Path(__file__).with_name("reader_process.py")
PUBLICATIONS = 20
KEEP_OPEN = (1, 1, 5, 25)  # pairs of queries on one connection, for each reader


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    house = Warehouse(WarehousePaths.from_file(tmp_path / "gipfel.duckdb"))
    with house.writing():
        with house.connect() as connection:
            connection.execute("create schema marts")
        yield house


@pytest.fixture
def readers(warehouse: Warehouse) -> Iterator[list[subprocess.Popen[str]]]:
    """Four readers of a file that is at its first version."""
    publish_version(warehouse, 1)
    command = [sys.executable, READER, warehouse.paths.link, str(PUBLICATIONS)]
    processes = [
        subprocess.Popen([*command, str(keep_open)], stdout=subprocess.PIPE, text=True) for keep_open in KEEP_OPEN
    ]
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def publish_version(warehouse: Warehouse, version: int) -> None:
    """Both tables say in each row which version they are of, and tell it by their number of rows, too."""
    with warehouse.connect() as connection:
        for table in ("dim_meeting", "fct_participation"):
            connection.execute(
                f"create or replace table marts.{table} as"
                f" select {version} as version, md5('{version} ' || number) as words from range({version * 1000}) t(number)"
            )
    publish(warehouse, f"state-{version}", f"run-{version}")


def lines(reader: subprocess.Popen[str]) -> Iterator[dict[str, int]]:
    """What the reader says, as it says it."""
    assert reader.stdout is not None
    return map(json.loads, iter(reader.stdout.readline, ""))


def wait_until_seen(reader: subprocess.Popen[str], version: int) -> None:
    assert any(line.get("version", 0) >= version for line in lines(reader)), f"ended before it saw version {version}"


def test_four_readers_without_pause_see_twenty_publications_whole(warehouse, readers) -> None:
    for reader in readers:
        wait_until_seen(reader, 1)
    for version in range(2, PUBLICATIONS + 1):
        publish_version(warehouse, version)
        # One after the other has seen it before the next comes, so that reading and publishing truly interleave.
        wait_until_seen(readers[version % len(readers)], version)
    results = [list(lines(reader))[-1] for reader in readers]
    assert [(each["failures"], each["half_states"], each["steps_back"]) for each in results] == [(0, 0, 0)] * 4
    assert all(each["queries"] > PUBLICATIONS for each in results)
