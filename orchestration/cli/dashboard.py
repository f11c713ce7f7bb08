"""`gipfel dashboard`: pages on the published file, in the browser."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Warehouse


def dashboard(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 picks a free one.")] = 8501,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Show meetings, actors and articles in the browser, until Ctrl-C; follows every publication."""
    if find_spec("vl_convert") is None:  # the rest of what it needs comes with Dagster
        output.fail(
            "The dashboard needs a package that is not installed: vl-convert-python.",
            "In this folder: make dashboard. Elsewhere: pip install 'gipfel[dashboard]'",
        )
    from orchestration.dashboard.server import PortTakenError, serve

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
