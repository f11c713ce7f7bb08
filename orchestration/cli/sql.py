"""`gipfel sql`: a query on the published warehouse."""

from __future__ import annotations

import csv
import re
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Warehouse, opened, tables
from orchestration.csv_cells import cells


class Format(StrEnum):
    """How a result is written."""

    auto = "auto"
    table = "table"
    records = "records"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"


def sql(
    query: Annotated[str, typer.Argument(help="The SQL; - reads it from standard input.", show_default=False)],
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="How to write the result; auto: a table where it fits, else records, one field a line.",
        ),
    ] = Format.auto,
    max_rows: Annotated[int, typer.Option(min=0, help="Rows of a table at most; 0 means all.")] = 200,
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let the SQL read and write other files, and attach databases.")
    ] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Ask the published warehouse in SQL, read-only: gipfel sql "from dim_meeting".

    Other files, databases and the network are out of reach, whatever the SQL says; --allow-files opens them on purpose.
    """
    if query == "-":
        query = sys.stdin.read()
    if not query.strip():
        output.fail("There is no SQL to run.", code=output.MISUSE)
    with opened(warehouse, allow_files=allow_files) as connection:
        import duckdb

        try:
            connection.execute(query)
            columns = [column[0] for column in connection.description or ()]
            rows = connection.fetchall() if columns else []
        except duckdb.Error as error:
            output.fail(*explain(error, tables(connection)), code=output.MISUSE)
    write(columns, rows, format, max_rows)


def explain(error: Exception, known: list[str]) -> list[str]:
    """What is wrong with the SQL, and a hint where there is a good one."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    message = lines[0]
    if "read-only" in message:
        return [
            "The warehouse is only read here: this statement would change it.",
            "Facts come from articles (gipfel run PATH), corrections from seeds/reference.",
        ]
    if re.search(
        r"disabled (by|through) configuration|Cannot change configuration|file system operations are", message
    ):
        return [
            f"Only the published warehouse is in reach here: {message}",
            "gipfel sql --allow-files opens files and other databases, for SQL that is your own.",
        ]
    if re.search(r"Table with name \S+ does not exist", message):
        return [message, f"Tables: {', '.join(known)}."]
    candidates = [line.strip() for line in lines[1:] if re.match(r"\s*(Candidate|Did you mean)", line)]
    place = [line.rstrip() for line in lines[1:] if line.lstrip().startswith(("LINE", "^"))]
    return [message, *candidates[:1], *place[:2]]


def write(columns: list[str], rows: list[tuple[Any, ...]], format: Format, max_rows: int) -> None:
    """Write a result to standard output."""
    if format is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(cells(columns))
        writer.writerows(map(cells, rows))
    elif format is Format.jsonl:
        for record in output.records(columns, rows):
            output.print_json(record)
    elif format is Format.json:
        output.print_json(output.records(columns, rows))
    elif not columns:
        output.stdout().print("Done; there is no result to show.")
    else:
        shown = rows[:max_rows] if max_rows else rows
        as_records = {Format.table: False, Format.records: True}.get(format)
        output.stdout().print(output.table(columns, shown, records=as_records))
        more = len(rows) - len(shown)
        hint = f", {more} more not shown (--max-rows 0 shows all)" if more else ""
        output.stderr().print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}{hint}", style="dim")
