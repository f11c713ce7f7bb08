"""Dagster's web server behind a guard: no page of the net may start a run, or read what is here, in the name of who looks at it.

By itself Dagster's server takes mutations by GET and looks at neither Host nor Origin, so any page that is open in the same browser could
have it start a run. `orchestration.web` starts this module in the place of `dagster dev`, which starts it once more in the place of
`dagster_webserver`; that one serves Dagster's own application behind `Guard`.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Any, Send], Awaitable[None]]

HOSTS = {"127.0.0.1", "localhost", "::1"}  # names of this machine; what else leads here, does so by a trick
READ_ONLY = "--read-only"
_SERVER = "dagster_webserver"


class Guard:
    """Lets through what a browser asks that shows our own pages, and programs of this machine that say so much.

    To that it adds, for the browser, that pages load pictures from here alone: a text in a preview may hold any address.
    """

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        reason = refusal(scope["type"], scope.get("method", "GET"), scope["path"], scope["query_string"], headers)
        if reason is None:
            await self.app(scope, receive, _adding(send, headers["host"]))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send(
                {
                    "type": "http.response.start",
                    "status": 403,
                    "headers": [(b"content-type", b"text/plain; charset=utf-8")],
                }
            )
            await send({"type": "http.response.body", "body": f"Refused: {reason}\n".encode()})


def refusal(kind: str, method: str, path: str, query: bytes, headers: dict[str, str]) -> str | None:
    """Why this is not answered, None where it is. `kind` is http or websocket.

    >>> ours = {"host": "127.0.0.1:3000", "origin": "http://127.0.0.1:3000", "content-type": "application/json"}
    >>> refusal("http", "POST", "/graphql", b"", ours)
    >>> refusal("http", "POST", "/graphql", b"", {**ours, "origin": "https://evil.example"})
    'it comes from a page of https://evil.example.'
    """
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in HOSTS:
        return f"{host or 'no host'} is no name of this machine."
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return f"it comes from a page of {origin}."
    is_reading = kind == "http" and method in ("GET", "HEAD")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        is_link = (
            is_reading and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        )
        if not is_link:
            return "it comes from a page of another site."
    if is_reading and path.rstrip("/").endswith("/graphql") and query:
        return "queries come by POST."
    if kind == "http" and not is_reading and not headers.get("content-type", "").startswith("application/json"):
        return "what changes something comes as application/json."
    return None


def _adding(send: Send, host: str) -> Send:
    policy = f"img-src 'self' data: blob:; connect-src 'self' ws://{host}; form-action 'self'; frame-ancestors 'none'"

    async def add(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), (b"content-security-policy", policy.encode())]
        await send(message)

    return add


def serve(arguments: list[str]) -> None:
    """Dagster's web server, with the guard before everything else."""
    from dagster_webserver.cli import create_dagster_webserver_cli
    from dagster_webserver.webserver import DagsterWebserver
    from starlette.middleware import Middleware

    own = DagsterWebserver.build_middleware
    DagsterWebserver.build_middleware = lambda server: [Middleware(Guard), *own(server)]  # type: ignore[method-assign, assignment]
    create_dagster_webserver_cli()(arguments, auto_envvar_prefix="DAGSTER_WEBSERVER")


def develop(arguments: list[str]) -> None:
    """`dagster dev`, which starts this module where it would start Dagster's web server; knows `--read-only` besides."""
    from dagster._cli import dev

    start = dev.open_ipc_subprocess
    options = [READ_ONLY] if READ_ONLY in arguments else []

    def start_guarded(command: list[str], **settings: Any) -> Any:
        if _SERVER in command:
            place = command.index(_SERVER)
            command = [*command[:place], __spec__.name, "serve", *options, *command[place + 1 :]]
        return start(command, **settings)

    dev.open_ipc_subprocess = start_guarded
    dev.dev_command([argument for argument in arguments if argument != READ_ONLY])


if __name__ == "__main__":
    {"serve": serve, "dev": develop}[sys.argv[1]](sys.argv[2:])
