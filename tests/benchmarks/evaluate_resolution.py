"""Measure the resolution alone: gold annotations stand in for a perfect extraction.

    python tests/benchmarks/evaluate_resolution.py GOLD.jsonl [GOLD.jsonl ...] [--drop 0.2] [--errors]

links    pairs of required meetings of different articles under one meeting key, against the gold's events
people   persons of several articles: two gold names under one actor (merged), one under two (split)

`--drop` leaves out that share of the participants at random, five times with fixed seeds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extractors import reference, schemas
from extractors.keys import make_key
from extractors.resolution import resolve

Gold = dict[str, Any]
Rows = dict[str, list[dict[str, Any]]]


def base_form(forms: list[str], name: str) -> str:
    """The fullest form that an article prints, without a genitive -s."""
    fullest = max(forms, key=lambda form: (form.count(" "), form in name and not name.startswith(form), len(form)))
    return fullest[:-1] if fullest.endswith("s") and not name.endswith("s") else fullest


def _add_article(gold: Gold, rows: Rows, is_dropped: Callable[[], bool]) -> None:
    article = make_key("article", gold["id"])
    published = date.fromisoformat(gold["published"][:10]) if gold["published"] else None
    rows["article"].append({"article_key": article, "article_id": gold["id"], "published_on": published})
    entities: dict[tuple[str, str], str] = {}

    def entity(kind: str, name: str, **columns: Any) -> str:
        if (kind, name) not in entities:
            entities[kind, name] = make_key("entity", article, kind, name)
            columns = {"entity_name": name, **columns}
            rows["entity"].append(
                {
                    "entity_key": entities[kind, name],
                    "article_key": article,
                    "entity_type": kind,
                    "char_start": len(entities),
                    **columns,
                }
            )
        return entities[kind, name]

    for person in gold["persons"]:
        party = person["represents"]
        is_code = party is not None and len(party) == 2 and party.isupper()
        key = entity(
            "person",
            person["name"],
            entity_name=base_form(person["forms"], person["name"]),
            role_title=person["role"],
            is_former_role=bool(person["role"]) and person["role"].startswith(("früher", "ehemalig", "Ex-")),
            represents_country_code=party if is_code else None,
            represents_organization=None if is_code else party,
        )
        for form in person["forms"]:
            rows["mention"].append(
                {
                    "mention_key": make_key(key, form),
                    "article_key": article,
                    "entity_key": key,
                    "mention_type": "name",
                    "mention_text": form,
                }
            )
    for number, meeting in enumerate(gold["meetings"]):
        place = None
        if meeting["place"]:
            known = reference.place_of_name(meeting["place"])
            kind = "country" if known and known.place_type == "country" else "place"
            place = entity(kind, meeting["place"], country_code=meeting["country"])
        elif meeting["country"]:
            place = entity(
                "country", reference.countries()[meeting["country"]].name_de, country_code=meeting["country"]
            )
        rows["reported_meeting"].append(
            {
                "reported_meeting_key": make_key(article, meeting["id"]),
                "article_key": article,
                "meeting_type": meeting["type"],
                "reported_status": meeting["status"],
                "start_date": meeting["date"] and date.fromisoformat(meeting["date"]),
                "end_date": meeting["date_end"] and date.fromisoformat(meeting["date_end"]),
                "date_precision": meeting["date_precision"],
                "place_entity_key": place,
                "parent_reported_meeting_key": meeting["parent"] and make_key(article, meeting["parent"]),
                "char_start": number,
            }
        )
        for participant in meeting["participants"]:
            if is_dropped():
                continue
            kind = {"organisation": "organization"}.get(participant["kind"], participant["kind"])
            code = participant["name"] if kind == "country" else None
            name = reference.countries()[code].name_de if code else participant["name"]
            who = entity(kind, name, country_code=code) if kind != "person" else entity(kind, name)
            claim = make_key(article, meeting["id"], who)
            rows["participation_claim"].append(
                {
                    "claim_key": claim,
                    "article_key": article,
                    "reported_meeting_key": make_key(article, meeting["id"]),
                    "entity_key": who,
                    "participation_status": participant["status"],
                }
            )


def as_extracted(
    golds: Iterable[Gold], drop: float = 0.0, seed: int = 0
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Frames of articles and of the extracted layer as a faultless extraction would give them."""
    chance = random.Random(seed)
    rows: Rows = defaultdict(list)
    for gold in golds:
        _add_article(gold, rows, lambda: chance.random() < drop)
    articles = schemas.ARTICLE.frame(rows["article"])
    return articles, {table.name: table.frame(rows[table.name]) for table in schemas.EXTRACTED}


def f1(tp: int, fp: int, fn: int) -> dict[str, float | int]:
    precision, recall = tp / (tp + fp) if tp + fp else 1.0, tp / (tp + fn) if tp + fn else 1.0
    return {
        "p": round(precision, 3),
        "r": round(recall, 3),
        "f1": round(2 * precision * recall / ((precision + recall) or 1), 3),
        "tp": tp,
        "fp": fp,
        "fn": fn,
    }


def links(golds: list[Gold], resolved: dict[str, pl.DataFrame], errors: bool = False) -> dict[str, float | int]:
    """As score.py counts: pairs of required meetings of different articles."""
    link = dict(resolved["meeting_link"].select("reported_meeting_key", "meeting_key").iter_rows())
    told = [
        (g["id"], m["id"], m["event"], link[make_key(make_key("article", g["id"]), m["id"])])
        for g in golds
        for m in g["meetings"]
        if m["required"]
    ]
    counts = [0, 0, 0]
    for a, b in itertools.combinations(told, 2):
        if a[0] == b[0]:
            continue
        same, together = a[2] == b[2], a[3] == b[3]
        counts[0] += same and together
        counts[1] += together and not same
        counts[2] += same and not together
        if errors and same != together:
            print("   -", "joined" if together else "parted", a[:3], b[:3])
    return f1(*counts)


def every_link(golds: list[Gold], resolved: dict[str, pl.DataFrame], errors: bool = False) -> dict[str, float | int]:
    """The same over all meetings, those that careful readers need not list too."""
    return links([{**g, "meetings": [{**m, "required": True} for m in g["meetings"]]} for g in golds], resolved, errors)


def people(golds: list[Gold], resolved: dict[str, pl.DataFrame], errors: bool = False) -> dict[str, Any]:
    actor = dict(resolved["entity_actor"].select("entity_key", "actor_key").iter_rows())
    names, actors = defaultdict(set), defaultdict(set)
    for gold in golds:
        for person in gold["persons"]:
            key = actor[make_key("entity", make_key("article", gold["id"]), "person", person["name"])]
            names[key].add(person["name"])
            actors[person["name"]].add(key)
    merged = {key: found for key, found in names.items() if len(found) > 1}
    split = {name: found for name, found in actors.items() if len(found) > 1}
    if errors:
        for found in merged.values():
            print("   - one actor for", sorted(found))
        for name, found in split.items():
            print("   -", len(found), "actors for", name)
    return {
        "people": len(actors),
        "merged": len(merged),
        "split": len(split),
        "split_share": round(len(split) / len(actors), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--drop", type=float, default=0.0)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    golds = [json.loads(line) for path in args.gold for line in path.read_text("utf-8").splitlines() if line.strip()]
    for seed in range(5 if args.drop else 1):
        articles, extracted = as_extracted(golds, args.drop, seed)
        start = time.perf_counter()
        resolved = resolve(articles, extracted)
        seconds = time.perf_counter() - start
        print(f"{len(golds)} articles, {extracted['reported_meeting'].height} reports, resolved in {seconds:.2f} s")
        print("  links      ", links(golds, resolved, args.errors))
        print("  links, all ", every_link(golds, resolved, args.errors))
        print("  people     ", people(golds, resolved, args.errors))


if __name__ == "__main__":
    main()
