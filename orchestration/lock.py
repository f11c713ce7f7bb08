"""One writer per warehouse: a lock file that ends with its process, and says who holds it."""

from __future__ import annotations

import fcntl
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Holder:
    """Who holds the lock, as written into the lock file. `since` is UTC, ISO 8601."""

    pid: int
    command: str
    since: str
    run_id: str | None = None

    def __str__(self) -> str:
        return f"process {self.pid} (since {self.since}, {self.command})"


class WarehouseBusyError(RuntimeError):
    """Another process writes to the warehouse, and went on for longer than we were ready to wait."""


@dataclass
class _Held:
    """What this process knows of a lock file: threads take turns, a thread may enter again."""

    mutex: threading.RLock
    depth: int = 0


_held: dict[Path, _Held] = {}
_held_guard = threading.Lock()


@contextmanager
def writer_lock(
    path: Path,
    *,
    timeout: float,
    run_id: str | None = None,
    on_wait: Callable[[Holder | None], None] | None = None,
) -> Iterator[None]:
    """Hold the lock file `path`; wait up to `timeout` seconds for it.

    `on_wait` is called once, with the holder, when there is need to wait. A thread that holds the lock may
    enter again. The lock is the kernel's (flock), so it ends with the process, however that ends.
    Raises WarehouseBusyError when the time is over.
    """
    deadline = time.monotonic() + timeout
    with _held_guard:
        held = _held.setdefault(path, _Held(threading.RLock()))
    if not held.mutex.acquire(timeout=timeout):
        raise WarehouseBusyError(_busy(path, timeout))
    try:
        if held.depth:
            held.depth += 1
            try:
                yield
            finally:
                held.depth -= 1
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _wait_for(descriptor, path, deadline, timeout, on_wait)
            _sign(descriptor, run_id)
            held.depth = 1
            try:
                yield
            finally:
                held.depth = 0
                os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)  # and with it the lock
    finally:
        held.mutex.release()


def read_holder(path: Path) -> Holder | None:
    """Who signed the lock file last and has not left it since; None where nobody has."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def _wait_for(
    descriptor: int, path: Path, deadline: float, timeout: float, on_wait: Callable[[Holder | None], None] | None
) -> None:
    polls = 0
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WarehouseBusyError(_busy(path, timeout)) from None
        polls += 1
        if not told and on_wait is not None:
            holder = read_holder(path)
            # who has just got the lock may not have signed yet: look once more before naming nobody
            if holder is not None or polls > 1:
                on_wait(holder)
                told = True
        time.sleep(POLL_SECONDS)


def _sign(descriptor: int, run_id: str | None) -> None:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    holder = Holder(os.getpid(), command, datetime.now(UTC).isoformat(timespec="seconds"), run_id)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(holder)).encode(), 0)


def _busy(path: Path, timeout: float) -> str:
    holder = read_holder(path)
    return (
        f"The warehouse {path.parent} is being written to by {holder or 'another process'}; "
        f"waited {timeout:.0f} s. Wait until it has ended, or end it, and run again."
    )
