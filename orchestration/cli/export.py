"""`gipfel export`: all marts as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, first_line, opened, tables
from orchestration.csv_cells import as_text_sql


class Format(StrEnum):
    """File formats."""

    parquet = "parquet"
    csv = "csv"


def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the files; it is made.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="File format.")] = Format.parquet,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Write every mart of the published warehouse to a file of its own."""
    with opened(warehouse, allow_files=True) as connection:
        import duckdb

        try:
            directory.mkdir(parents=True, exist_ok=True)
            files = {}
            for name in tables(connection):
                path = directory / f"{name}.{format}"
                relation = connection.table(name)
                if format is Format.parquet:
                    relation.write_parquet(str(path))
                else:
                    kinds = zip(relation.columns, relation.types, strict=True)
                    texts = [as_text_sql(column) for column, kind in kinds if str(kind) == "VARCHAR"]
                    relation.select(f"* replace ({', '.join(texts)})" if texts else "*").write_csv(str(path))
                files[str(path)] = connection.table(name).count("*").fetchall()[0][0]
        except (OSError, duckdb.IOException) as error:
            output.fail(f"Cannot write to {directory}: {first_line(error)}", code=output.MISUSE)
    if json:
        output.print_json({"directory": str(directory), "files": files})
        return
    console = output.stdout()
    console.print(output.table(["file", "rows"], files.items()))
    console.print(f"{len(files)} tables written to {directory}.", markup=False)
