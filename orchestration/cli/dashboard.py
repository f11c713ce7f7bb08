"""`gipfel dashboard`: pages on the published file, in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Warehouse


def dashboard(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 picks a free one.")] = 8501,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Show meetings, actors and articles in the browser, until Ctrl-C; follows every publication."""
    try:
        from orchestration.dashboard.server import PortTakenError, serve
    except ModuleNotFoundError as error:
        output.fail(
            f"The dashboard needs {error.name}, which is not installed.",
            "In this folder: make dashboard. Elsewhere: pip install 'gipfel[dashboard]'",
        )
    if not warehouse.exists():
        output.stderr().print(
            "Nothing has been published yet: gipfel run. The pages follow by themselves.", markup=False
        )

    def ready(address: str) -> None:
        output.stdout().print(f"{address}  (Ctrl-C ends it)", markup=False)

    try:
        serve(warehouse, port=port, on_ready=ready)
    except PortTakenError as error:
        output.fail(str(error))
