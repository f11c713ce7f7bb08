"""The YAML of dbt's sources and staging models, written from `extractors/schemas.py`.

`schemas.py` is the one place where the raw, extracted and resolved tables are described. After a change there:

    python -m tests.integration.dbt.source_yaml

writes these files anew; a test fails while they differ. The SQL of a staging model is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from extractors import schemas

STAGING = Path(__file__).parents[3] / "dbt_project" / "models" / "staging"
HEADER = "# Written from extractors/schemas.py by `python -m tests.integration.dbt.source_yaml`; change it there.\n"
LAYERS = {
    "raw": "Exactly what came in, append-only, and the ledger of every record seen.",
    "extracted": "What one article says, nothing of others; an article's rows are replaced together.",
    "resolved": "Which entities of different articles are one actor, and which reported meetings are one meeting.",
}


def staging_model(table: schemas.Table) -> str:
    """The staging model of a table: stg_raw__articles of raw.article.

    >>> staging_model(schemas.ENTITY)
    'stg_extracted__entities'
    """
    plural = {"entity": "entities", "ledger": "ledger", "meeting_match": "meeting_matches"}.get(
        table.name, f"{table.name}s"
    )
    return f"stg_{table.layer}__{plural}"


def _columns(table: schemas.Table) -> list[dict[str, str]]:
    return [{"name": column.name, "description": column.description} for column in table.columns]


def _layer(layer: str, description: str) -> dict[str, Any]:
    tables = [table for table in schemas.ALL if table.layer == layer]
    source = {
        "name": layer,
        "schema": layer,
        "description": description,
        "tables": [
            {
                "name": table.name,
                "description": table.grain,
                "config": {"meta": {"dagster": {"asset_key": [layer, table.name]}}},
                "columns": _columns(table),
            }
            for table in tables
        ],
    }
    models = [
        {
            "name": staging_model(table),
            "description": f"{table.grain} {table.full_name} with its times as plain UTC timestamps.",
            "columns": _columns(table),
        }
        for table in tables
    ]
    return {"version": 2, "sources": [source], "models": models}


def files() -> Iterator[tuple[Path, str]]:
    """Each file's path and the text that it should have: one file a layer."""
    for layer, description in LAYERS.items():
        content = yaml.safe_dump(_layer(layer, description), sort_keys=False, allow_unicode=True, width=160)
        yield STAGING / f"_{layer}.yml", HEADER + content


if __name__ == "__main__":
    for path, text in files():
        path.write_text(text, encoding="utf-8")
