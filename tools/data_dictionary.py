"""Write docs/data_dictionary.md: every published table and column in one sentence.

    python tools/data_dictionary.py

Nothing is described here. The marts come from the YAML beside their SQL (which dbt also writes into the file as
comments), the ledgers from `extractors/schemas.py`. A test fails while the page differs from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extractors import schemas
from orchestration.warehouse import duckdb_type

PROJECT = Path(__file__).resolve().parents[1]
MODELS = PROJECT / "dbt_project" / "models" / "marts"
PAGE = PROJECT / "docs" / "data_dictionary.md"
LEDGERS = (schemas.LEDGER, schemas.REJECTED_ARTICLE)

INTRODUCTION = """\
# Data dictionary

<!-- Written by `make docs` from dbt_project/models/marts/*.yml and extractors/schemas.py; change it there. -->

What `warehouse/gipfel.duckdb` and the Parquet files beside it hold. The same sentences stand in the file itself:

```sql
select table_name, column_name, data_type, comment from duckdb_columns() where schema_name = 'marts'
```

Keys are text, the same from run to run and from machine to machine. Times are UTC. Offsets count Unicode code points in
`dim_article.text`: `substr(text, char_start + 1, char_end - char_start)` is the quoted text. → names the table that a column leads to.
"""


@dataclass(frozen=True)
class Column:
    """A column: name, DuckDB type, what it means, and the table whose key it holds."""

    name: str
    data_type: str
    description: str
    leads_to: str | None = None


@dataclass(frozen=True)
class Table:
    """A published table: schema, name, grain, columns in order."""

    schema: str
    name: str
    description: str
    columns: tuple[Column, ...]


def tables() -> list[Table]:
    """All published tables, dimensions first."""
    return [*_marts(), *_ledgers()]


def page(described: Iterable[Table]) -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION]
    for table in described:
        name = table.name if table.schema == "marts" else f"{table.schema}.{table.name}"
        rows = "\n".join(f"| `{column.name}` | {column.data_type} | {_meaning(column)} |" for column in table.columns)
        parts.append(f"## {name}\n\n{table.description}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def _meaning(column: Column) -> str:
    link = f" → [{column.leads_to}](#{column.leads_to})" if column.leads_to else ""
    return column.description.replace("|", "\\|") + link


def _marts() -> Iterator[Table]:
    models = [
        model
        for path in MODELS.glob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    ]
    for model in sorted(models, key=lambda model: model["name"]):
        leads_to = _foreign_keys(model)
        columns = tuple(
            Column(column["name"], column["data_type"], column["description"].strip(), leads_to.get(column["name"]))
            for column in model["columns"]
        )
        yield Table("marts", model["name"], model["description"].strip(), columns)


def _foreign_keys(model: Mapping[str, Any]) -> dict[str, str]:
    """Column to table, as the model's test of foreign keys has it."""
    keys: dict[str, str] = {}
    for test in model.get("data_tests", []):
        for column, (reference, _) in test.get("foreign_keys", {}).get("arguments", {}).get("keys", {}).items():
            keys[column] = re.sub(r"^ref\('(\w+)'\)$", r"\1", reference)
    return keys


def _ledgers() -> Iterator[Table]:
    for table in LEDGERS:
        columns = (
            Column(column.name, duckdb_type(column.dtype).lower(), column.description) for column in table.columns
        )
        yield Table(table.layer, table.name, table.grain, tuple(columns))


if __name__ == "__main__":
    PAGE.write_text(page(tables()), encoding="utf-8")
