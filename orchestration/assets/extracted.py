"""Extracted: what each article says, read by `extractors`."""

import os
from collections.abc import Iterator

import dagster as dg
from pydantic import Field

from extractors import schemas
from extractors.version import extractor_version
from orchestration.assets.retries import retrying_io
from orchestration.extracting import CURRENT_ARTICLES, extract_pending
from orchestration.fingerprints import extraction_digest
from orchestration.metadata import NOTHING_NEW, POOL, asset_spec, finding, seconds, stored
from orchestration.progress import Progress
from orchestration.warehouse import Warehouse

_EXTRACTION = ["extracted", "extraction"]
COMPLETE = dg.AssetCheckSpec(
    "every_current_article_is_extracted",
    asset=_EXTRACTION,
    description="Every current article version has a row of the current extractor.",
    blocking=True,
)
READABLE = dg.AssetCheckSpec(
    "no_article_failed",
    asset=_EXTRACTION,
    description="No article made the extractors fail. A warning: the other articles are published all the same.",
)
VERBATIM = dg.AssetCheckSpec(
    "evidence_is_verbatim",
    asset=["extracted", "mention"],
    description="Offsets of every extracted row lie within the article's text, and a mention's words stand at its offsets.",
    blocking=True,
)

_NOT_EXTRACTED = f"""
select article.article_id from ({CURRENT_ARTICLES}) as article
anti join extracted.extraction as extraction
    on extraction.article_version_key = article.article_version_key and extraction.extractor_version = $version
order by all
"""
_FAILED = """
select article_id, problem from extracted.extraction join raw.article using (article_version_key)
where problem is not null order by all
"""
# A table with quoted words of its own names the column; of the others only the offsets can be checked.
_QUOTED = {"mention": "mention_text", "meeting_mention": "mention_text", "time_expression": "expression_text"}
_NOT_VERBATIM = """
select article_id, char_start, char_end
from extracted.{table} as extracted
left join ({current}) as article using (article_key)
where not coalesce(0 <= char_start and char_start < char_end and char_end <= length(text), false)
    or {quoted} <> substr(text, char_start + 1, char_end - char_start)
order by all
"""


class ExtractConfig(dg.Config):
    """What reads the articles. An installed spaCy pipeline (or a folder with one) instead of Gipfel's own encoder: its name."""

    language_model: str | None = Field(default_factory=lambda: os.environ.get("GIPFEL_LANGUAGE_MODEL"))


@dg.multi_asset(
    name="extract",
    specs=[asset_spec(table, {"python", "spacy"}, [["raw", "article"]]) for table in schemas.EXTRACTED],
    check_specs=[COMPLETE, READABLE, VERBATIM],
    pool=POOL,
)
def extracted(
    context: dg.AssetExecutionContext,
    config: ExtractConfig,
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    with retrying_io(context):
        summary = extract_pending(warehouse, progress, config.language_model)
        rows = stored(warehouse, [(table.layer, table.name) for table in schemas.EXTRACTED])
        for table in schemas.EXTRACTED:
            yield dg.MaterializeResult(
                asset_key=[table.layer, table.name],
                metadata={
                    **rows[table.layer, table.name],
                    "articles_extracted": summary.extracted,
                    "articles_failed": summary.failed,
                    "extractor_version": extractor_version(config.language_model),
                    "seconds": seconds(summary.seconds),
                    "state": "extracted" if summary.extracted else NOTHING_NEW,
                },
            )
        yield check_complete(warehouse, config.language_model)
        yield check_readable(warehouse)
        yield check_verbatim(warehouse, context.run.run_id)


def check_complete(warehouse: Warehouse, language_model: str | None = None) -> dg.AssetCheckResult:
    missing = warehouse.query(_NOT_EXTRACTED, {"version": extractor_version(language_model)})
    return dg.AssetCheckResult(
        asset_key=_EXTRACTION,
        check_name=COMPLETE.name,
        passed=missing.is_empty(),
        metadata=finding(
            f"articles missing: {missing.height}; run the whole job" if missing.height else "none is missing",
            missing.to_dicts(),
        )
        | {"articles_missing": missing.height},
    )


def check_readable(warehouse: Warehouse) -> dg.AssetCheckResult:
    failed = warehouse.query(_FAILED)
    return dg.AssetCheckResult(
        asset_key=_EXTRACTION,
        check_name=READABLE.name,
        passed=failed.is_empty(),
        severity=dg.AssetCheckSeverity.WARN,
        metadata=finding(
            f"articles that could not be read: {failed.height}; the others are published"
            if failed.height
            else "none failed",
            failed.to_dicts(),
        )
        | {"articles_failed": failed.height},
    )


def check_verbatim(warehouse: Warehouse, run_id: str) -> dg.AssetCheckResult:
    """Holds every offset against the texts; where nothing has been extracted since it was found right, it still is."""
    step, fingerprint = VERBATIM.name, extraction_digest(warehouse)
    if warehouse.finished(step) == fingerprint:
        return dg.AssetCheckResult(
            asset_key=VERBATIM.asset_key, check_name=VERBATIM.name, passed=True, metadata=finding(NOTHING_NEW)
        )
    wrong = {
        table.name: warehouse.query(
            _NOT_VERBATIM.format(table=table.name, current=CURRENT_ARTICLES, quoted=_QUOTED.get(table.name, "null"))
        )
        for table in schemas.EXTRACTED
        if "char_start" in table.polars_schema
    }
    count = sum(rows.height for rows in wrong.values())
    if not count:
        warehouse.finish(step, fingerprint, run_id)
    return dg.AssetCheckResult(
        asset_key=VERBATIM.asset_key,
        check_name=VERBATIM.name,
        passed=not count,
        metadata=finding(
            f"rows with offsets that do not fit their article: {count}" if count else "all stand where they say",
            [{"table": name} | row for name, rows in wrong.items() for row in rows.head(3).to_dicts()],
        )
        | {name: rows.height for name, rows in wrong.items()},
    )
