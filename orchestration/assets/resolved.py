"""Resolved: which entities of different articles are one actor, which reports are of one meeting."""

import time
from collections.abc import Iterator

import dagster as dg

from extractors import schemas
from extractors.resolution.overrides import OverrideError
from orchestration.assets.retries import retrying_io
from orchestration.metadata import NOTHING_NEW, POOL, asset_spec, finding, seconds, stored
from orchestration.overrides import DROPS
from orchestration.paths import overrides_file
from orchestration.progress import Progress
from orchestration.resolving import Resolution, resolve_changed
from orchestration.warehouse import Warehouse

_ARTICLE = ("raw", "article")
_MEETING_DEPS = (
    _ARTICLE,
    ("extracted", "entity"),
    ("extracted", "participation_claim"),
    ("extracted", "reported_meeting"),
)
_DEPS = {"meeting_link": _MEETING_DEPS, "meeting_match": _MEETING_DEPS}
_DEFAULT_DEPS = (_ARTICLE, ("extracted", "entity"), ("extracted", "mention"), ("extracted", "participation_claim"))


MEANINGFUL = dg.AssetCheckSpec(
    "every_override_applies",
    asset=["resolved", "override"],
    description="The keys of every decision by hand mean something in these articles. A warning: nothing else depends on it.",
)
_MEANINGLESS = """
select line_number, kind, subject, subject_key, other_key, decided_by, reason
from resolved.override where not is_applied order by line_number
"""
NOTHING_DROPPED = dg.AssetCheckSpec(
    "nothing_is_dropped_by_hand",
    asset=["resolved", "override"],
    description="No decision by hand keeps an actor or a meeting out. A warning: it stands as long as one does, so that nobody forgets.",
)


@dg.multi_asset(
    name="resolve",
    specs=[asset_spec(table, {"python"}, _DEPS.get(table.name, _DEFAULT_DEPS)) for table in schemas.RESOLVED],
    check_specs=[MEANINGFUL, NOTHING_DROPPED],
    pool=POOL,
)
def resolved(
    context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    with retrying_io(context):
        started = time.monotonic()
        progress("resolve", 0, 1)
        try:
            resolution = resolve_changed(warehouse, context.run.run_id)
        except OverrideError as error:
            raise dg.Failure(f"{error} The file: {overrides_file()}", allow_retries=False) from error
        progress("resolve", 1, 1)
        rows = stored(warehouse, [(table.layer, table.name) for table in schemas.RESOLVED])
        for table in schemas.RESOLVED:
            yield dg.MaterializeResult(
                asset_key=[table.layer, table.name],
                metadata={
                    **rows[table.layer, table.name],
                    "seconds": seconds(time.monotonic() - started),
                    "state": _state(resolution),
                },
            )
        yield check_overrides(warehouse)
        yield check_drops(warehouse)


def _state(resolution: Resolution | None) -> str:
    if resolution is None:
        return NOTHING_NEW
    what = "resolved anew" if resolution.is_rebuilt else f"{resolution.articles} articles new or changed"
    return f"{what}: {resolution.written} rows written, {resolution.removed} taken away"


def check_overrides(warehouse: Warehouse) -> dg.AssetCheckResult:
    meaningless = warehouse.query(_MEANINGLESS)
    lines = ", ".join(str(line) for line in meaningless["line_number"])
    return dg.AssetCheckResult(
        asset_key=MEANINGFUL.asset_key,
        check_name=MEANINGFUL.name,
        passed=meaningless.is_empty(),
        severity=dg.AssetCheckSeverity.WARN,
        metadata=finding(
            f"lines {lines} of the overrides mean nothing in these articles" if lines else "all apply",
            meaningless.to_dicts(),
        ),
    )


def check_drops(warehouse: Warehouse) -> dg.AssetCheckResult:
    drops = warehouse.query(DROPS)
    lines = ", ".join(str(line) for line in drops["line_number"])
    return dg.AssetCheckResult(
        asset_key=NOTHING_DROPPED.asset_key,
        check_name=NOTHING_DROPPED.name,
        passed=drops.is_empty(),
        severity=dg.AssetCheckSeverity.WARN,
        metadata=finding(
            f"lines {lines} of the overrides keep something out" if lines else "nothing is kept out", drops.to_dicts()
        ),
    )
