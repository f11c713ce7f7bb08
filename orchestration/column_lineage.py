"""Which columns every column of the dbt project's models is made from, read from the compiled SQL with sqlglot.

dagster-dbt's own `fetch_column_metadata` does the same for each model of each run, asks the database for the columns of every
parent and parses a model once a column. Here each model is parsed once, the columns follow from the SQL upstream, and the
result is kept as long as the project stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from extractors import schemas
from orchestration.fingerprints import dbt_project_digest
from orchestration.paths import WarehousePaths

DIALECT = "duckdb"

# By unique id of a model and its column: the columns of parents, as [unique id of the parent, column].
Lineage = dict[str, dict[str, list[tuple[str, str]]]]


def column_lineage(paths: WarehousePaths, project: Path) -> Lineage:
    """Of all models that dbt has compiled; empty where it has not yet. Worked out once for every state of the project."""
    note = paths.dbt / f"column-lineage-{dbt_project_digest(project)}.json"
    try:
        return json.loads(note.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    except (OSError, ValueError):
        pass
    try:
        manifest = json.loads((paths.dbt / "target" / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    compiled = paths.dbt / "target" / "compiled" / manifest["metadata"]["project_name"]
    models = {uid: node for uid, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    queries = {
        uid: (compiled / node["original_file_path"]).read_text(encoding="utf-8")
        for uid, node in models.items()
        if (compiled / node["original_file_path"]).is_file()
    }
    found = trace(queries, manifest)
    if queries.keys() == models.keys():
        for old in paths.dbt.glob("column-lineage-*.json"):
            old.unlink()
        note.write_text(json.dumps(found), encoding="utf-8")
    return found


def origins(lineage: Lineage, model: str) -> dict[str, list[tuple[str, str]]]:
    """Where each column of a model comes from in the end: columns of sources, which no model has made.

    >>> origins({"mart": {"name": [["view", "n"]]}, "view": {"n": [["source.raw", "n"]]}}, "mart")
    {'name': [('source.raw', 'n')]}
    """

    @cache
    def ends(node: str, column: str) -> frozenset[tuple[str, str]]:
        if node not in lineage:
            return frozenset({(node, column)})
        parents = lineage[node].get(column, [])
        return frozenset().union(*(ends(parent, name) for parent, name in parents))

    return {column: sorted(ends(model, column)) for column in lineage[model]}


def trace(queries: Mapping[str, str], manifest: Mapping[str, Any]) -> Lineage:
    """The lineage of these queries, by unique id; the columns of the sources are those of `extractors.schemas`."""
    from sqlglot import parse_one
    from sqlglot.errors import SqlglotError
    from sqlglot.optimizer import build_scope
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.schema import MappingSchema

    nodes = {**manifest["nodes"], **manifest["sources"]}
    declared = {table.full_name: table.polars_schema for table in schemas.ALL}
    known = MappingSchema(dialect=DIALECT)
    owners = {_place(nodes[uid]): uid for uid in nodes if uid in queries or uid.startswith("source.")}
    for place in owners:
        if (columns := declared.get(".".join(place))) is not None:
            known.add_table(".".join(place), dict.fromkeys(columns, "text"), dialect=DIALECT)

    found: Lineage = {}
    for uid in TopologicalSorter({uid: manifest["parent_map"][uid] for uid in queries}).static_order():
        if uid in queries:
            try:
                parsed = parse_one(queries[uid], dialect=DIALECT)
                query: Any = qualify(parsed, schema=known, dialect=DIALECT, identify=False)
                scope = build_scope(query)
                found[uid] = {
                    column: sorted(
                        {
                            (owners[place], name)
                            for place, name in _leaves(query, scope, column, known)
                            if place in owners
                        }
                    )
                    for column in query.named_selects
                }
            except (SqlglotError, ValueError):  # SQL that DuckDB knows and sqlglot does not: no lineage, but a run
                found[uid] = {}
            columns = found[uid] or nodes[uid]["columns"]
            known.add_table(".".join(_place(nodes[uid])), dict.fromkeys(columns, "text"), dialect=DIALECT)
    return found


def _leaves(query: Any, scope: Any, column: str, known: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """The columns at the ends of a column's lineage, each as (schema, table) and name."""
    from sqlglot import exp
    from sqlglot.lineage import lineage

    for node in lineage(column, query, known, dialect=DIALECT, scope=scope, trim_selects=False).walk():
        table = node.expression.find(exp.Table)
        if not node.downstream and table is not None:
            yield (table.db, table.name), exp.to_column(node.name).name


def _place(node: Mapping[str, Any]) -> tuple[str, str]:
    return node["schema"], node.get("alias") or node.get("identifier") or node["name"]
