"""The dashboard for Apache Superset in docs/superset/dashboard/: its datasets, and the archive that Superset imports.

    python tools/superset.py                       # writes the datasets of the marts anew
    python tools/superset.py gipfel.zip            # packs all for warehouse/gipfel.duckdb
    python tools/superset.py gipfel.zip FILE       # packs all for another published file

Charts and the dashboard are written by hand, as Superset exports them. A dataset of each mart follows from the sentences that
describe it everywhere (`tools/data_dictionary.py`); datasets of their own, which join marts, have an `sql`.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from tools.data_dictionary import Table, tables

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "docs" / "superset" / "dashboard"
DATABASE = "Gipfel"
DATASETS = FOLDER / "datasets" / DATABASE
PLACEHOLDER = "duckdb:////path/to/gipfel.duckdb"
HEADER = "# Written by `make docs` from dbt_project/models/marts/*.yml; change it there.\n"


def uuid_of(kind: str, name: str) -> str:
    """The same on every machine, so that importing again replaces what is there.

    >>> uuid_of("dataset", "dim_meeting") == uuid_of("dataset", "dim_meeting")
    True
    """
    return str(uuid5(NAMESPACE_URL, f"gipfel/superset/{kind}/{name}"))


def datasets() -> Iterator[tuple[Path, str]]:
    """Each mart's file and what it should hold."""
    for table in tables():
        if table.schema == "marts":
            content = yaml.safe_dump(_dataset(table), sort_keys=False, allow_unicode=True, width=130)
            yield DATASETS / f"{table.name}.yaml", HEADER + content


def bundle(archive: Path, warehouse: Path) -> None:
    """Pack the folder as an archive of Superset's, with the published file in place of the placeholder."""
    uri = f"duckdb:///{warehouse.absolute().as_posix()}"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(FOLDER.rglob("*.yaml")):
            text = file.read_text(encoding="utf-8").replace(PLACEHOLDER, uri)
            if file.parent.name == "charts":
                chart = yaml.safe_load(text)
                text = yaml.safe_dump({**chart, "query_context": json.dumps(query_context(chart["params"]))})
            packed.writestr(f"gipfel/{file.relative_to(FOLDER).as_posix()}", text)


def query_context(params: dict[str, Any]) -> dict[str, Any]:
    """What Superset's pages ask for a chart, so that its API can be asked for it, too; the importer adds the dataset.

    >>> query_context({"viz_type": "pie", "metric": "count", "groupby": ["meeting_type"]})["queries"][0]["columns"]
    ['meeting_type']
    """
    columns: list[Any] = params.get("all_columns") if params.get("query_mode") == "raw" else params.get("groupby", [])
    if params["viz_type"] == "graph_chart":
        columns = [params["source"], params["target"]]
    if params["viz_type"] == "world_map":
        columns = [params["entity"]]
    if axis := params.get("x_axis"):
        base = {"columnType": "BASE_AXIS", "expressionType": "SQL", "label": axis, "sqlExpression": axis}
        columns = [{**base, "timeGrain": params["time_grain_sqla"]}, *columns]
    conditions = [one["sqlExpression"] for one in params.get("adhoc_filters", []) if one["expressionType"] == "SQL"]
    metrics = params.get("metrics") or [params[name] for name in ("metric",) if name in params]
    order = [json.loads(column) for column in params.get("order_by_cols", [])]
    query = {
        "columns": columns,
        "metrics": metrics,
        "filters": [],
        "extras": {"where": " and ".join(f"({condition})" for condition in conditions)},
        "orderby": order or [[metric, False] for metric in metrics[:1]],
        "row_limit": params.get("row_limit", 1000),
    }
    return {"force": True, "queries": [query], "form_data": params, "result_format": "json", "result_type": "full"}


def _dataset(table: Table) -> dict[str, Any]:
    days = [column.name for column in table.columns if column.data_type in ("date", "timestamp")]
    return {
        "table_name": table.name,
        "schema": table.schema,
        "description": table.description,
        "main_dttm_col": days[0] if days else None,
        "sql": None,
        "params": None,
        "extra": None,
        "metrics": [{"metric_name": "count", "verbose_name": "rows", "expression": "count(*)", "metric_type": "count"}],
        "columns": [
            {
                "column_name": column.name,
                "type": column.data_type.upper(),
                "is_dttm": column.name in days,
                "groupby": True,
                "filterable": True,
                "description": column.description,
            }
            for column in table.columns
        ],
        "uuid": uuid_of("dataset", table.name),
        "version": "1.0.0",
        "database_uuid": uuid_of("database", DATABASE),
    }


if __name__ == "__main__":
    if sys.argv[1:]:
        from orchestration.paths import DEFAULT_WAREHOUSE

        bundle(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else DEFAULT_WAREHOUSE)
        print(f"Written to {sys.argv[1]}: import it in Superset under Dashboards.")
    else:
        DATASETS.mkdir(parents=True, exist_ok=True)
        for path, text in datasets():
            path.write_text(text, encoding="utf-8")
