"""Held-out figures of the reading of meetings: every article is read by a model that has not learned from it.

    python tests/benchmarks/cross_validate_reading.py GOLD OUT [--folds 5] [--only 0 1]

GOLD holds score.py and train/; OUT is where `python -m extractors.reader.training GOLD/train --out OUT` has left the
weights of its folds. Judgement and thresholds are fitted on the other folds, too. Needs the extra gipfel[train].
Prints the scorer's figures by rules alone, of the reader in use (rules behind the fold's affiliation head), and of all
learned heads, which are not in use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from evaluate_reading import Found, Told, figures, load_scorer, printed_in, told_in

from extractors.extraction import read_meetings
from extractors.language import load
from extractors.reader.candidates import Candidates, Floats
from extractors.reader.judgement import Weights
from extractors.reader.model import AffiliationHead
from extractors.reader.training.__main__ import held_out
from extractors.reader.training.corpus import read_folder
from extractors.reader.training.data import cached_samples, folds
from extractors.reader.training.held_out import HeldOut, best_thresholds, fit_judgement


def scored(
    articles: Sequence[HeldOut], thresholds: Mapping[str, float], judgement: Mapping[str, Weights], scorer: ModuleType
) -> dict[str, float]:
    """The scorer's figures of these articles."""
    found = Found()
    for article in articles:
        sample = article.sample
        told = [
            Told(
                meeting.type.value,
                meeting.factuality.value,
                meeting.when,
                meeting.place.item if meeting.place else None,
                {p.entity: (p.status.value, p.mode.value) for p in meeting.participants},
            )
            for meeting in article.decode(thresholds, judgement)
        ]
        found.add(sample.gold["id"], sample.entities, sample.printed, told, scorer)
    return figures([article.sample.gold for article in articles], found, scorer)


class RulesAlone(AffiliationHead):
    """Whom persons act for by rules: what the head is given as a feature."""

    def affiliation(self, c: Candidates, person: int) -> Floats:
        by_rule = [affiliation.features[0] for affiliation in c.affiliations[person]]
        return np.array([*by_rule, float(not any(by_rule))], dtype=np.float32)


def in_use(articles: Sequence[HeldOut], head: AffiliationHead, scorer: ModuleType) -> dict[str, float]:
    """The scorer's figures of the reader in use on these articles, with this head."""
    found = Found()
    golds = [article.sample.gold for article in articles]
    texts = [f"{a['title']}\n\n{a['text']}" if a["title"] else a["text"] for a in (g["article"] for g in golds)]
    for article, doc in zip(articles, load().pipe(texts), strict=True):
        reading = read_meetings(doc, article.sample.published_on, head)
        found.add(article.sample.gold["id"], reading.entities, printed_in(reading), told_in(reading), scorer)
    return figures(golds, found, scorer)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, nargs="*", help="these folds, where others have not been trained")
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    samples = cached_samples(list(read_folder(options.gold / "train")), options.out)
    fold_of = folds([sample.gold for sample in samples], options.folds)
    chosen = options.only if options.only is not None else range(options.folds)
    articles = {
        n: held_out(options.out, [s for s in samples if fold_of[s.gold["id"]] == n], fold_of, [n]) for n in chosen
    }
    columns: dict[str, list[tuple[int, dict[str, float]]]] = {"rules": [], "in use": [], "all heads": []}
    for n, own in articles.items():
        others = [article for k, of_fold in articles.items() if k != n for article in of_fold]
        judgement = fit_judgement(others)
        learned = scored(own, best_thresholds(others, judgement), judgement, scorer)
        found = (in_use(own, RulesAlone({}), scorer), in_use(own, own[0].model, scorer), learned)
        for column, figure in zip(columns.values(), found, strict=True):
            column.append((len(own), figure))
    print(f"{sum(map(len, articles.values()))} articles, folds {', '.join(map(str, articles))}; means by articles\n")
    print(f"{'figure':24}" + "".join(f"{name:>11}" for name in columns))
    for name in columns["rules"][0][1]:
        print(f"{name:24}" + "".join(f"{mean(column, name):11.3f}" for column in columns.values()))


def mean(column: Sequence[tuple[int, dict[str, float]]], name: str) -> float:
    """Of the folds that have the figure, by the number of their articles."""
    having = [(count, figure[name]) for count, figure in column if name in figure]
    return sum(count * value for count, value in having) / sum(count for count, _ in having)


if __name__ == "__main__":
    main()
