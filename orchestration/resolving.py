"""Resolve entities and reported meetings across articles, when what the articles say has changed."""

from __future__ import annotations

import polars as pl

from extractors import schemas
from orchestration.extracting import CURRENT_ARTICLES
from orchestration.fingerprints import RESOLVED, resolved_fingerprint
from orchestration.redirecting import redirects
from orchestration.warehouse import Warehouse, finish, replace_table


def resolve_changed(warehouse: Warehouse, run_id: str) -> bool:
    """Make the resolved tables anew, in one transaction. False, and nothing done, where they are up to date.

    Raises extractors.resolution.overrides.OverrideError, with nothing done, where overrides are wrong or contradict
    each other.
    """
    fingerprint = resolved_fingerprint(warehouse)
    if warehouse.finished(RESOLVED) == fingerprint:
        return False

    from extractors.resolution import resolve  # takes a moment: only when there is something to resolve
    from orchestration.overrides import read_overrides

    overrides = read_overrides()
    columns = pl.Schema(schemas.ARTICLE.polars_schema)
    articles = warehouse.query(CURRENT_ARTICLES).select(columns.names()).cast(columns)
    extracted = {table.name: warehouse.table(table) for table in schemas.EXTRACTED}
    frames = resolve(articles, extracted, overrides)
    frames["redirect"] = redirects(warehouse.paths, articles, extracted, frames, run_id)
    with warehouse.transaction() as connection:
        for table in schemas.RESOLVED:
            replace_table(connection, table, frames[table.name])
        finish(connection, RESOLVED, fingerprint, run_id)
    return True
