"""Dagster's web UI and daemon on the warehouse's persistent instance, for this machine only (127.0.0.1)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration import guard
from orchestration.dbt import prepared_manifest
from orchestration.definitions import WAREHOUSE_VARIABLE
from orchestration.instance import prepare_home
from orchestration.paths import (
    ARTICLES_VARIABLE,
    DBT_PROJECT,
    OVERRIDES_VARIABLE,
    PROJECT,
    WITHDRAWALS_VARIABLE,
    WarehousePaths,
    articles_folder,
    overrides_file,
    withdrawals_file,
)

HOST = "127.0.0.1"
DEFAULT_PORT = 3000
_POLL_SECONDS = 0.5
_END_SECONDS = 30.0


class PortTakenError(RuntimeError):
    """Another program listens on the port."""


def serve(
    warehouse: Path | None = None,
    *,
    port: int = DEFAULT_PORT,
    buttons: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> int:
    """Serve until interrupted; the exit code of `dagster dev`. `on_ready` is called with the address once it answers.

    Nothing can be started or changed there unless `buttons` says so.

    Raises PortTakenError, and WarehousePathError where `warehouse` cannot be one.
    """
    paths = WarehousePaths.from_file(warehouse)
    if _answers(port):
        raise PortTakenError(f"Port {port} is taken by another program. Choose another one with --port.")
    prepared_manifest(paths, DBT_PROJECT)
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(prepare_home(paths)),
        WAREHOUSE_VARIABLE: str(paths.link),
        ARTICLES_VARIABLE: str(articles_folder()),  # as seen from here: the server runs in another folder
        OVERRIDES_VARIABLE: str(overrides_file()),
        WITHDRAWALS_VARIABLE: str(withdrawals_file()),
    }
    with subprocess.Popen(command(port, buttons), env=environment, cwd=PROJECT) as server, _ending_on_sigterm():
        try:
            if on_ready is not None and _wait_until_ready(server, port):
                on_ready(f"http://{HOST}:{port}")
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            if server.poll() is None:
                server.terminate()
                try:
                    server.wait(_END_SECONDS)
                except subprocess.TimeoutExpired:
                    server.kill()


def command(port: int, buttons: bool = False) -> list[str]:
    """The command that serves web UI, daemon and code location, behind our guard.

    `dagster dev` calls itself superseded by `dg dev`, which is a package more and does the same here; our readers need not see that.
    """
    return [
        *(sys.executable, "-W", "ignore:Function `dev_command` is superseded"),
        *("-m", guard.__name__, "dev", "--module-name", "orchestration.definitions"),
        *("--host", HOST, "--port", str(port), "--log-level", "warning"),
        *([] if buttons else [guard.READ_ONLY]),
    ]


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Have SIGTERM end this process as an interrupt does, so that the server ends with it."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> bool:
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/server_info", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(_POLL_SECONDS)
    return False
