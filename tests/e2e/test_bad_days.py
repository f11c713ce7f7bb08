"""A machine that has a bad day: one line that says what, where and what to do, and the exit code that fits. Never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import GIPFEL

CALL = '{"id": "anruf", "text": "Emmanuel Macron telefonierte am 7. Januar 2026 mit Donald Tusk."}\n'
# A mount namespace of its own may have a small disk or one that is only read.
MOUNTING = ["unshare", "--mount", "--map-root-user", "bash", "-ec"]


def can_mount() -> bool:
    try:
        command = [*MOUNTING, "mount -t tmpfs tmpfs /tmp"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


mounting = pytest.mark.skipif(not can_mount(), reason="no mount namespace is allowed here")


def shell(command: str, *arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which $0 is gipfel; without UTF-8 mode, as a terminal is met."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    call = ["bash", "-c", command, GIPFEL, *arguments]
    return subprocess.run(call, input=stdin, capture_output=True, text=True, check=False, env=environment)


def one_line(said: str, *words: str) -> None:
    assert len(said.splitlines()) == 1, said
    for word in words:
        assert word in said, said


def test_a_closed_pipe_ends_it_silently(seeds_warehouse):
    run = shell(
        '"$0" sql "from dim_date cross join range(1000)" --format csv --warehouse "$1" | head -1; exit ${PIPESTATUS[0]}',
        seeds_warehouse,
    )
    assert (run.returncode, run.stderr) == (141, "")
    assert len(run.stdout.splitlines()) == 1


@pytest.mark.parametrize("query", ["select 1", "from dim_date cross join range(1000)"])
def test_a_full_disk_behind_the_pipe_is_told(seeds_warehouse, query):
    run = shell('"$0" sql "$2" --format csv --warehouse "$1" >/dev/full', seeds_warehouse, query)
    assert run.returncode == 1
    one_line(run.stderr, "could not be written", "No space left", "elsewhere")


def test_a_closed_output_is_no_fault(seeds_warehouse):
    run = shell('"$0" status --warehouse "$1" >&-', seeds_warehouse)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
@pytest.mark.parametrize(
    "command", ["show meetings", "show actor Macron", "sql 'from dim_actor'", "sql 'from dim_actor' -f csv", "status"]
)
def test_a_terminal_without_utf_8_sees_everything(seeds_warehouse, encoding, command):
    run = subprocess.run(
        ["bash", "-c", f'"$0" {command} --warehouse "$1"', GIPFEL, seeds_warehouse],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode(errors="replace")
    assert run.stdout


@pytest.fixture
def own_warehouse(seeds_warehouse, tmp_path) -> Path:
    shutil.copytree(seeds_warehouse.parent, tmp_path / "house", symlinks=True)
    return tmp_path / "house" / seeds_warehouse.name


def test_a_damaged_build_is_told_and_what_is_published_is_still_there(own_warehouse, gipfel):
    """The fault: a traceback, and no word of what to do."""
    own_warehouse.with_name("build.duckdb").write_bytes(b"no database" * 1000)
    run = gipfel("run", "-", "--warehouse", own_warehouse, stdin=CALL)
    assert (run.returncode, run.stdout) == (1, "")
    one_line(run.stderr, "build.duckdb is damaged", "Move the file away and run again")
    assert gipfel("show", "meetings", "--warehouse", own_warehouse).returncode == 0
    status = gipfel("status", "--warehouse", own_warehouse)
    assert status.returncode == 0
    assert "is damaged" in status.stdout

    own_warehouse.with_name("build.duckdb").unlink()
    run = gipfel("run", "-", "--warehouse", own_warehouse, stdin=CALL)
    assert run.returncode == 0, run.stderr
    assert "its 5 articles were taken from what is published" in run.stdout
    with duckdb.connect(own_warehouse, read_only=True) as published:
        assert published.execute("select count(*) from marts.dim_article").fetchall() == [(6,)]


@mounting
@pytest.mark.parametrize("free", [200, 1500, 5000])
def test_a_full_disk_is_told_in_a_line_and_the_old_version_stays(own_warehouse, tmp_path, free):
    """The fault: up to 305 lines of traceback. `free` is in KiB."""
    (tmp_path / "article.jsonl").write_text(CALL, encoding="utf-8")
    size = free + sum(-(-file.stat().st_size // 4096) * 4 + 1 for file in own_warehouse.parent.rglob("*"))
    script = """
        mkdir -p "$2/disk"; mount -t tmpfs -o size="$3"k tmpfs "$2/disk"; cp -a "$(dirname "$1")/." "$2/disk"
        set +e; "$0" run "$2/article.jsonl" --warehouse "$2/disk/gipfel.duckdb" >/dev/null; code=$?
        "$0" sql "select count(*) from dim_article" --format csv --warehouse "$2/disk/gipfel.duckdb"; exit $code"""
    run = subprocess.run(
        [*MOUNTING, script, GIPFEL, own_warehouse, tmp_path, str(size)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1, run.stdout
    one_line(run.stderr, "The disk is full", "Make room")
    assert run.stdout.split() == ["count_star()", "5"]


@mounting
def test_a_warehouse_that_is_only_read_is_read(seeds_warehouse):
    """The fault: status wanted to make its lock file."""
    script = """
        folder=$(dirname "$1"); mount --bind "$folder" "$folder"; mount -o remount,ro,bind "$folder"
        "$0" status --warehouse "$1"; "$0" show meetings --warehouse "$1" >/dev/null"""
    run = subprocess.run([*MOUNTING, script, GIPFEL, seeds_warehouse], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "published:" in run.stdout
    assert "cannot be written to" in run.stdout


@pytest.mark.parametrize("seconds", [1.0, 3.0, 6.0])
def test_ctrl_c_is_told_in_a_line(tmp_path, seconds):
    """The fault: `dbt parse failed: .`, as dbt had kept the interrupt to itself."""
    command: Sequence[str | Path] = [GIPFEL, "run", "--warehouse", tmp_path / "gipfel.duckdb"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, "")
    one_line(stderr, "Interrupted", "untouched")


def test_nothing_to_read_is_no_success(own_warehouse, tmp_path, gipfel):
    (tmp_path / "empty").mkdir()
    run = gipfel("run", tmp_path / "empty", "--warehouse", own_warehouse)
    assert run.returncode == 1
    assert run.stdout.startswith("Nothing was read")
    run = gipfel("run", "-", "--warehouse", own_warehouse, stdin='{"id": "leer", "text": ""}\n')
    assert run.returncode == 1
    assert run.stdout.startswith("Nothing was taken")
    assert "1 rejected" in run.stdout
