"""How long the resolution takes: all articles at once, and ten more into what is there; and whether both agree.

    python -m tests.benchmarks.bench_resolution [--articles 2000] [--reports 10] [--days 2000] [--new 10] [--late]
    python -m tests.benchmarks.bench_resolution --build warehouse/build.duckdb [--new-process]

Of invented reports, every event is reported by about four articles, with gaps: a place or a participant left out,
the date only as a week or a month, or not at all. Times are those of the resolving step: tables read, resolved, stored;
within a process that has resolved before, so that names are read and modules loaded, or each in a new one.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from extractors import reference, schemas
from extractors.keys import make_key
from orchestration.extracting import CURRENT_ARTICLES
from orchestration.paths import WarehousePaths
from orchestration.resolving import resolve_changed
from orchestration.warehouse import Warehouse, append, replace_articles

CITIES = ["Paris", "Brüssel", "Berlin", "Kiew", "Washington", "Moskau", "Genf", "Wien", "Peking", "Rom"]
COUNTRIES = ["US", "FR", "DE", "UA", "RU", "GB", "PL", "CN", "TR", "IT"]
TYPES = ["summit", "bilateral", "visit", "negotiation", "multilateral"]
PEOPLE = 800
FREQUENT = 40  # of them, people of the registry, whom a third of the meetings is about


def _word(chance: random.Random, syllables: int) -> str:
    """A name that sounds like no other.

    >>> _word(random.Random(1), 2)
    'Fuhat'
    """
    made = "".join(
        chance.choice("bdfghklmnprstvz") + chance.choice("aeiou") + chance.choice(["", "", *"lmnrst"])
        for _ in range(syllables)
    )
    return made.capitalize()


def invent(articles: int, reports: int, days: int, seed: int = 1) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Frames of articles and of the extracted layer."""
    chance = random.Random(seed)
    registered = sorted(person.name_de for person in reference.people().values())[:FREQUENT]
    names = registered + [f"{_word(chance, 2)} {_word(chance, 3)}" for _ in range(PEOPLE - len(registered))]
    events = sorted(
        (
            date(2019, 1, 1) + timedelta(days=chance.randrange(days)),
            chance.choice(CITIES),
            tuple(chance.sample(range(PEOPLE if chance.random() < 0.7 else FREQUENT), chance.choice([2, 2, 3, 6]))),
            chance.choice(TYPES),
        )
        for _ in range(articles * reports // 4)
    )
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in (schemas.ARTICLE, *schemas.EXTRACTED)}
    for number in range(articles):
        article = make_key("article", number)
        first = chance.randrange(max(len(events) - 2 * reports, 1))
        published = events[first][0] + timedelta(days=chance.randrange(3)) if chance.random() < 0.85 else None
        rows["article"].append({"article_key": article, "article_id": str(number), "published_on": published})
        known: dict[str, dict[str, Any]] = {}
        for report in range(reports):
            start, city, people, kind = events[min(first + chance.randrange(2 * reports), len(events) - 1)]
            entities = [
                {
                    "entity_type": "country",
                    "entity_name": COUNTRIES[people[0] % 10],
                    "country_code": COUNTRIES[people[0] % 10],
                }
            ]
            entities += [
                {
                    "entity_type": "person",
                    "entity_name": names[i],
                    "represents_country_code": COUNTRIES[i % 10],
                    "role_title": "Außenminister",
                }
                for i in people
                if chance.random() < 0.85
            ]
            place = {"entity_type": "place", "entity_name": city} if chance.random() < 0.7 else None
            for entity in [*entities, *([place] if place else [])]:
                key = make_key("entity", article, entity["entity_name"])
                known.setdefault(key, {"entity_key": key, "article_key": article, "char_start": len(known), **entity})
            told = make_key("reported_meeting", article, report)
            precision = chance.choices(["day", "week", "month", "unknown"], [6, 1, 1, 2])[0]
            rows["reported_meeting"].append(
                {
                    "reported_meeting_key": told,
                    "article_key": article,
                    "meeting_type": kind,
                    "reported_status": chance.choice(["planned", "held", "held", "ongoing"]),
                    "start_date": None if precision == "unknown" else start,
                    "date_precision": precision,
                    "place_entity_key": make_key("entity", article, city) if place else None,
                    "char_start": report,
                }
            )
            for entity in entities:
                who = make_key("entity", article, entity["entity_name"])
                claim = {
                    "claim_key": make_key(told, who),
                    "article_key": article,
                    "reported_meeting_key": told,
                    "entity_key": who,
                }
                rows["participation_claim"].append(claim)
        rows["entity"].extend(known.values())
    return schemas.ARTICLE.frame(rows["article"]), {
        table.name: table.frame(rows[table.name]) for table in schemas.EXTRACTED
    }


def read(build: Path) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """The same frames from a build database, `build.duckdb` beside a published warehouse."""
    with duckdb.connect(str(build), read_only=True) as connection:
        columns = "article_key, article_id, article_version_key, version_number, published_on"
        articles = connection.sql(f"select {columns} from ({CURRENT_ARTICLES})").pl()
        extracted = {table.name: table.frame() for table in schemas.EXTRACTED}
        for name in ("entity", "mention", "reported_meeting", "participation_claim"):
            extracted[name] = connection.sql(f"from extracted.{name}").pl()
    return articles, extracted


def store(warehouse: Warehouse, articles: pl.DataFrame, extracted: dict[str, pl.DataFrame]) -> None:
    """Put these articles into the build database, as if they had just been loaded and extracted."""
    keys = articles["article_key"].to_list()
    versions = articles.select(
        "article_key",
        "article_id",
        "published_on",
        article_version_key=pl.col("article_key"),
        version_number=pl.lit(1, dtype=pl.Int64),
    )
    frames = {name: rows.filter(pl.col("article_key").is_in(keys)) for name, rows in extracted.items()}
    frames["extraction"] = versions.select("article_key", "article_version_key", extractor_version=pl.lit("bench"))
    with warehouse.transaction() as connection:
        append(connection, schemas.ARTICLE, versions)
        replace_articles(connection, frames, keys)


def resolved(warehouse: Warehouse) -> dict[str, pl.DataFrame]:
    return {table.name: warehouse.table(table).sort(table.key) for table in schemas.RESOLVED}


@contextmanager
def empty_warehouse() -> Iterator[Warehouse]:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(WarehousePaths.from_file(Path(folder) / "gipfel.duckdb"))
        with warehouse.writing():
            yield warehouse


def timed(warehouse: Warehouse) -> tuple[float, float]:
    """Seconds that the resolution takes, reading and storing included: by the clock, and of processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    resolve_changed(warehouse, "bench")
    return time.perf_counter() - wall, time.process_time() - cpu


def timed_anew(warehouse: Warehouse) -> tuple[float, float]:
    """The same in a new process, the time that Python takes to start left out."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(timed, warehouse).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--reports", type=int, default=10, help="per article")
    parser.add_argument("--days", type=int, default=2000, help="over which the events are spread")
    parser.add_argument("--build", type=Path, help="a build.duckdb to take the articles from instead")
    parser.add_argument("--new", type=int, default=10, help="articles that come in later")
    parser.add_argument("--late", action="store_true", help="these are any articles, not the newest")
    parser.add_argument("--new-process", action="store_true", help="time each in a process of its own")
    args = parser.parse_args()
    clock = timed_anew if args.new_process else timed
    articles, extracted = read(args.build) if args.build else invent(args.articles, args.reports, args.days)
    newest_last = articles.sort("published_on", "article_id", nulls_last=False)
    ordered = articles.sample(fraction=1, shuffle=True, seed=1) if args.late else newest_last
    old, new = ordered.head(-args.new), ordered.tail(args.new)
    print(
        f"{articles.height} articles, {extracted['entity'].height} entities, {extracted['reported_meeting'].height} reports"
    )
    with empty_warehouse() as whole, empty_warehouse() as growing:
        store(whole, articles, extracted)
        store(growing, old, extracted)
        clock(growing)
        full = clock(whole)
        store(growing, new, extracted)
        added = clock(growing)
        rebuilt, grown = resolved(whole), resolved(growing)
    print(f"-> {rebuilt['actor'].height} actors, {rebuilt['meeting_link']['meeting_key'].n_unique()} meetings")
    what = "any" if args.late else "the newest"
    for measure, whole_time, added_time in zip(("by the clock", "processor time"), full, added, strict=True):
        share = added_time / whole_time
        print(
            f"{measure}: all at once {whole_time:.2f} s, {what} {args.new} added {added_time:.2f} s, {share:.1%} of it"
        )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    differing = [name for name in rebuilt if not rebuilt[name].equals(grown[name])]
    print(f"DIFFERENT: {', '.join(differing)}" if differing else "both results are the same, keys included")
    if differing:
        sys.exit(1)


if __name__ == "__main__":
    main()
