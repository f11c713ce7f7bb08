"""How long the resolution of invented reports takes.

    python tests/benchmarks/bench_resolution.py [--articles 2000] [--reports 10] [--days 2000]

Every event is reported by about four articles, with gaps: a place or a participant left out, the date
only as a week or a month, or not at all.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from datetime import date, timedelta
from typing import Any

import polars as pl

from extractors import schemas
from extractors.keys import make_key
from extractors.resolution import resolve

CITIES = ["Paris", "Brüssel", "Berlin", "Kiew", "Washington", "Moskau", "Genf", "Wien", "Peking", "Rom"]
COUNTRIES = ["US", "FR", "DE", "UA", "RU", "GB", "PL", "CN", "TR", "IT"]
TYPES = ["summit", "bilateral", "visit", "negotiation", "multilateral"]
PEOPLE = 800
FREQUENT = 40  # of them, people whom a third of the meetings is about


def _word(chance: random.Random, syllables: int) -> str:
    """A name that sounds like no other.

    >>> _word(random.Random(1), 2)
    'Gisfut'
    """
    made = "".join(
        chance.choice("bdfghklmnprstvz") + chance.choice("aeiou") + chance.choice(["", "", *"lmnrst"])
        for _ in range(syllables)
    )
    return made.capitalize()


def invent(articles: int, reports: int, days: int, seed: int = 1) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Frames of articles and of the extracted layer."""
    chance = random.Random(seed)
    names = [f"{_word(chance, 2)} {_word(chance, 3)}" for _ in range(PEOPLE)]
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--reports", type=int, default=10, help="per article")
    parser.add_argument("--days", type=int, default=2000, help="over which the events are spread")
    args = parser.parse_args()
    articles, extracted = invent(args.articles, args.reports, args.days)
    wall, cpu = time.perf_counter(), time.process_time()
    resolved = resolve(articles, extracted)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(
        f"{articles.height} articles, {extracted['entity'].height} entities, {extracted['reported_meeting'].height} reports"
    )
    print(f"-> {resolved['actor'].height} actors, {resolved['meeting_link']['meeting_key'].n_unique()} meetings")
    print(f"{wall:.1f} s wall, {cpu:.1f} s cpu, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
