"""Identity over the gold annotations: `make identity`. No two people under one actor, few people under two.

Usage: python -m tools.identity GOLD_FOLDER WAREHOUSE GOLD.jsonl [GOLD.jsonl ...]
GOLD_FOLDER holds score.py, whose way of telling which actor of an article is which person of the gold is used here.
A person is the canonical name that the gold gives in every article (accents do not tell two people apart);
WAREHOUSE holds all of its articles.
Exits with 1 where two people share an actor, or more than 3 % of the people have two.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.errors import load_scorer

MOST_SPLIT = 0.03  # of the people that the warehouse knows

# Where a person or an actor was found: the other's name, and the articles.
Found = dict[str, dict[str, list[str]]]


def people(scorer: ModuleType, predictions: Any, golds: Iterable[dict[str, Any]]) -> tuple[Found, Found]:
    """Canonical name → actor key → article ids; and actor key → canonical name → article ids."""
    actors_of: Found = defaultdict(lambda: defaultdict(list))
    names_of: Found = defaultdict(lambda: defaultdict(list))
    spelling: dict[str, str] = {}
    for gold in golds:
        printed = predictions.printed.get(gold["id"], {})
        forms = {p["name"]: {scorer.norm(p["name"]), *map(scorer.norm, p["forms"])} for p in gold["persons"]}
        same = scorer.assign(
            {
                (key, name): float(len((printed[key] | predictions.names[key]) & written))
                for key in printed
                if predictions.actor[key]["actor_type"] == "person"
                for name, written in forms.items()
            }
        )
        for key, printed_name in same.items():
            name = spelling.setdefault(scorer.norm(printed_name), printed_name)
            actors_of[name][key].append(gold["id"])
            names_of[key][name].append(gold["id"])
    return actors_of, names_of


def report(scorer: ModuleType, predictions: Any, golds: Iterable[dict[str, Any]]) -> tuple[list[str], bool]:
    """Lines to print, and whether identity is right enough."""
    actors_of, names_of = people(scorer, predictions, golds)
    merged = {key: names for key, names in names_of.items() if len(names) > 1}
    split = {name: keys for name, keys in actors_of.items() if len(keys) > 1}
    share = len(split) / len(actors_of) if actors_of else 0.0
    several = sum(len({article for ids in keys.values() for article in ids}) > 1 for keys in actors_of.values())
    lines = [
        f"{len(actors_of)} people of the gold found, {several} of them in several articles",
        f"  two people under one actor: {len(merged)}",
    ]
    for key, names in sorted(merged.items()):
        lines.append(f"   - {predictions.actor[key]['actor_name']} ({key})")
        lines += [f"       {name}: {_ids(ids)}" for name, ids in sorted(names.items())]
    lines.append(f"  one person under two actors: {len(split)}, {share:.1%}")
    for name, keys in sorted(split.items()):
        lines.append(f"   - {name}")
        lines += [
            f"       {predictions.actor[key]['actor_name']} ({key}): {_ids(ids)}" for key, ids in sorted(keys.items())
        ]
    return lines, not merged and share <= MOST_SPLIT


def _ids(ids: list[str], most: int = 4) -> str:
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")


def main(gold_folder: str, warehouse: str, *paths: str) -> int:
    scorer = load_scorer(Path(gold_folder))
    golds = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    lines, is_right = report(scorer, scorer.Predictions(warehouse), golds)
    print("\n".join(lines))
    return 0 if is_right else 1


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
