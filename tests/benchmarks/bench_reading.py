"""What reading meetings costs beside the language pipeline, and which of its steps cost most.

    python tests/benchmarks/bench_reading.py ARTICLES.jsonl[.gz] [--articles 200] [--threads 2]

Prints processor seconds (of all threads: they do not depend on what else the machine does) of the pipeline and of the
reading, their ratio, the seconds of every step of the reading, dearest first, and the ten functions that cost most.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from extractors import extraction
from extractors.language import load

STEPS = (
    "find_time_expressions",
    "find_mentions",
    "describe",
    "cluster",
    "find_triggers",
    "antecedents",
    "find_arguments",
    "find_meetings",
    "find_claims",
)


def read_lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def published_on(row: dict[str, Any]) -> date:
    printed = str(row.get("published") or row.get("published_on") or "")[:10]
    return date.fromisoformat(printed) if len(printed) == 10 else date(2025, 1, 1)


def timed(function: Callable[..., Any], name: str, seconds: Counter[str]) -> Callable[..., Any]:
    """The function, adding the processor seconds of every call to `seconds[name]`."""

    def call(*arguments: Any) -> Any:
        started = time.process_time()
        try:
            return function(*arguments)
        finally:
            seconds[name] += time.process_time() - started  # type: ignore[assignment]

    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    rows = read_lines(options.path)[: options.articles]
    nlp = load(threads=options.threads)
    extraction.read_meetings(
        nlp("Am Montag traf Olaf Scholz in Paris Emmanuel Macron."), date(2025, 1, 1)
    )  # tables are loaded

    started = time.process_time()
    docs = list(nlp.pipe(str(row["text"]) for row in rows))
    language = time.process_time() - started

    seconds: Counter[str] = Counter()
    plain = {name: getattr(extraction, name) for name in STEPS}
    started = time.process_time()
    for doc, row in zip(docs, rows, strict=True):
        extraction.read_meetings(doc, published_on(row))
    reading = time.process_time() - started
    for name, function in plain.items():
        setattr(extraction, name, timed(function, name, seconds))
    for doc, row in zip(docs, rows, strict=True):
        extraction.read_meetings(doc, published_on(row))
    for name, function in plain.items():
        setattr(extraction, name, function)

    words = sum(len(str(row["text"]).split()) for row in rows)
    print(f"{len(rows)} articles, {words} words")
    print(f"language pipeline  {language:7.2f} s")
    print(f"reading meetings   {reading:7.2f} s   {reading / language:.1%} of the pipeline")
    for name, cost in seconds.most_common():
        print(f"  {name:22} {cost:6.2f} s  {cost / sum(seconds.values()):4.0%}")

    profile = cProfile.Profile()
    profile.enable()
    for doc, row in zip(docs, rows, strict=True):
        extraction.read_meetings(doc, published_on(row))
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(10)


if __name__ == "__main__":
    main()
