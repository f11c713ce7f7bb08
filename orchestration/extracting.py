"""Extract the articles that have no rows of the current extractor yet, batch by batch.

What an article says is the business of `extractors`; here is only which articles, how many at a time, and what
happens when one of them cannot be read.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from extractors import schemas
from extractors.version import extractor_version
from orchestration.progress import Progress, silent
from orchestration.warehouse import Warehouse, replace_articles
from orchestration.withdrawals import NOT_WITHDRAWN

if TYPE_CHECKING:
    from spacy.language import Language

BATCH_ARTICLES = 64
BATCH_CHARACTERS = 400_000

log = logging.getLogger(__name__)

CURRENT_ARTICLES = f"""
select * from raw.article where {NOT_WITHDRAWN}
qualify row_number() over (partition by article_key order by version_number desc) = 1
"""
_PENDING = f"""
select article_version_key, char_count from ({CURRENT_ARTICLES}) as article
anti join extracted.extraction as extraction
    on extraction.article_version_key = article.article_version_key and extraction.extractor_version = $version
order by article_id, article_version_key
"""
_ARTICLES = (
    "select * from raw.article where list_contains($keys, article_version_key) order by article_id, article_version_key"
)


@dataclass(frozen=True)
class ExtractionSummary:
    """What a run of the extraction has done."""

    extracted: int
    failed: int
    seconds: float


def pending_articles(warehouse: Warehouse, language_model: str | None = None) -> pl.DataFrame:
    """Current article versions that the current extractor has not read: article_version_key, char_count."""
    return warehouse.query(_PENDING, {"version": extractor_version(language_model)})


def extract_pending(
    warehouse: Warehouse, progress: Progress = silent, language_model: str | None = None
) -> ExtractionSummary:
    """Extract every pending article; each batch is stored in a transaction of its own, so a break loses one batch at most.

    `language_model` names another spaCy pipeline to take names and tags from (LanguageModelError where it cannot be used).

    An article that the extractors fail on gets a row in `extracted.extraction` that says so, and no others.
    """
    started = time.monotonic()
    pending = pending_articles(warehouse, language_model)
    if pending.is_empty():
        return ExtractionSummary(0, 0, time.monotonic() - started)

    from extractors import language  # takes seconds: only when there is something to read

    nlp = language.load(model=language_model)
    done = failed = 0
    progress("extract", 0, pending.height)
    for keys in _batches(pending):
        articles = warehouse.query(_ARTICLES, {"keys": keys}).to_dicts()
        frames = _extract_batch(articles, nlp, extractor_version(language_model))
        with warehouse.transaction() as connection:
            replace_articles(connection, frames, [article["article_key"] for article in articles])
        done += len(keys)
        failed += frames[schemas.EXTRACTION.name]["problem"].count()
        log.info("extracted %d of %d articles", done, pending.height)
        progress("extract", done, pending.height)
    return ExtractionSummary(done, failed, time.monotonic() - started)


def _batches(pending: pl.DataFrame) -> Iterator[list[str]]:
    """The keys in batches that stay under both limits; a single article may be longer than the limit."""
    batch: list[str] = []
    characters = 0
    for key, char_count in pending.select("article_version_key", "char_count").iter_rows():
        if batch and (len(batch) == BATCH_ARTICLES or characters + char_count > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(key)
        characters += char_count
    if batch:
        yield batch


def _extract_batch(articles: list[dict[str, Any]], nlp: Language, version: str) -> dict[str, pl.DataFrame]:
    """The rows of a batch. Where the batch fails, its articles are read one by one, to find the one to blame."""
    from extractors import extraction

    try:
        frames = extraction.extract(articles, nlp)
    except Exception as error:
        if len(articles) > 1:
            parts = [_extract_batch([article], nlp, version) for article in articles]
            return {table.name: pl.concat([part[table.name] for part in parts]) for table in schemas.EXTRACTED}
        [article] = articles
        log.exception("article %s could not be extracted", article["article_id"])
        frames = {table.name: table.frame() for table in schemas.EXTRACTED}
        frames[schemas.EXTRACTION.name] = schemas.EXTRACTION.frame([_failure(article, error)])
    stamp = {
        "extractor_version": pl.lit(version),
        "extracted_at": pl.lit(datetime.now(UTC), dtype=schemas.TIMESTAMP),
    }
    return frames | {schemas.EXTRACTION.name: frames[schemas.EXTRACTION.name].with_columns(**stamp)}


def _failure(article: dict[str, Any], error: Exception) -> dict[str, Any]:
    counts = ("sentence_count", "mention_count", "entity_count", "meeting_count", "claim_count")
    return {
        "article_key": article["article_key"],
        "article_version_key": article["article_version_key"],
        "problem": f"{type(error).__name__}: {error}",
        **dict.fromkeys(counts, 0),
    }
