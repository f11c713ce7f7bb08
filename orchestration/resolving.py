"""Resolve entities and reported meetings across articles: what new and changed articles touch, and no more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import polars as pl

from extractors import schemas
from orchestration.extracting import CURRENT_ARTICLES
from orchestration.fingerprints import RESOLUTION_RULES, RESOLVED, resolution_rules, resolved_fingerprint
from orchestration.redirecting import redirects
from orchestration.warehouse import Warehouse, finish, finished, replace_rows

# Of the mentions only forms that are told of their entity nowhere else: most of them repeat its name.
_INPUT = {
    "entity": "from extracted.entity",
    "mention": """
select distinct entity_key, mention_type, mention_text from extracted.mention join extracted.entity using (entity_key)
where mention_type = 'name' and mention_text <> entity_name
""",
    "reported_meeting": "from extracted.reported_meeting",
    "participation_claim": "select article_key, reported_meeting_key, entity_key from extracted.participation_claim",
}
_PRINTED = "select distinct entity_name from extracted.entity where entity_type = 'person'"
# What has been extracted of an article, by which extractor: another state means other rows.
_STATES = """
select article_key, concat_ws(' ', article_version_key, extractor_version, problem) as state from extracted.extraction
"""
_CHANGED = f"select article_key from ({_STATES}) anti join meta.resolved_article using (article_key, state)"
_NEW_NAMES = f"""
{_PRINTED} and article_key in ({_CHANGED})
and entity_name not in (select name from meta.name_block where person_id is null)
"""


@dataclass(frozen=True)
class Resolution:
    """What a run of the resolution has done: articles that were new or had changed, rows written and taken away."""

    articles: int
    written: int
    removed: int
    is_rebuilt: bool  # from nothing, as the rules or the decisions by hand are new


def resolve_changed(warehouse: Warehouse, run_id: str) -> Resolution | None:
    """Bring the resolved tables up to date, in one transaction. None, and nothing done, where they are.

    Only what new and changed articles touch is resolved, and only rows that differ are written; where the code, the
    reference data or the overrides have changed, everything is resolved. Raises
    extractors.resolution.overrides.OverrideError, with nothing done, where overrides are wrong or contradict each other.
    """
    with warehouse.transaction() as connection:  # one for all: each that opens the file anew takes as long as an update
        fingerprint = resolved_fingerprint(warehouse)
        if finished(connection, RESOLVED) == fingerprint:
            return None

        from extractors.resolution import update  # takes a moment: only when there is something to resolve
        from extractors.resolution.changes import apply, difference
        from orchestration.name_index import file_anew, file_names, stored_index
        from orchestration.overrides import read_overrides

        overrides = read_overrides()
        rules = resolution_rules()
        is_rebuilt = finished(connection, RESOLUTION_RULES) != rules
        articles = _rows(connection, f"select article_key, article_id, published_on from ({CURRENT_ARTICLES})")
        extracted = {table: _rows(connection, sql) for table, sql in _INPUT.items()}
        before = {table.name: _table(connection, table) for table in schemas.RESOLVED}
        tables = {table.name: table for table in schemas.RESOLVED}
        if is_rebuilt:
            changed = articles
            file_anew(connection, _names(connection, _PRINTED))
            start = {table.name: table.frame() for table in schemas.RESOLVED}
            changes = update(start, articles, extracted, changed["article_key"].to_list(), overrides)
            changes = {n: difference(tables[n], before[n], before[n], change.rows) for n, change in changes.items()}
        else:
            changed = _rows(connection, _CHANGED)
            file_names(connection, _names(connection, _NEW_NAMES))
            index = stored_index(connection)
            with _collecting_new_objects_only():
                changes = update(before, articles, extracted, changed["article_key"].to_list(), overrides, index)
        now = {name: apply(tables[name], before[name], change) for name, change in changes.items()}
        redirect = redirects(warehouse, articles, now, run_id)
        changes["redirect"] = difference(schemas.REDIRECT, before["redirect"], before["redirect"], redirect)
        for name, change in changes.items():
            if not change.is_nothing:
                replace_rows(connection, tables[name], change.rows, change.gone)
        connection.execute("delete from meta.resolved_article")
        connection.execute(f"insert into meta.resolved_article {_STATES}")
        finish(connection, RESOLUTION_RULES, rules, run_id)
        finish(connection, RESOLVED, fingerprint, run_id)
    return Resolution(
        articles=changed.height,
        written=sum(change.rows.height for change in changes.values()),
        removed=sum(len(change.gone) for change in changes.values()),
        is_rebuilt=is_rebuilt,
    )


@contextmanager
def _collecting_new_objects_only() -> Iterator[None]:
    """Spare the garbage collector what is there already: walking over it takes a good part of a small update."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _table(connection: duckdb.DuckDBPyConnection, table: schemas.Table) -> pl.DataFrame:
    columns = ", ".join(column.name for column in table.columns)
    return _rows(connection, f"select {columns} from {table.full_name}").cast(pl.Schema(table.polars_schema))


def _names(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    return [name for (name,) in connection.execute(sql).fetchall()]


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    rows: pl.DataFrame = connection.sql(sql).pl()
    return rows
