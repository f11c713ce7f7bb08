"""Raw: the articles as they came in, and what became of every record."""

from collections.abc import Iterator
from contextlib import nullcontext

import dagster as dg
from pydantic import Field

from extractors import schemas
from orchestration.assets.retries import retrying_io
from orchestration.loading import LoadSummary, load
from orchestration.metadata import NOTHING_NEW, POOL, asset_spec, finding, seconds, stored
from orchestration.paths import articles_folder
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
NOTHING_REJECTED = dg.AssetCheckSpec(
    "nothing_was_rejected",
    asset=["raw", "rejected_article"],
    description="Every record of the last run could be read. A warning: the other records are published all the same.",
)
EVERYTHING_READ = dg.AssetCheckSpec(
    "everything_was_read",
    asset=["raw", "ledger"],
    description="Every field of every record of the last run was read and understood. A warning: the articles are published without it.",
)
WARNINGS_NAMED = 5

_OUTCOMES = "select outcome, count(*) as records from raw.ledger where run_id = $run group by outcome"
_STORED = """
select
    (select count(*) from raw.article where run_id = $run) as articles,
    (select count(*) from raw.rejected_article where run_id = $run) as rejections
"""
_REJECTED = """
select reason_code, message from raw.rejected_article where run_id = $run order by path, record_number
"""
_WARNINGS = """
select warning, count(*) as records, min(path) as path
from (select path, unnest(warnings) as warning from raw.ledger where run_id = $run)
group by all
order by records desc, warning
"""


class LoadConfig(dg.Config):
    """What to read: files, folders, `-` for standard input. Empty: the folder that GIPFEL_ARTICLES names, else the five example articles."""

    paths: list[str] = Field(default_factory=list)


@dg.multi_asset(
    name="load",
    specs=[asset_spec(table, {"python"}) for table in schemas.RAW],
    check_specs=[ACCOUNTED, NOTHING_REJECTED, EVERYTHING_READ],
    pool=POOL,
)
def raw(
    context: dg.AssetExecutionContext,
    config: LoadConfig,
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    from extractors import reading

    # standard input can be read only once
    with nullcontext() if STANDARD_INPUT in config.paths else retrying_io(context):
        try:
            summary = load(warehouse, config.paths or [str(articles_folder())], context.run.run_id, progress)
        except reading.InputNotFound as error:
            raise dg.Failure(error.strerror, allow_retries=False) from error
        outcomes = _outcomes(warehouse, context.run.run_id)
        rows = stored(warehouse, [(table.layer, table.name) for table in schemas.RAW])
        for table in schemas.RAW:
            yield dg.MaterializeResult(
                asset_key=[table.layer, table.name],
                metadata={
                    **rows[table.layer, table.name],
                    "seen": summary.seen,
                    **outcomes,
                    "seconds": seconds(summary.seconds),
                    "state": "loaded" if outcomes["loaded"] else NOTHING_NEW,
                },
            )
        yield check_accounted(warehouse, summary, context.run.run_id)
        yield check_rejected(warehouse, context.run.run_id)
        yield check_read(warehouse, context.run.run_id)


def check_accounted(warehouse: Warehouse, summary: LoadSummary, run_id: str) -> dg.AssetCheckResult:
    outcomes = _outcomes(warehouse, run_id)
    [(articles, rejections)] = warehouse.query(_STORED, {"run": run_id}).iter_rows()
    return dg.AssetCheckResult(
        asset_key=["raw", "ledger"],
        check_name=ACCOUNTED.name,
        passed=sum(outcomes.values()) == summary.seen
        and outcomes["loaded"] == articles
        and outcomes["rejected"] == rejections,
        metadata=finding(
            ", ".join(f"{count} {outcome}" for outcome, count in {"seen": summary.seen, **outcomes}.items())
            + f"; stored are {articles} articles and {rejections} rejections"
        )
        | {"seen": summary.seen, **outcomes, "articles_stored": articles, "rejections_stored": rejections},
    )


def check_rejected(warehouse: Warehouse, run_id: str) -> dg.AssetCheckResult:
    rejected = warehouse.query(_REJECTED, {"run": run_id})
    return dg.AssetCheckResult(
        asset_key=NOTHING_REJECTED.asset_key,
        check_name=NOTHING_REJECTED.name,
        passed=rejected.is_empty(),
        severity=dg.AssetCheckSeverity.WARN,
        metadata=finding(f"records rejected: {rejected.height}" if rejected.height else "none was", rejected.to_dicts())
        | {"rejected": rejected.height},
    )


def check_read(warehouse: Warehouse, run_id: str) -> dg.AssetCheckResult:
    found = warehouse.query(_WARNINGS, {"run": run_id}).to_dicts()
    named = [f"{row['warning']} ({row['records']}, e.g. in {row['path']})" for row in found[:WARNINGS_NAMED]]
    if len(found) > WARNINGS_NAMED:
        named.append(f"and {len(found) - WARNINGS_NAMED} more in raw.ledger")
    return dg.AssetCheckResult(
        asset_key=EVERYTHING_READ.asset_key,
        check_name=EVERYTHING_READ.name,
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=finding("; ".join(named) or "all of it was") | {"warnings": len(found)},
    )


def _outcomes(warehouse: Warehouse, run_id: str) -> dict[str, int]:
    counts = dict(warehouse.query(_OUTCOMES, {"run": run_id}).iter_rows())
    return {outcome: counts.pop(outcome, 0) for outcome in OUTCOMES} | counts
