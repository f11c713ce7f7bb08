"""Nothing is sent, and nothing is kept anywhere but in the warehouse: the main job, in a place without a network."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.paths import PROJECT
from tests.e2e.conftest import GIPFEL

WATCHING = Path(__file__).with_name("watching")
# A network namespace of its own, whose only way out leads back in: nobody answers, and the kernel counts what is sent, by whatever code.
ALONE = ["unshare", "--net", "--map-root-user"]
COUNTING = r"""ip link set lo up && ip address add 192.0.2.1/32 dev lo && ip route add default dev lo || exit 99
"$@"; code=$?; awk '/lo:/ {print $11}' /proc/net/dev >"$SENT_LOG"; exit $code"""
_GENERATED = {".venv", ".git", "__pycache__", ".pytest_cache", ".hypothesis", ".ruff_cache", ".mypy_cache", "build"}


@dataclass
class Watched:
    """A run that was watched: how it ended, what it sent, and what it left where."""

    warehouse: Path  # its folder
    ended: subprocess.CompletedProcess[str]
    network: list[str]
    written: list[Path]
    packets: int | None  # by the kernel's count, None where we may not have a namespace
    homes: list[Path]  # files below its home and its temporary folder
    project: set[Path]  # files of the project that are new or have changed


def has_namespaces() -> bool:
    try:
        command = [*ALONE, "bash", "-c", COUNTING, "counting", "true"]
        return subprocess.run(command, env={**os.environ, "SENT_LOG": os.devnull}, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.fixture(scope="module")
def watched(tmp_path_factory) -> Watched:
    folder = tmp_path_factory.mktemp("silence")
    for name in ("home", "tmp", "work"):
        (folder / name).mkdir()
    log, count = folder / "watched.log", folder / "sent.log"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DAGSTER_", "GIPFEL_"))},
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(WATCHING),
        "WATCH_LOG": str(log),
        "SENT_LOG": str(count),
    }
    for name in ("ORT_DISABLE_TELEMETRY", "DO_NOT_TRACK", "HF_HUB_DISABLE_TELEMETRY", "HF_HUB_OFFLINE"):
        environment.pop(name, None)  # this process has set them; the command has to do so itself
    command = [str(GIPFEL), "run", "--warehouse", str(folder / "warehouse" / "gipfel.duckdb")]
    counted = has_namespaces()
    if counted:
        command = [*ALONE, "bash", "-c", COUNTING, "counting", *command]
    before = project_files()
    ended = subprocess.run(
        command, env=environment, cwd=folder / "work", capture_output=True, text=True, check=False
    )  # fmt: skip
    lines = [line.split("\t", 1) for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    return Watched(
        warehouse=folder / "warehouse",
        ended=ended,
        network=[what for kind, what in lines if kind == "network"],
        written=sorted({Path(what) for kind, what in lines if kind == "write"} - {log}),
        packets=int(count.read_text()) if counted else None,
        homes=[path for name in ("home", "tmp", "work") for path in (folder / name).rglob("*") if not path.is_dir()],
        project={path for path, _ in project_files() - before},
    )


def project_files() -> set[tuple[Path, int]]:
    found = set()
    for root, folders, files in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in _GENERATED]
        for name in files:
            path = Path(root, name)
            found.add((path, path.lstat().st_mtime_ns))
    return found


def test_the_run_needs_no_network(watched):
    assert watched.ended.returncode == 0, watched.ended.stdout + watched.ended.stderr
    assert "Published version" in watched.ended.stdout


def test_nothing_is_looked_up_or_connected_to(watched):
    """The fault: ONNX Runtime looked up its maker's host, ten times a run."""
    assert watched.network == []
    if watched.packets is None:
        pytest.skip("no network namespace is allowed here: what Python code does has been seen, native code not")
    assert watched.packets == 0


def test_nothing_is_left_outside_the_warehouse(watched):
    """The fault: a device id and a store of events in ~/.cache."""
    assert watched.homes == []
    assert watched.project == set()


def test_nothing_is_written_outside_the_warehouse(watched):
    places = (watched.warehouse, watched.warehouse.with_name("tmp"), Path("/dev"))
    assert [path for path in watched.written if not any(map(path.is_relative_to, places))] == []
