"""Load what `extractors.reading` reads: article versions, a ledger line for every record, rejections with their reason."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from extractors import schemas
from extractors.keys import make_key
from orchestration.progress import Progress, silent
from orchestration.warehouse import Warehouse, append

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from extractors.reading import Article, Outcome

BATCH_RECORDS = 500

_STORED = """
select article_id, max(version_number) as version_number, arg_max(content_hash, version_number) as content_hash
from raw.article group by article_id
"""


@dataclass(frozen=True)
class LoadSummary:
    """How many records the reader has handed over (`seen`), and how long it took."""

    seen: int
    seconds: float


def load(warehouse: Warehouse, paths: Sequence[str], run_id: str, progress: Progress = silent) -> LoadSummary:
    """Read the paths and store what is new, with a ledger line for every record: all in one transaction, or nothing.

    How many records there are is not known before they are read, so `progress` gets 0 for it.
    Raises extractors.reading.InputNotFound where a path does not exist.
    """
    from extractors import reading

    started = time.monotonic()
    stored = warehouse.query(_STORED)
    versions: dict[str, int] = dict(stored.select("article_id", "version_number").iter_rows())
    known: dict[str, str] = dict(stored.select("article_id", "content_hash").iter_rows())
    seen = 0
    with warehouse.transaction() as connection:
        for outcomes in _batched(reading.reconcile(reading.read(paths), known), BATCH_RECORDS):
            _store(connection, outcomes, versions, run_id)
            seen += len(outcomes)
            progress("load", seen, 0)
    return LoadSummary(seen, time.monotonic() - started)


def _store(connection: DuckDBPyConnection, outcomes: Iterable[Outcome], versions: dict[str, int], run_id: str) -> None:
    now = datetime.now(UTC)
    articles, ledger, rejections = [], [], []
    for outcome in outcomes:
        if outcome.article is not None and outcome.outcome == "loaded":
            articles.append(_article_row(outcome.article, versions, run_id, now))
        if outcome.rejection is not None:
            key = make_key("rejection", run_id, outcome.path, outcome.record_number)
            rejections.append({"rejection_key": key, "run_id": run_id, "rejected_at": now, **asdict(outcome.rejection)})
        ledger.append(
            {
                "ledger_key": make_key("ledger", run_id, outcome.path, outcome.record_number),
                "run_id": run_id,
                "path": outcome.path,
                "record_number": outcome.record_number,
                "article_id": outcome.article_id,
                "outcome": outcome.outcome,
                "content_hash": outcome.content_hash,
                "warnings": list(outcome.warnings) or None,
                "seen_at": now,
            }
        )
    append(connection, schemas.ARTICLE, schemas.ARTICLE.frame(articles))
    append(connection, schemas.REJECTED_ARTICLE, schemas.REJECTED_ARTICLE.frame(rejections))
    append(connection, schemas.LEDGER, schemas.LEDGER.frame(ledger))


def _article_row(article: Article, versions: dict[str, int], run_id: str, now: datetime) -> dict[str, Any]:
    number = versions.get(article.article_id, 0) + 1
    versions[article.article_id] = number
    fields = asdict(article)
    del fields["warnings"]  # they are the ledger's
    return {
        "article_version_key": make_key("article_version", article.article_id, article.content_hash, number),
        "article_key": make_key("article", article.article_id),
        "version_number": number,
        "char_count": len(article.text),
        "loaded_at": now,
        "run_id": run_id,
        **fields,
    }


def _batched(outcomes: Iterator[Outcome], size: int) -> Iterator[list[Outcome]]:
    while batch := list(islice(outcomes, size)):
        yield batch
