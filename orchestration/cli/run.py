"""`gipfel run`: articles in, a published warehouse out, and a summary of what came of it."""

from __future__ import annotations

import gc
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened
from orchestration.cli.show import wording
from orchestration.troubles import plain

if TYPE_CHECKING:
    from rich.console import Console

    from orchestration.lock import Holder
    from orchestration.paths import WarehousePaths
    from orchestration.progress import Progress
    from orchestration.run import RunSummary

MEETINGS_SHOWN = 25
_READABLE = "Read are .txt, .md, .html, .json, .jsonl, .csv, .parquet, and each of them as .gz."
REJECTIONS_SHOWN = 20
STEPS = {
    "load": "reading",
    "extract": "extracting",
    "resolve": "resolving",
    "dbt": "modeling and checking",
    "publish": "publishing",
}
REJECTIONS = """
select path, record_number, article_id, reason_code, message
from raw.rejected_article
where run_id = $run_id
order by path, record_number
"""


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files or folders with articles; - reads JSONL from standard input. Default: the folder in GIPFEL_ARTICLES, else the five example articles.",
            show_default=False,
        ),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long to wait while another process writes.")
    ] = 600,
    language_model: Annotated[
        str | None,
        typer.Option(
            metavar="PIPELINE",
            envvar="GIPFEL_LANGUAGE_MODEL",
            help="An installed spaCy pipeline (or a folder with one) to take names from, e.g. de_core_news_lg. Default: Gipfel's own.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Read articles and publish the warehouse.

    Exit code 0: published, or nothing was new. 1: something failed, and what was published before is untouched;
    or there was nothing to take: no records, or none but rejected ones. 2: misuse, e.g. a path that does not exist.
    """
    from orchestration.paths import WarehousePathError, WarehousePaths

    gc.set_threshold(100_000, 50, 50)  # importing Dagster and dbt makes a million objects that stay: half a second
    for path in paths or ():
        if path != "-" and not Path(path).exists():
            output.fail(f"There is no file or folder {path}.", code=output.MISUSE)
    try:
        house = WarehousePaths.from_file(warehouse)
        _be_sure_to_write(house)
    except (WarehousePathError, OSError) as error:
        output.fail(str(error), code=output.MISUSE)

    if language_model is not None:
        _be_sure_it_reads(language_model)
    summary = _run(paths or [], house, wait, language_model, quiet=json)
    rejections = _rejections(house, summary.run_id) if summary.rejected else []
    if json:
        output.print_json({**asdict(summary), "warehouse": str(house.link), "rejections": rejections})
    else:
        _print(summary, rejections, house)
    if not summary.succeeded or is_nothing_taken(summary):
        raise typer.Exit(output.FAILED)


def _be_sure_to_write(house: WarehousePaths) -> None:
    """Make the warehouse's folder; OSError where it cannot be made or written to."""
    house.root.mkdir(parents=True, exist_ok=True)
    if not os.access(house.root, os.W_OK | os.X_OK):
        raise PermissionError(f"The folder {house.root} cannot be written to. Choose another: --warehouse FILE")


def _be_sure_it_reads(language_model: str) -> None:
    """End with a message where the spaCy pipeline is not installed, before anything is read."""
    from extractors.language import LanguageModelError, model_version

    try:
        model_version(language_model)
    except LanguageModelError as error:
        output.fail(str(error), code=output.MISUSE)


def _run(
    paths: Sequence[str], house: WarehousePaths, wait: float, language_model: str | None, *, quiet: bool
) -> RunSummary:
    from orchestration.dbt import DbtError
    from orchestration.lock import WarehouseBusyError
    from orchestration.recovery import BuildLostError
    from orchestration.run import run_pipeline
    from orchestration.schema_version import SchemaVersionError
    from orchestration.withdrawals import WithdrawalError

    console = output.stderr()

    def tell(holder: Holder | None) -> None:
        console.print(f"Waiting for {holder or 'another process'}, which is writing to the warehouse …", markup=False)

    said = StringIO()  # what Dagster writes past its own logs when it cannot keep them
    try:
        with bars(console, quiet) as progress, redirect_stderr(said):
            return run_pipeline(
                paths, house.link, language_model=language_model, progress=progress, lock_timeout=wait, on_wait=tell
            )
    except (WarehouseBusyError, DbtError, BuildLostError, SchemaVersionError, WithdrawalError) as error:
        output.fail(plain(error) or str(error))
    except Exception as error:
        if line := plain(error):
            output.fail(line)
        console.print(said.getvalue(), markup=False)
        raise


@contextmanager
def bars(console: Console, quiet: bool) -> Iterator[Progress | None]:
    """A bar for every step that says how far it is; none without a terminal."""
    if quiet or not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=console, transient=True) as shown:
        current = "start"
        task = shown.add_task("starting", total=None)

        def progress(step: str, done: int, total: int) -> None:
            nonlocal current, task
            if step != current:
                finished = shown.tasks[task]
                shown.update(task, total=finished.completed or 1, completed=finished.completed or 1)
                current, task = step, shown.add_task(STEPS.get(step, step), total=None)
            shown.update(task, completed=done, total=total or None)

        yield progress


def _rejections(house: WarehousePaths, run_id: str) -> list[dict[str, Any]]:
    """What this run has rejected, and why; from the build, as what is published may be older."""
    from orchestration.lock import writer_lock
    from orchestration.warehouse import LOCK_TIMEOUT
    from orchestration.warehouse import Warehouse as Build

    with writer_lock(house.lock, timeout=LOCK_TIMEOUT):
        return Build(house).query(REJECTIONS, {"run_id": run_id}).to_dicts()


def _print(summary: RunSummary, rejections: list[dict[str, Any]], house: WarehousePaths) -> None:
    console = output.stdout()
    console.print(
        Text(
            headline(summary), style="bold green" if summary.succeeded and not is_nothing_taken(summary) else "bold red"
        )
    )
    parts = {
        "seen": summary.seen,
        "loaded": summary.loaded,
        "unchanged": summary.unchanged,
        "duplicate": summary.duplicate,
        "rejected": summary.rejected,
    }
    if summary.prepared:
        console.print(Text(summary.prepared, "yellow"))
    console.print("articles:  " + ", ".join(f"{count} {name}" for name, count in parts.items()))
    for rejection in rejections[:REJECTIONS_SHOWN]:
        console.print(Text(f"  {rejection['message']} ({rejection['reason_code']})", "yellow"))
    if len(rejections) > REJECTIONS_SHOWN:
        console.print(f'  … and {len(rejections) - REJECTIONS_SHOWN} more: gipfel sql "from raw.rejected_article"')
    if summary.articles_failed:
        console.print(Text(f"  {summary.articles_failed} could not be extracted; dim_article says why", "yellow"))
    for problem in problems(summary):
        console.print(Text(problem, "red" if not summary.succeeded else "yellow"))
    if summary.succeeded:
        console.print(f"actors:    {summary.actors}")
        console.print(f"meetings:  {summary.meetings}")
        _print_meetings(console, house)
    took = ", ".join(f"{step} {seconds:.1f}" for step, seconds in summary.seconds.items())
    console.print(Text(f"seconds:   {took}", "dim"))
    if house.link.exists():
        console.print(Text(f"warehouse: {house.link}"))
    if summary.succeeded:
        option = "" if house == house.from_file(DEFAULT_WAREHOUSE) else f" --warehouse {shlex.quote(str(house.link))}"
        nexts = {
            f"{_command()} show meeting KEY{option}": "one meeting, with the words that say so",
            f'{_command()} sql "from dim_actor"{option}': "any question, in SQL",
            f"{_command()} ui{option}": "lineage, runs and checks in the browser",
        }
        width = max(map(len, nexts))
        fits = width + max(map(len, nexts.values())) + 4 <= console.width
        console.print("next:")
        for command, purpose in nexts.items():
            line = f"  {command:<{width}}  {purpose}" if fits else f"  {command}\n    {purpose}"
            console.print(Text(line), soft_wrap=True)  # a command can be copied as it stands


def _command() -> str:
    """How to call this command here: make does not put it on the path."""
    if shutil.which("gipfel"):
        return "gipfel"
    return shlex.quote(os.path.relpath(Path(sys.executable).with_name("gipfel")))


def is_nothing_taken(summary: RunSummary) -> bool:
    """Whether the run had no articles: it saw no record, or rejected all."""
    return summary.succeeded and summary.rejected == summary.seen


def headline(summary: RunSummary) -> str:
    """How the run ended, in a sentence."""
    if not summary.succeeded:
        return "Failed: nothing was published, what was published before is untouched."
    if not summary.seen:
        return f"Nothing was read: no file that Gipfel can read was found. {_READABLE}"
    if is_nothing_taken(summary):
        return "Nothing was taken: every record was rejected, for the reasons below."
    if summary.nothing_new:
        return "Nothing new: what is published is up to date."
    return f"Published version {summary.version}."


def problems(summary: RunSummary) -> list[str]:
    """Checks that did not pass and steps that failed, in plain words."""
    checks = [
        f"{'check failed' if check.severity == 'ERROR' else 'warning'}: {check.check} on {check.asset}: {check.message}"
        for check in summary.failed_checks
    ]
    return checks + [f"problem: {problem}" for problem in summary.problems]


def _print_meetings(console: Console, house: WarehousePaths) -> None:
    with opened(house.link) as connection:
        meetings = wording.meetings(connection)
    if not meetings:
        return
    console.print()
    console.print(wording.meeting_table(meetings[:MEETINGS_SHOWN]))
    if len(meetings) > MEETINGS_SHOWN:
        console.print(f"… and {len(meetings) - MEETINGS_SHOWN} more: gipfel show meetings")
    console.print()
