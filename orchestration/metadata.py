"""What Dagster shows of a table: its columns, how many rows it has, and a few of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dagster as dg
import duckdb

from extractors.schemas import Table
from orchestration.warehouse import Warehouse, duckdb_type

OWNERS = ("team:gipfel",)
POOL = "warehouse"  # every asset that writes is in it; dagster.yaml lets one run at a time have it
NOTHING_NEW = "nothing new"
PREVIEW_ROWS = 3
INLINE = 1_000  # characters: Dagster shows longer Markdown only on a click, in a dialog
_MARKDOWN = re.compile(r"[\\`*\[\]<>|~&]")  # what would make a picture, a link, markup or a cell of it
_SHORT_CELL, _CELL, _LONG_CELL = 36, 60, 300  # characters


def asset_spec(table: Table, kinds: Iterable[str], deps: Iterable[Sequence[str]] = ()) -> dg.AssetSpec:
    """The Dagster asset of a declared table."""
    return dg.AssetSpec(
        key=[table.layer, table.name],
        deps=[dg.AssetKey(dep) for dep in deps],
        description=f"{table.grain} Key: `{table.key}`.",
        group_name=table.layer,
        owners=list(OWNERS),
        kinds={"duckdb", *kinds},
        metadata={"dagster/column_schema": column_schema(table), "dagster/table_name": f"build.{table.full_name}"},
    )


def column_schema(table: Table) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(column.name, duckdb_type(column.dtype).lower(), description=column.description)
            for column in table.columns
        ]
    )


def finding(message: str, examples: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """What an asset check has found: a sentence, which quotes the first of the rows that it speaks of, and a table of a few.

    >>> finding("articles missing: 2", [{"article_id": "a"}, {"article_id": "b"}])["message"]
    'articles missing: 2; the first: article_id a'
    """
    shown = examples[:PREVIEW_ROWS]
    if not shown:
        return {"message": message}
    quoted = ", ".join(f"{name} {value}" for name, value in shown[0].items() if value is not None)
    table = markdown_table(list(shown[0]), [list(row.values()) for row in shown], _LONG_CELL)
    return {"message": f"{message}; the first: {quoted}", "examples": dg.MetadataValue.md(table)}


def seconds(value: float) -> float:
    """A duration as one reads it: to the hundredth."""
    return round(value, 2)


def stored(warehouse: Warehouse, tables: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Row count and preview of tables or views of the build database, as metadata, by (schema, name)."""
    with warehouse.connect() as connection:
        return {(schema, name): _stored(connection, schema, name) for schema, name in tables}


def _stored(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> dict[str, Any]:
    relation = f'"{schema}"."{name}"'
    [(count,)] = connection.execute(f"select count(*) from {relation}").fetchall()
    rows = connection.execute(f"select * from {relation} limit {PREVIEW_ROWS}").fetchall()
    columns = [column[0] for column in connection.description or ()]
    # with blanks to be long enough for a dialog: beside the other metadata it would be cut off at its right
    preview = _preview(columns, rows).ljust(INLINE)
    return {"dagster/row_count": count, "preview": dg.MetadataValue.md(preview)}


def _preview(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A line for each column: Dagster's dialog cuts wide tables off, and scrolls down long ones.

    >>> _preview(["who", "when"], [["Merz", None], ["Tusk", 2026]]).splitlines()[2:]
    ['| who | Merz | Tusk |', '| when |  | 2026 |']
    """
    heads = ["column", *(f"row {number}" for number, _ in enumerate(rows, 1))]
    lines = [[name, *(row[place] for row in rows)] for place, name in enumerate(columns)]
    return markdown_table(heads, lines, _SHORT_CELL)


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], longest: int = _CELL) -> str:
    r"""A Markdown table; cells of more than `longest` characters are cut, and what they hold is text and never Markdown.

    >>> markdown_table(["who"], [["Merz"]])
    '| who |\n| --- |\n| Merz |'
    >>> print(markdown_table(["who"], [["![x](http://evil.example/a.png)"]]).splitlines()[2])
    | !\[x\](http://evil.example/a.png) |
    """
    lines = [columns, ["---"] * len(columns), *([_cell(value, longest) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any, longest: int) -> str:
    text = "" if value is None else " ".join(str(value).splitlines())
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return _MARKDOWN.sub(r"\\\g<0>", text)
