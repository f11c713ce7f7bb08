"""`gipfel ui`: Dagster's web UI on this warehouse."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Warehouse


def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 3000,
    buttons: Annotated[
        bool, typer.Option("--buttons", help="Let who has the page start runs, and turn schedule and sensor on.")
    ] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Show runs, lineage and checks in the browser, until Ctrl-C.

    Nothing can be started or changed there, unless --buttons says so; pages of other sites are refused in any case.
    """
    from orchestration.paths import WarehousePathError

    console = output.stderr()
    if not warehouse.exists():
        console.print(
            "Nothing has been published yet: gipfel run, or start the job in the browser (gipfel ui --buttons).",
            markup=False,
        )
    console.print("Starting Dagster's web UI, which takes some 20 seconds …", markup=False)
    # ended by another program: end the server as well, as Ctrl-C does
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    from orchestration.dbt import DbtError
    from orchestration.web import PortTakenError, serve

    def ready(address: str) -> None:
        pages = {
            "asset-groups": "lineage and checks",
            "assets/published/warehouse": "meetings, who met whom, an article",
        }
        for page, shows in pages.items():
            output.stdout().print(f"{address}/{page}  {shows}", markup=False, soft_wrap=True)
        console.print("Ctrl-C ends it.", markup=False)

    try:
        code = serve(warehouse, port=port, buttons=buttons, on_ready=ready)
    except WarehousePathError as error:
        output.fail(str(error), code=output.MISUSE)
    except (PortTakenError, DbtError) as error:
        output.fail(str(error))
    raise typer.Exit(code)
