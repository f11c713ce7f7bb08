"""Gipfel's Dagster definitions: `build_definitions` for any warehouse, `defs` for the default one.

`dagster dev -m orchestration.definitions` and the web server load this module; `gipfel ui` starts them. The variable
GIPFEL_WAREHOUSE names another published file than `warehouse/gipfel.duckdb`, GIPFEL_ARTICLES another folder to read than
the five example articles.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.assets.extracted import extracted
from orchestration.assets.marts import build_marts
from orchestration.assets.published import build_published
from orchestration.assets.raw import raw
from orchestration.assets.resolved import resolved
from orchestration.automation import folder_sensor, gipfel_job, hourly_schedule
from orchestration.dbt import prepared_manifest
from orchestration.paths import DBT_PROJECT, WarehousePaths, articles_folder
from orchestration.progress import silent
from orchestration.resources import warehouse_resource

WAREHOUSE_VARIABLE = "GIPFEL_WAREHOUSE"


def build_definitions(
    warehouse: Path | None = None, *, resources: Mapping[str, Any] | None = None, dbt_project: Path = DBT_PROJECT
) -> dg.Definitions:
    """The whole graph on the warehouse whose published file is `warehouse` (the project's own by default).

    `resources` overrides `warehouse` (gives a `orchestration.warehouse.Warehouse`) and `progress` (an
    `orchestration.progress.Progress`). Parses the dbt project where its files have changed since last time.
    """
    paths = WarehousePaths.from_file(warehouse)
    marts = build_marts(prepared_manifest(paths, dbt_project), dbt_project)
    job = gipfel_job()
    return dg.Definitions(
        assets=[raw, extracted, resolved, marts, build_published(marts, dbt_project)],
        jobs=[job],
        schedules=[hourly_schedule(job, articles_folder())],
        sensors=[folder_sensor(job, articles_folder())],
        resources={
            "warehouse": warehouse_resource.configured({"file": str(paths.link)}),
            "progress": silent,
            **(resources or {}),
        },
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    file = os.environ.get(WAREHOUSE_VARIABLE)
    return build_definitions(Path(file) if file else None)
