"""Resolved: which entities of different articles are one actor, which reports are of one meeting."""

import time
from collections.abc import Iterator

import dagster as dg

from extractors import schemas
from orchestration.assets.retries import retrying_io
from orchestration.metadata import NOTHING_NEW, POOL, asset_spec, stored
from orchestration.progress import Progress
from orchestration.resolving import resolve_changed
from orchestration.warehouse import Warehouse

_ARTICLE = ("raw", "article")
_DEPS = {
    "meeting_link": (
        _ARTICLE,
        ("extracted", "entity"),
        ("extracted", "participation_claim"),
        ("extracted", "reported_meeting"),
    )
}
_DEFAULT_DEPS = (_ARTICLE, ("extracted", "entity"), ("extracted", "mention"), ("extracted", "participation_claim"))


@dg.multi_asset(
    name="resolve",
    specs=[asset_spec(table, {"python"}, _DEPS.get(table.name, _DEFAULT_DEPS)) for table in schemas.RESOLVED],
    pool=POOL,
)
def resolved(
    context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult]:
    with retrying_io(context):
        started = time.monotonic()
        progress("resolve", 0, 1)
        changed = resolve_changed(warehouse, context.run.run_id)
        progress("resolve", 1, 1)
        rows = stored(warehouse, [(table.layer, table.name) for table in schemas.RESOLVED])
        for table in schemas.RESOLVED:
            yield dg.MaterializeResult(
                asset_key=[table.layer, table.name],
                metadata={
                    **rows[table.layer, table.name],
                    "seconds": time.monotonic() - started,
                    "state": "resolved" if changed else NOTHING_NEW,
                },
            )
