"""Raw: the articles as they came in, and what became of every record."""

from collections.abc import Iterator
from contextlib import nullcontext

import dagster as dg
from pydantic import Field

from extractors import schemas
from orchestration.assets.retries import retrying_io
from orchestration.loading import LoadSummary, load
from orchestration.metadata import NOTHING_NEW, POOL, asset_spec, stored
from orchestration.paths import DEFAULT_ARTICLES
from orchestration.progress import Progress
from orchestration.warehouse import Warehouse

STANDARD_INPUT = "-"
OUTCOMES = ("loaded", "unchanged", "duplicate", "rejected")
ACCOUNTED = dg.AssetCheckSpec(
    "every_record_is_accounted_for",
    asset=["raw", "ledger"],
    description="loaded + unchanged + duplicate + rejected = seen, and what the ledger calls loaded or rejected is stored as such.",
    blocking=True,
)

_OUTCOMES = "select outcome, count(*) as records from raw.ledger where run_id = $run group by outcome"
_STORED = """
select
    (select count(*) from raw.article where run_id = $run) as articles,
    (select count(*) from raw.rejected_article where run_id = $run) as rejections
"""


class LoadConfig(dg.Config):
    """What to read: files, folders, `-` for standard input. Empty: the five example articles in seeds/articles."""

    paths: list[str] = Field(default_factory=list)


@dg.multi_asset(
    name="load",
    specs=[asset_spec(table, {"python"}) for table in schemas.RAW],
    check_specs=[ACCOUNTED],
    pool=POOL,
)
def raw(
    context: dg.AssetExecutionContext,
    config: LoadConfig,
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    # standard input can be read only once
    with nullcontext() if STANDARD_INPUT in config.paths else retrying_io(context):
        summary = load(warehouse, config.paths or [str(DEFAULT_ARTICLES)], context.run.run_id, progress)
        outcomes = _outcomes(warehouse, context.run.run_id)
        rows = stored(warehouse, [(table.layer, table.name) for table in schemas.RAW])
        for table in schemas.RAW:
            yield dg.MaterializeResult(
                asset_key=[table.layer, table.name],
                metadata={
                    **rows[table.layer, table.name],
                    "seen": summary.seen,
                    **outcomes,
                    "seconds": summary.seconds,
                    "state": "loaded" if outcomes["loaded"] else NOTHING_NEW,
                },
            )
        yield check_accounted(warehouse, summary, context.run.run_id)


def check_accounted(warehouse: Warehouse, summary: LoadSummary, run_id: str) -> dg.AssetCheckResult:
    outcomes = _outcomes(warehouse, run_id)
    [(articles, rejections)] = warehouse.query(_STORED, {"run": run_id}).iter_rows()
    return dg.AssetCheckResult(
        asset_key=["raw", "ledger"],
        check_name=ACCOUNTED.name,
        passed=sum(outcomes.values()) == summary.seen
        and outcomes["loaded"] == articles
        and outcomes["rejected"] == rejections,
        metadata={"seen": summary.seen, **outcomes, "articles_stored": articles, "rejections_stored": rejections},
    )


def _outcomes(warehouse: Warehouse, run_id: str) -> dict[str, int]:
    counts = dict(warehouse.query(_OUTCOMES, {"run": run_id}).iter_rows())
    return {outcome: counts.pop(outcome, 0) for outcome in OUTCOMES} | counts
