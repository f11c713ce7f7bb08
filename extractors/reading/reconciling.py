"""What becomes of each record of a run, given what is stored already. The order of records does not matter."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Literal

from extractors.reading.records import Article, Rejection

OutcomeName = Literal["loaded", "unchanged", "duplicate", "rejected"]

_IN_MEMORY = 16_000_000  # bytes of articles; more than that waits on disk
_NAMED_AT_MOST = 5

Place = tuple[str, int]  # path and record number


@dataclass(frozen=True)
class Outcome:
    """What became of one record: its line in the ledger.

    `outcome` is loaded (new, or a new version: store `article`), unchanged (stored already),
    duplicate (the same content came in this run, too) or rejected (`rejection` says why). `warnings` are the article's.
    """

    outcome: OutcomeName
    path: str
    record_number: int
    article_id: str | None
    content_hash: str | None
    article: Article | None = None
    rejection: Rejection | None = None
    warnings: tuple[str, ...] = ()


def reconcile(records: Iterable[Article | Rejection], known: Mapping[str, str]) -> Iterator[Outcome]:
    r"""One outcome for every record, so that loaded + unchanged + duplicate + rejected = seen.

    `known` maps the id of every stored article to the content hash of its current version. Records
    of one id that differ are rejected, all of them, since none can be told to be the right
    one; the stored version stays. Of equal ones that with the smallest path and number counts.

    The input is read once. Until all of it is seen nothing can be decided, so articles wait in a
    temporary file, and a hash per id in memory. No order of `records` changes what is loaded.

    >>> import io
    >>> from extractors.reading import read
    >>> line = b'{"id": "a1", "text": "Der Kanzler reist nach Wien."}\n'
    >>> [outcome.outcome for outcome in reconcile(read(["-"], stdin=io.BytesIO(line + line)), known={})]
    ['loaded', 'duplicate']
    """
    index = _Index()
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting:
        for record in records:
            if isinstance(record, Article):
                index.add(record)
                if known.get(record.article_id) == record.content_hash:
                    record = replace(record, text="")  # will not be stored again
            pickle.dump(record, waiting, pickle.HIGHEST_PROTOCOL)
        places = _places_of(index.repeated, waiting) if index.repeated else {}
        for record in _replay(waiting):
            yield _outcome(record, known, index, places)


class _Index:
    """A hash per id, and which ids came more than once, or with different contents."""

    def __init__(self) -> None:
        self._hashes: dict[str, bytes] = {}
        self.repeated: set[str] = set()
        self.conflicting: set[str] = set()

    def add(self, article: Article) -> None:
        digest = bytes.fromhex(article.content_hash)
        first = self._hashes.setdefault(article.article_id, digest)
        if first is not digest:
            self.repeated.add(article.article_id)
            if first != digest:
                self.conflicting.add(article.article_id)


def _replay(waiting: IO[bytes]) -> Iterator[Article | Rejection]:
    waiting.seek(0)
    while True:
        try:
            yield pickle.load(waiting)
        except EOFError:
            return


def _places_of(ids: set[str], waiting: IO[bytes]) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {article_id: [] for article_id in ids}
    for record in _replay(waiting):
        if isinstance(record, Article) and record.article_id in ids:
            places[record.article_id].append((record.path, record.record_number))
    return {article_id: sorted(found) for article_id, found in places.items()}


def _outcome(
    record: Article | Rejection, known: Mapping[str, str], index: _Index, places: Mapping[str, list[Place]]
) -> Outcome:
    if isinstance(record, Rejection):
        return _rejected(record)
    if record.article_id in index.conflicting:
        return _rejected(_conflict(record, places[record.article_id]))
    outcome: OutcomeName = "loaded"
    if record.article_id in places and places[record.article_id][0] != (record.path, record.record_number):
        outcome = "duplicate"
    elif known.get(record.article_id) == record.content_hash:
        outcome = "unchanged"
    return Outcome(
        outcome=outcome,
        path=record.path,
        record_number=record.record_number,
        article_id=record.article_id,
        content_hash=record.content_hash,
        article=record if outcome == "loaded" else None,
        warnings=record.warnings,
    )


def _rejected(rejection: Rejection) -> Outcome:
    return Outcome("rejected", rejection.path, rejection.record_number, rejection.article_id, None, rejection=rejection)


def _conflict(article: Article, places: list[Place]) -> Rejection:
    named = [f"{path}, record {number}" for path, number in places[:_NAMED_AT_MOST]]
    more = [f"{len(places) - _NAMED_AT_MOST} more"] if len(places) > _NAMED_AT_MOST else []
    return Rejection(
        path=article.path,
        record_number=article.record_number,
        article_id=article.article_id,
        reason_code="conflicting_versions",
        message=(
            f"The id {article.article_id!r} came with different contents in one run: {'; '.join(named + more)}. "
            "Keep one of them, or give them ids (names) of their own."
        ),
    )
