"""Measure how meetings are read, by folds of annotated articles, and how sure its confidences are.

    python tests/benchmarks/evaluate_reading.py GOLD [--set dev] [--folds 5] [--json OUT]

GOLD holds score.py and a folder SET with articles.jsonl and gold.jsonl (read only; nothing of it is kept). Prints

figures       those of the scorer that one article settles, on all articles and the least and best of the folds. The
              rules are written by hand, so that there is no training figure: a fold is only a part of the articles.
reliability   claims (dates, places) by confidence: how many, and how many of them are right. Three times: with the
              weights shipped in lexicons/confidence.csv; with weights fitted on all articles and asked about the same
              ones (training); with weights fitted on the other folds (held out).
weights       what fits all articles best, beside what is shipped.

A claim is right if the annotation has the actor with that status at a meeting in that article in some of the same
company; a date or place is right if it is that of the annotated meeting that ours matches best (by actors; a third of
them shared), where the annotation requires that meeting. The weights are those of a logistic regression over the grounds of a claim, with a small ridge.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from extractors import reference
from extractors.actors.entity import Entity
from extractors.dates import ResolvedDate
from extractors.extraction import Reading, read_meetings
from extractors.language import load
from extractors.lexicon import table
from extractors.meetings.confidence import date_ground, place_ground
from extractors.reading import Article, read

FIGURES = (
    "persons.f1",
    "represents.acc",
    "participants.person.f1",
    "participants.all.f1",
    "pairs.f1",
    "meetings.f1",
    "status.acc",
    "meeting_status.acc",
    "mode.remote.acc",
    "date.acc",
    "date.open.acc",
    "place.acc",
    "negatives.acc",
)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
SURE = 0.8
RIDGE = 1.0
SHARED = 1 / 3


@dataclass(frozen=True)
class Judged:
    """One claim, date or place: its article's fold, the grounds it rests on, and whether it is right."""

    fold: int
    grounds: tuple[str, ...]
    is_right: bool


class Found:
    """What was read, in the shape that the scorer takes from a warehouse."""

    def __init__(self) -> None:
        self.articles: set[str] = set()
        self.actor: dict[str, dict[str, Any]] = {}
        self.names: dict[str, set[str]] = defaultdict(set)
        self.printed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.represents: dict[str, set[str]] = defaultdict(set)
        self.meetings: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)

    def add(
        self,
        article_id: str,
        entities: Sequence[Entity],
        printed: dict[int, set[str]],
        meetings: Iterable[Told],
        scorer: ModuleType,
    ) -> None:
        """Add one article's entities, with the spellings of each, and its meetings; keys are the article's id with a number."""
        self.articles.add(article_id)
        for entity in entities:
            key = actor_key(article_id, entity.number)
            self.actor[key] = {
                "actor_name": entity.name,
                "actor_type": entity.kind,
                "country_code": entity.country_code,
            }
            self.names[key] = {scorer.norm(name) for name in names_of(entity)}
            if entity.kind == "place":
                continue
            self.printed[article_id][key] |= {scorer.norm(text) for text in printed[entity.number]}
            if entity.kind == "person":
                self.represents[key] = {entity.country_code or "", scorer.norm(entity.organization or "")} - {""}
        for number, told in enumerate(meetings):
            place = entities[told.place] if told.place is not None else None
            self.meetings[article_id][f"{article_id}#m{number}"] = {
                "status": told.status,
                "type": told.type,
                "date": str(told.when.start_date) if told.when else None,
                "place": scorer.norm(place.name) if place else None,
                "country": place.country_code if place else None,
                "participants": {actor_key(article_id, entity): how for entity, how in told.participants.items()},
            }


@dataclass(frozen=True)
class Told:
    """A meeting as the scorer asks for it; `participants`: status and mode by the number of the entity."""

    type: str
    status: str
    when: ResolvedDate | None
    place: int | None
    participants: dict[int, tuple[str, str]]


def told_in(reading: Reading) -> list[Told]:
    """The meetings of a reading."""
    return [
        Told(
            meeting.meeting_type,
            meeting.status,
            meeting.when,
            meeting.place,
            {c.entity: (c.status, c.mode) for c in reading.claims if c.meeting == meeting.number},
        )
        for meeting in reading.meetings
    ]


def printed_in(reading: Reading) -> dict[int, set[str]]:
    """The spellings of each entity of a reading."""
    return {e.number: {m.text(reading.doc) for m in e.mentions} for e in reading.entities}


def actor_key(article_id: str, number: int) -> str:
    return f"{article_id}#{number}"


def names_of(entity: Any) -> set[str]:
    """The entity's name and, for a registered body, its other names."""
    known: Any = None
    if entity.kind == "organization":
        known = reference.organizations().get(entity.key or "")
    elif entity.kind == "group":
        known = reference.groups().get(entity.key or "")
    return {entity.name, *(known.variants if known else ())}


def load_scorer(folder: Path) -> ModuleType:
    """The module score.py of that folder."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None or not (folder / "score.py").is_file():
        raise FileNotFoundError(f"{folder} has no score.py. Name the folder with the gold annotations.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(golds: Iterable[dict[str, Any]], found: Found, scorer: ModuleType) -> dict[str, float]:
    """The scorer's figures over these articles."""
    score = scorer.Score(found, 0)
    for gold in golds:
        score.add(json.loads(json.dumps(gold)))  # the scorer changes what it is given
    report = score.report()
    return {
        name: report[name.rpartition(".")[0]][name.rpartition(".")[2]]
        for name in FIGURES
        if name.rpartition(".")[0] in report
    }


def judge(gold: dict[str, Any], reading: Reading, fold: int, scorer: ModuleType) -> dict[str, list[Judged]]:
    """Claims, dates and places of one article, each right or wrong."""
    people = {g["name"]: {scorer.norm(name) for name in (g["name"], *g["forms"])} for g in gold["persons"]}
    who = {entity.number: actors_of(entity, reading, gold, people, scorer) for entity in reading.entities}
    judged: dict[str, list[Judged]] = {"claim": [], "date": [], "place": []}
    for claim in reading.claims:
        company = set().union(
            *(who[c.entity] for c in reading.claims if c.meeting == claim.meeting and c is not claim), set()
        )
        is_right = any(
            (p["kind"], p["name"]) in who[claim.entity]
            and is_same_status(p["status"], claim.status, meeting["status"])
            and (
                {(q["kind"], q["name"]) for q in meeting["participants"]} & company or len(meeting["participants"]) == 1
            )
            for meeting in gold["meetings"]
            for p in meeting["participants"]
        )
        judged["claim"].append(Judged(fold, claim.grounds, is_right))
    weights = {}
    for meeting in reading.meetings:
        ours = [who[c.entity] for c in reading.claims if c.meeting == meeting.number]
        for other in gold["meetings"]:
            theirs = {(p["kind"], p["name"]) for p in other["participants"]}
            shared = sum(bool(actors & theirs) for actors in ours)
            share = shared / (len(ours) + len(theirs) - shared) if theirs else 0.0
            weights[meeting.number, other["id"]] = share + 0.01 * other["required"] if share >= SHARED else 0.0
    matched = scorer.assign(weights)
    for meeting in reading.meetings:
        other = next((m for m in gold["meetings"] if m["id"] == matched.get(meeting.number)), None)
        if other is None or not other["required"]:
            continue
        dates = {other["date"], *other["date_alternatives"]} - {None}
        if meeting.when is not None:
            judged["date"].append(Judged(fold, ("always", date_ground(meeting)), str(meeting.when.start_date) in dates))
        if meeting.place is not None and other["place"]:
            place = reading.entities[meeting.place]
            is_right = scorer.norm(place.name) == scorer.norm(other["place"])
            judged["place"].append(Judged(fold, ("always", place_ground(meeting, place)), is_right))
    return judged


def actors_of(
    entity: Any, reading: Reading, gold: dict[str, Any], people: dict[str, set[str]], scorer: ModuleType
) -> set[tuple[str, str]]:
    """The annotated actors (kind, name) that an entity is."""
    if entity.kind == "country":
        return {("country", entity.country_code)}
    names = {scorer.norm(name) for name in names_of(entity)}
    names |= {scorer.norm(m.text(reading.doc)) for m in entity.mentions}
    if entity.kind == "person":
        return {("person", name) for name, forms in people.items() if names & forms}
    bodies = {scorer.body(name) for name in names}
    return {
        (p["kind"], p["name"])
        for meeting in gold["meetings"]
        for p in meeting["participants"]
        if p["kind"] in {"organisation", "group"} and scorer.body(p["name"]) in bodies
    }


def is_same_status(gold: str, ours: str, meeting_status: str) -> bool:
    """As in the scorer: at a meeting that is going on, expected and attended are one."""
    return gold == ours or (meeting_status == "ongoing" and {gold, ours} == {"attended", "expected"})


def fit(judged: list[Judged], grounds: list[str]) -> np.ndarray:
    """Weights of the grounds in log-odds: logistic regression by Newton's method, with a ridge on all but the first."""
    x = np.array([[g in j.grounds for g in grounds] for j in judged], dtype=float)
    y = np.array([j.is_right for j in judged], dtype=float)
    ridge = np.full(len(grounds), RIDGE)
    ridge[grounds.index("always")] = 1e-6
    weights = np.zeros(len(grounds))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge * weights
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), gradient)
    return weights


def confidences(judged: list[Judged], grounds: list[str], weights: np.ndarray) -> list[float]:
    """The confidence that the weights give each item."""
    x = np.array([[g in j.grounds for g in grounds] for j in judged], dtype=float)
    return [float(p) for p in 1 / (1 + np.exp(-x @ weights))]


def reliability(pairs: list[tuple[float, bool]]) -> list[str]:
    """Lines of the table: bin, items, share that is right."""
    lines = []
    for low, high in pairwise(BINS):
        inside = [right for confidence, right in pairs if low <= round(confidence, 2) < high]
        if inside:
            lines.append(f"{low:.2f}-{min(high, 1):.2f}  n {len(inside):4}  right {sum(inside) / len(inside):.2f}")
    sure = [right for confidence, right in pairs if round(confidence, 2) >= SURE]
    lines.append(f">= {SURE:.2f}    n {len(sure):4}  right {sum(sure) / max(len(sure), 1):.2f}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", default="dev")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    folder = options.gold / options.set
    golds = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]
    articles = {a.article_id: a for a in read([folder / "articles.jsonl"]) if isinstance(a, Article)}
    golds = [gold for gold in golds if gold["id"] in articles]
    fold_of = {gold["id"]: i % options.folds for i, gold in enumerate(golds)}
    found, judged = Found(), defaultdict(list)
    for gold, doc in zip(golds, load().pipe(articles[g["id"]].text for g in golds), strict=True):
        reading = read_meetings(doc, articles[gold["id"]].published_on)
        found.add(gold["id"], reading.entities, printed_in(reading), told_in(reading), scorer)
        for kind, items in judge(gold, reading, fold_of[gold["id"]], scorer).items():
            judged[kind].extend(items)

    out: dict[str, Any] = {"figures": {}, "reliability": {}}
    total = figures(golds, found, scorer)
    parts = [figures([g for g in golds if fold_of[g["id"]] == k], found, scorer) for k in range(options.folds)]
    print(f"{len(golds)} articles, {options.folds} folds\n\n{'figure':24} all    least  best of the folds")
    for name, value in total.items():
        folds = [part[name] for part in parts if name in part]
        print(f"{name:24} {value:.3f}  {min(folds):.3f}  {max(folds):.3f}")
        out["figures"][name] = {"all": value, "folds": folds}
    for kind, items in judged.items():
        shipped = {row["ground"]: float(row["weight"]) for row in table("confidence") if row["about"] == kind}
        grounds = list(shipped)
        weights = fit(items, grounds)
        held_out: list[tuple[float, bool]] = []
        for k in range(options.folds):
            inside = [j for j in items if j.fold == k]
            trained = fit([j for j in items if j.fold != k], grounds)
            held_out += zip(confidences(inside, grounds, trained), [j.is_right for j in inside], strict=True)
        tables = {
            "shipped": list(
                zip(
                    confidences(items, grounds, np.array(list(shipped.values()))),
                    [j.is_right for j in items],
                    strict=True,
                )
            ),
            "training": list(zip(confidences(items, grounds, weights), [j.is_right for j in items], strict=True)),
            "held out": held_out,
        }
        for name, pairs in tables.items():
            print(f"\n{kind}s by confidence, {name}")
            print("\n".join(f"  {line}" for line in reliability(pairs)))
        out["reliability"][kind] = {name: reliability(pairs) for name, pairs in tables.items()}
        print(f"\n{kind}: weight fitted (shipped), items, share right")
        for ground, weight in zip(grounds, weights, strict=True):
            having = [j.is_right for j in items if ground in j.grounds]
            share = f"{sum(having) / len(having):.2f}" if having else "-"
            print(f"  {ground:18} {weight:+.1f} ({shipped[ground]:+.1f})  n {len(having):4}  right {share}")
    if options.json:
        options.json.write_text(json.dumps(out, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
