"""One writer at a time, across processes and threads, however the writer ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from orchestration.lock import WarehouseBusyError, read_holder, writer_lock

HOLD = """
import sys, pathlib
from orchestration.lock import writer_lock
with writer_lock(pathlib.Path(sys.argv[1]), timeout=1, run_id="the-run"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "writer.lock"


@pytest.fixture
def holder(lock: Path):
    """Another process that holds the lock until it reads a line or is ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_who_waits_in_vain_is_told_who_holds_the_warehouse(lock, holder):
    with pytest.raises(WarehouseBusyError, match=f"process {holder.pid} .*waited 0 s"), writer_lock(lock, timeout=0.2):
        pass


def test_who_waits_is_told_at_once_and_goes_on_when_the_other_has_ended(lock, holder):
    waited_for = []

    def end_the_other(who):
        waited_for.append(who)
        holder.communicate("end\n")

    with writer_lock(lock, timeout=60, on_wait=end_the_other):
        assert read_holder(lock).pid == os.getpid()
    assert [(who.pid, who.run_id) for who in waited_for] == [(holder.pid, "the-run")]


def test_a_killed_holder_leaves_nothing_to_wait_for(lock, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with writer_lock(lock, timeout=0):
        assert read_holder(lock).pid == os.getpid()


def test_a_thread_may_enter_again_and_the_lock_is_free_afterwards(lock):
    with writer_lock(lock, timeout=0):
        with writer_lock(lock, timeout=0):
            pass
        assert read_holder(lock) is not None
    assert read_holder(lock) is None


def test_another_thread_of_the_process_has_to_wait(lock):
    refused = []

    def enter():
        try:
            with writer_lock(lock, timeout=0.05):
                pass
        except WarehouseBusyError as error:
            refused.append(error)

    with writer_lock(lock, timeout=0):
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert len(refused) == 1


def test_an_error_inside_frees_the_lock(lock):
    with pytest.raises(ZeroDivisionError), writer_lock(lock, timeout=0):
        raise ZeroDivisionError
    with writer_lock(lock, timeout=0):
        pass
