"""Redirects: what the published file promised, held against what has just been resolved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from extractors import schemas
from orchestration.warehouse import Warehouse

_PLACES = {
    "actor": (
        "select actor_key as key, article_key, char_start, char_end from marts.fct_mention"
        " where list_contains(?, actor_key)"
    ),
    "meeting": (
        "select meeting_key as key, article_key, char_start, char_end from marts.fct_meeting_report"
        " where list_contains(?, meeting_key)"
    ),
}
_NOTED = """
select old_key, new_key, subject, reason, evidence, timezone('UTC', redirected_at) as redirected_at, run_id
from marts.dim_redirect
"""


def redirects(
    warehouse: Warehouse, articles: pl.DataFrame, resolved: Mapping[str, pl.DataFrame], run_id: str
) -> pl.DataFrame:
    """Rows of `schemas.REDIRECT`: those of the published file, and those for keys that it has and that are gone now.

    `resolved` are the resolved tables as they are now. A key that is there again leads nowhere else. Where nothing is
    published there are none.
    """
    paths = warehouse.paths
    if not paths.link.exists():
        return schemas.REDIRECT.frame()
    from extractors.resolution.redirects import actor_redirects, meeting_redirects

    now = {
        "actor": frozenset(resolved["actor"]["actor_key"]),
        "meeting": frozenset(resolved["meeting_link"]["meeting_key"]),
    }
    noted, published = _published(paths.link, now)
    extracted: dict[str, pl.DataFrame] = {}
    if any(not old.places.is_empty() for old in published.values()):
        extracted = {t.name: warehouse.table(t) for t in (schemas.ENTITY, schemas.MENTION, schemas.REPORTED_MEETING)}
    new = [
        row
        for subject, find in (("actor", actor_redirects), ("meeting", meeting_redirects))
        if not published[subject].places.is_empty()
        for row in find(published[subject], resolved, extracted, articles)
    ]
    stamp = {"redirected_at": datetime.now(UTC), "run_id": run_id}
    replaced = {row["old_key"] for row in new}.union(*now.values())
    kept = [row for row in noted.iter_rows(named=True) if row["old_key"] not in replaced]
    return schemas.REDIRECT.frame([*kept, *({**row, **stamp} for row in new)]).sort("old_key")


def _published(file: Path, now: Mapping[str, frozenset[str]]) -> tuple[pl.DataFrame, dict]:
    """The redirects that are published, and what is published of actors and meetings whose keys are gone."""
    from extractors.resolution.redirects import Published

    with duckdb.connect(file.resolve(), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
        noted = connection.sql(_NOTED).pl() if "dim_redirect" in tables else schemas.REDIRECT.frame()
        articles = frozenset(connection.sql("select article_key from marts.dim_article").pl()["article_key"])
        published = {}
        for subject, keys_now in now.items():
            keys = frozenset(connection.sql(f"select {subject}_key from marts.dim_{subject}").pl()[f"{subject}_key"])
            places = connection.sql(_PLACES[subject], params=[sorted(keys - keys_now)]).pl()
            published[subject] = Published(keys, articles, places)
    return noted, published
