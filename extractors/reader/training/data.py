"""Annotated articles as the training takes them: what the pipeline finds in each, and what is to be learned of it."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from extractors.actors.entities import cluster
from extractors.actors.entity import Entity
from extractors.actors.mentions import find_mentions
from extractors.actors.phrases import describe
from extractors.dates import dateline_day, find_time_expressions
from extractors.language import load
from extractors.reader.candidates import Candidates, find_candidates
from extractors.reader.training.labels import Labels, label
from extractors.reading.publication import parse_published
from extractors.version import extractor_version


@dataclass(frozen=True)
class Sample:
    """An annotated article: `gold` as annotated, what the pipeline found in it, what is to be learned.

    printed: the spellings of each entity, by its number.
    """

    gold: dict[str, Any]
    candidates: Candidates
    labels: Labels
    entities: list[Entity]
    published_on: date | None
    printed: dict[int, set[str]]
    weight: float = 1.0


def samples(golds: Iterable[dict[str, Any]]) -> Iterator[Sample]:
    """A sample of each gold object, which has its `article`."""
    golds = list(golds)
    texts = [f"{a['title']}\n\n{a['text']}" if a["title"] else a["text"] for a in (g["article"] for g in golds)]
    for gold, doc in zip(golds, load().pipe(texts), strict=True):
        times = find_time_expressions(doc.text)
        published_on = parse_published(gold["article"]["published"])[0] or dateline_day(times)
        mentions = find_mentions(doc)
        describe(doc, mentions)
        entities = cluster(doc, mentions, published_on)
        candidates = find_candidates(doc, mentions, entities, times, published_on)
        article = {
            "title": gold["article"]["title"],
            "text": doc.text,
            "pub": published_on,
            "idx": [(token.idx, token.idx + len(token)) for token in doc],
            "entities": entities,
            "candidates": candidates,
        }
        printed = {e.number: {m.text(doc) for m in e.mentions} for e in entities}
        yield Sample(gold, candidates, label(gold, article), entities, published_on, printed)


def cached_samples(golds: list[dict[str, Any]], folder: Path) -> list[Sample]:
    """The same, kept in the folder as long as neither the articles nor the extractors change: making them takes minutes."""
    digest = blake2b(extractor_version().encode(), digest_size=6)
    for gold in golds:
        digest.update(repr(gold).encode())
    path = folder / f"samples-{digest.hexdigest()}.pickle"
    if path.exists():
        return list(pickle.loads(path.read_bytes()))
    found = list(samples(golds))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(found))
    return found


def folds(golds: list[dict[str, Any]], count: int) -> dict[str, int]:
    """The fold of every article: those that share events together, the largest groups dealt out first."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for gold in golds:
        for meeting in gold["meetings"]:
            parent[root(f"event {meeting['event']}")] = root(f"article {gold['id']}")
    groups: dict[str, list[str]] = defaultdict(list)
    for gold in golds:
        groups[root(f"article {gold['id']}")].append(gold["id"])
    sizes = [0] * count
    fold_of: dict[str, int] = {}
    for group in sorted(groups.values(), key=lambda ids: (-len(ids), ids[0])):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(group)
        fold_of |= dict.fromkeys(group, smallest)
    return fold_of
