"""Consoles, tables and the ways to end a command. What is said in them is decided by the commands."""

from __future__ import annotations

import errno
import html
import io
import json
import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn, TextIO

import typer
from rich.console import Console
from rich.table import Table

from orchestration.cli.tables import fitting

DONE, FAILED, MISUSE = 0, 1, 2  # exit codes of every command
INTERRUPTED, PIPE_CLOSED = 130, 141  # those of a program that SIGINT or SIGPIPE has ended


def _console(stream: TextIO) -> Console:
    # Without a terminal nothing is wrapped to 80 columns: a line stays a line for grep and the like.
    piped = not stream.isatty()
    # What is printed is data: `[red]` and `:x:` in it are neither markup nor emoji.
    width = 100_000 if piped else None
    return Console(file=stream, width=width, highlight=False, soft_wrap=piped, markup=False, emoji=False)


def prepare_streams() -> None:
    """Have standard output and error take every text: what a terminal's encoding lacks is written as \\xfc, a closed one is left out."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # `gipfel status >&-`
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  open to the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def interrupted() -> int:
    """Say that Ctrl-C has ended the command; its exit code."""
    stderr().print(
        "Interrupted. What was published before is untouched; the next gipfel run goes on where this one stopped."
    )
    return INTERRUPTED


def is_unwritten(error: BaseException) -> bool:
    """Whether it was standard output that could not be written; an error of a file names the file."""
    return isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None


def unwritten(error: BaseException) -> int:
    """Say that standard output could not be written; the exit code."""
    with suppress(OSError):
        stderr().print(f"The output could not be written: {error}. Make room where it goes, or write it elsewhere.")
    return FAILED


def stdout() -> Console:
    """For results."""
    return _console(sys.stdout)


def stderr() -> Console:
    """For progress, hints and errors: a pipe gets results only."""
    return _console(sys.stderr)


def fail(message: str, *hints: str, code: int = FAILED) -> NoReturn:
    """End the command with an exit code, a message and hints on standard error."""
    console = stderr()
    console.print(message, style="red", markup=False)
    for hint in hints:
        console.print(hint, markup=False)
    raise typer.Exit(code)


def to_json(value: Any) -> str:
    """JSON of rows as DuckDB gives them; dates and times in ISO 8601.

    >>> to_json({"on": date(2026, 1, 6)})
    '{"on": "2026-01-06"}'
    """
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def print_json(value: Any) -> None:
    """One line of JSON on standard output, nothing else."""
    sys.stdout.write(to_json(value) + "\n")


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    fixed: Collection[str] = (),
    records: bool | None = None,
) -> Table:
    """A table of these columns; None is shown as an empty cell, numbers stand on the right, `fixed` ones never wrap.

    Where the console is too narrow it is shown as records, one field a line; `records` says so in any case, or never.
    """
    result = fitting(title, records)
    rows = [list(row) for row in rows]
    for number, name in enumerate(columns):
        numeric = any(isinstance(row[number], int | float | Decimal) for row in rows) and all(
            row[number] is None or isinstance(row[number], int | float | Decimal) for row in rows
        )
        result.add_column(name, justify="right" if numeric else "left", overflow="fold", no_wrap=name in fixed)
    for row in rows:
        result.add_row(*("" if cell is None else str(cell) for cell in row))
    return result


def html_table(shown: Table) -> str:
    """A table as HTML, with the same cells."""
    heading = f"<h2>{html.escape(str(shown.title))}</h2>" if shown.title else ""
    rows = list(zip(*(list(column.cells) for column in shown.columns), strict=True))
    head = "".join(f"<th>{html.escape(str(column.header))}</th>" for column in shown.columns)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"{heading}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def records(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Mapping[str, Any]]:
    """Rows as mappings."""
    return [dict(zip(columns, row, strict=True)) for row in rows]
