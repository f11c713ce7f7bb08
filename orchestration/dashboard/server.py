"""Serving the dashboard on this machine only (127.0.0.1)."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from orchestration.dashboard.app import create_app

HOST = "127.0.0.1"
DEFAULT_PORT = 8501


class PortTakenError(RuntimeError):
    """Another program listens on the port."""


def serve(file: Path, *, port: int = DEFAULT_PORT, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve the published file until interrupted. `on_ready` is called with the address once it answers.

    Raises PortTakenError.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise PortTakenError(f"Port {port} is taken by another program. Choose another one with --port.") from error
        listener.listen()
        if on_ready is not None:
            on_ready(f"http://{HOST}:{listener.getsockname()[1]}")
        config = uvicorn.Config(create_app(file), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])
