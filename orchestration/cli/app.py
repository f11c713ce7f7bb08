"""Puts the commands together."""

from __future__ import annotations

import atexit
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from orchestration.cli import (
    dashboard,
    explain,
    export,
    output,
    override,
    run,
    show,
    sql,
    status,
    ui,
    versions,
    withdraw,
)
from orchestration.troubles import plain


class Commands(TyperGroup):
    """Tells what is wrong with the machine in a line; a fault of the program keeps its traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(output.interrupted()) from None
        except BrokenPipeError:
            raise typer.Exit(output.PIPE_CLOSED) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if output.is_unwritten(error):
                raise typer.Exit(output.unwritten(error)) from None
            if line := plain(error):
                output.fail(line)
            raise


app = typer.Typer(
    name="gipfel",
    cls=Commands,
    help="Who met whom, when, where, in which office and with what status, as German news reports it.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(run.run)
app.add_typer(show.app, name="show")
app.add_typer(explain.app, name="explain")
app.add_typer(override.app, name="override")
app.command()(sql.sql)
app.command()(export.export)
app.command()(withdraw.withdraw)
app.command()(versions.publish)
app.command()(versions.backup)
app.command()(versions.restore)
app.command()(status.status)
app.command()(ui.ui)
app.command()(dashboard.dashboard)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"gipfel {version('gipfel')}")
        raise typer.Exit


@app.callback()
def _gipfel(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Entry point of the command `gipfel`.

    Leaves without taking the interpreter apart: after a run, freeing Dagster's and dbt's million objects one by
    one takes a second, and the system frees them at once.
    """
    output.prepare_streams()
    try:
        app()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    atexit._run_exitfuncs()  # what libraries have registered for the end, e.g. dbt's semaphores and the logs
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:  # `gipfel sql … | head` has read enough
            code = output.PIPE_CLOSED
        except OSError as error:  # `gipfel sql … > file` on a full disk
            code = code or output.unwritten(error)
    os._exit(code)
