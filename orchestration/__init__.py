"""Dagster definitions and the command line. Thin: fetch rows, call `extractors` or dbt, store rows, tell what happened.

| to change | look in |
|---|---|
| what an asset shows, checks or depends on | `assets/`, one module per layer |
| how articles are loaded, extracted, resolved, modeled, published | `loading`, `extracting`, `resolving`, `dbt`, `publishing` |
| when there is nothing to do | `fingerprints` |
| tables, transactions, the one writer | `warehouse`, `lock`, `resources`, `paths` |
| job, schedule, sensor, Dagster's settings | `automation`, `instance`, `dagster.yaml`, `definitions` |
| a run from Python, the web UI and its guard | `run`, `web`, `guard` |
| opening what is published, locked | `reading` |
| kept versions, backup, withdrawn articles, older warehouses | `versions`, `withdrawals`, `schema_version` |
| a lost build, what is wrong with the machine | `recovery`, `troubles` |
| the command line | `cli/`, which nothing else imports |

Linguistic rules are in `extractors/`, business SQL is in `dbt_project/`.
"""

import extractors.silence  # noqa: F401  before Dagster, dbt and DuckDB
