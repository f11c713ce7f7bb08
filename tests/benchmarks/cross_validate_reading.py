"""Blind figures of the learned reading of meetings, all heads, as long as rules read instead: every article is read by a model that has not learned from it.

    python tests/benchmarks/cross_validate_reading.py GOLD OUT [--folds 5] [--only 0 1]

GOLD holds score.py and train/; OUT is where `python -m extractors.reader.training GOLD/train --out OUT` has left the
weights of its folds. Judgement and thresholds are fitted on the other folds, too. Needs the extra gipfel[train].
Prints the scorer's figures of each fold and their mean by articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent))

from evaluate_reading import Found, Told, figures, load_scorer

from extractors.reader.judgement import Weights
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
    rows: list[tuple[int, dict[str, float]]] = []
    for n, own in articles.items():
        others = [article for k, of_fold in articles.items() if k != n for article in of_fold]
        judgement = fit_judgement(others)
        rows.append((len(own), scored(own, best_thresholds(others, judgement), judgement, scorer)))
    total = sum(count for count, _ in rows)
    print(f"{total} articles, folds {', '.join(map(str, articles))}\n\n{'figure':24} mean   of each fold")
    for name in rows[0][1]:
        of_folds = [(count, figure[name]) for count, figure in rows if name in figure]
        mean = sum(count * value for count, value in of_folds) / sum(count for count, _ in of_folds)
        print(f"{name:24} {mean:.3f}  {'  '.join(f'{value:.3f}' for _, value in of_folds)}")


if __name__ == "__main__":
    main()
