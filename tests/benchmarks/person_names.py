"""Measure which names our matcher takes for one person, beside nomenklatura and plain Jaro-Winkler on the same pairs.

    python tests/benchmarks/person_names.py [--errors] [--without-nomenklatura]

`data/person_names.csv` holds labelled pairs written from public knowledge: `left` is the usual German form, `right`
another spelling of it (`same` 1) or somebody else (0); office and country stand where an article would print them.
A pair belongs to the development half or to the held-out half by a hash of `left`, so that all spellings of a person
lie in one half. Rules were mended by looking at errors of the development half only (`--errors` shows no others).

ours             what the warehouse does: the registry first, then clustering by name, office and country
ours, no registry  the same for people whom nobody has registered
names alone      `compare` at 0.8, without office and country
The others decide at the threshold that suits them best on all pairs. nomenklatura (MIT) is installed into
build/nomenklatura on first use; it needs libicu and a compiler.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from extractors.resolution import registry
from extractors.resolution.names import compare, parse
from extractors.resolution.persons import PersonEntity, cluster_persons

HERE = Path(__file__).parent
PAIRS = HERE / "data" / "person_names.csv"
NOMENKLATURA = "nomenklatura==4.17.4"
NO_DAY = (True, date.max)
Pair = dict[str, str]


def read_pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_held_out(pair: Pair) -> bool:
    return zlib.crc32(pair["left"].encode()) % 2 == 1


def person(pair: Pair, side: str) -> PersonEntity:
    return PersonEntity(
        key=side,
        article_key=side,
        order=(*NO_DAY, side, 0),
        published_on=None,
        printed=pair[side],
        name=parse(pair[side]),
        country=pair[f"{side}_country"] or None,
        organization=None,
        role=pair[f"{side}_office"] or None,
        is_former=False,
    )


def clustered(pair: Pair) -> bool:
    return len(cluster_persons([person(pair, "left"), person(pair, "right")])) == 1


def resolved(pair: Pair) -> bool:
    left, right = (registry.person(person(pair, side)) for side in ("left", "right"))
    if left is None and right is None:
        return clustered(pair)
    return left is not None and right is not None and left.actor.registry_id == right.actor.registry_id


def f1(pairs: list[Pair], decisions: list[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the decisions that a pair is one person."""
    counts = Counter((decision, pair["same"] == "1") for pair, decision in zip(pairs, decisions, strict=True))
    found, right, there = (
        counts[True, True] + counts[True, False],
        counts[True, True],
        counts[True, True] + counts[False, True],
    )
    precision, recall = right / found if found else 1.0, right / there if there else 1.0
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def at_best_threshold(pairs: list[Pair], scores: list[float]) -> tuple[float, list[bool]]:
    best = max(sorted(set(scores)), key=lambda threshold: f1(pairs, [score >= threshold for score in scores])[2])
    return best, [score >= best for score in scores]


def nomenklatura_scores() -> dict[str, list[float]]:
    """Scores of nomenklatura's algorithms in the order of the pairs, from an environment of its own."""
    home = HERE.parents[1] / "build" / "nomenklatura"
    python = home / "bin" / "python"
    if not python.exists():
        print(f"installing {NOMENKLATURA} into {home}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", NOMENKLATURA], check=True)
    command = [python, HERE / "person_names_nomenklatura.py", PAIRS]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, list[float]] = json.loads(found.stdout)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show our errors of the development half")
    parser.add_argument("--without-nomenklatura", action="store_true")
    args = parser.parse_args()
    pairs = read_pairs()
    halves: dict[str, Callable[[Pair], bool]] = {
        "all": lambda pair: True,
        "development": lambda pair: not is_held_out(pair),
        "held out": is_held_out,
    }
    for name, belongs in halves.items():
        kept = Counter(pair["same"] for pair in pairs if belongs(pair))
        print(f"{name:12} {kept['1']:4} pairs of one person, {kept['0']:4} of two")
    results = {
        "ours": [resolved(pair) for pair in pairs],
        "ours, no registry": [clustered(pair) for pair in pairs],
        "names alone": [compare(parse(pair["left"]), parse(pair["right"])) >= 0.8 for pair in pairs],
    }
    scored = {
        "Jaro-Winkler": [JaroWinkler.similarity(pair["left"].casefold(), pair["right"].casefold()) for pair in pairs]
    }
    if not args.without_nomenklatura:
        scored |= {f"nomenklatura {name}": scores for name, scores in nomenklatura_scores().items()}
    for name, scores in scored.items():
        threshold, decisions = at_best_threshold(pairs, scores)
        results[f"{name} at {threshold:.2f}"] = decisions
    print(f"\n{'precision, recall, F1':34}" + "".join(f"{half:^22}" for half in halves))
    for name, decisions in results.items():
        line = f"{name:34}"
        for belongs in halves.values():
            kept_pairs = [pair for pair in pairs if belongs(pair)]
            kept_decisions = [decision for pair, decision in zip(pairs, decisions, strict=True) if belongs(pair)]
            line += "  {:6.3f}{:7.3f}{:7.3f}".format(*f1(kept_pairs, kept_decisions))
        print(line)
    print(f"\n{'errors by kind':34}" + "".join(f"{name.split(' at ')[0][:20]:>22}" for name in results))
    for kind in dict.fromkeys(pair["kind"] for pair in pairs):
        of_kind = [i for i, pair in enumerate(pairs) if pair["kind"] == kind]
        line = f"{kind} ({len(of_kind)})".ljust(34)
        for decisions in results.values():
            line += f"{sum(decisions[i] != (pairs[i]['same'] == '1') for i in of_kind):22}"
        print(line)
    if args.errors:
        for name in ("ours", "ours, no registry"):
            print(f"\n{name}:")
            for pair, decision in zip(pairs, results[name], strict=True):
                if decision != (pair["same"] == "1") and not is_held_out(pair):
                    print(
                        "  joined" if decision else "  parted", *(value for value in pair.values() if value), sep=" | "
                    )


if __name__ == "__main__":
    main()
