"""Publishes in a child of this process that is killed (kill -9) before its first step, its second, and so on, until one comes through.

Called by test_publishing_kills.py: `python publishing_process.py BUILT FOLDER`. BUILT is a folder with a warehouse whose build differs from
what is published; FOLDER gets a copy of it for every step, as the kill has left it. Prints the steps as JSON. A step is a change in the
file system that Python makes, a file brought to the disk, or a statement of DuckDB.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from orchestration import publishing, warehouse
from orchestration.paths import WarehousePaths

CHANGES = {"os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "shutil.rmtree"}


class Trap:
    """Counts the steps of this process, and kills it before step `last`."""

    def __init__(self, last: int, report: int) -> None:
        self.last, self.report, self.steps = last, report, 0

    def step(self, what: str) -> None:
        self.steps += 1
        if self.steps == self.last:
            os.write(self.report, what.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in CHANGES or writes:
            self.step(f"{event} {Path(os.fsdecode(arguments[event == 'os.symlink'])).name}")

    def before(self, what: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def trapped(*arguments: Any, **options: Any) -> Any:
            self.step(what)
            return function(*arguments, **options)

        return trapped


class Trapped:
    """A connection of DuckDB whose statements are steps."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, trap: Trap) -> None:
        self._connection, self._trap = connection, trap

    def execute(self, sql: str, *arguments: Any) -> Any:
        if not sql.lstrip().startswith("select"):
            self._trap.step(" ".join(sql.split())[:40])
        return self._connection.execute(sql, *arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def publish(paths: WarehousePaths, last: int, report: int) -> None:
    """In the child: publish, and die before step `last`."""
    trap = Trap(last, report)
    connect = duckdb.connect
    warehouse.duckdb = type("duckdb", (), {"connect": lambda *a, **k: Trapped(connect(*a, **k), trap)})  # type: ignore[assignment]
    house = warehouse.Warehouse(paths)
    os.fsync = trap.before("fsync", os.fsync)  # type: ignore[assignment]
    sys.addaudithook(trap.on_event)
    publishing.publish(house, "state-2", "run-2")


def main(built: Path, folder: Path) -> None:
    steps: list[str] = []
    while True:
        copy = folder / f"{len(steps):03}"
        shutil.copytree(built, copy, symlinks=True)
        read, write = os.pipe()
        child = os.fork()  # no database is open here
        if not child:
            code = 1
            try:
                publish(WarehousePaths.from_file(copy / "gipfel.duckdb"), len(steps) + 1, write)
                code = 0
            finally:
                os._exit(code)
        os.close(write)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert status == 0, "it failed instead of coming through"
            break
        steps.append(os.read(read, 1000).decode())
        os.close(read)
    print(json.dumps(steps))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
