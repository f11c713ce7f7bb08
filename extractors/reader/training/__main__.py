"""Train the reader of meetings: one model a fold, whose scores on the articles left out are printed, and one of all.

    python -m extractors.reader.training [FOLDER ...] --out OUT

A FOLDER holds articles.jsonl and gold.jsonl; the shipped corpus is always learned from. Folds are of the folders' articles
(of the corpus, where no folder is given); articles that report the same events are in one fold. OUT keeps the weights of each
part (fold0.pt … all.pt), so that a training that was cut off goes on where it was, and parts can be trained side by side
(`--only fold0`). When all are there, the scores of each step are printed and the head that is in use is written to `--head`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import torch

from extractors.reader.model import AFFILIATION_HEAD
from extractors.reader.training.corpus import read_corpus, read_examples, read_folder
from extractors.reader.training.data import Sample, cached_samples, folds
from extractors.reader.training.evaluate import Counts, step_scores
from extractors.reader.training.export import as_arrays, export_affiliation_head
from extractors.reader.training.fit import Settings, train
from extractors.reader.training.held_out import HeldOut, best_thresholds, figures, fit_judgement
from extractors.reader.training.initial import untrained
from extractors.reader.training.network import Reader

EXAMPLE_WEIGHT = 3.0


def main() -> None:
    """Read the arguments and the articles; train what is missing; when all is there, score and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--head", type=Path, default=AFFILIATION_HEAD, help="where the head that is in use is written")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", help="train this part only: fold0 … or all")
    parser.add_argument("--share", type=float, default=1.0, help="share of the training data, for a learning curve")
    parser.add_argument("--without-corpus", action="store_true", help="folds only: learn from the folders alone")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    own = cached_samples(list(read_corpus()), options.out)
    examples = [replace(s, weight=EXAMPLE_WEIGHT) for s in cached_samples(list(read_examples()), options.out)]
    others = cached_samples([gold for folder in options.folders for gold in read_folder(folder)], options.out)
    held = others or own
    fold_of = folds([s.gold for s in held], options.folds)
    settings = Settings(epochs=options.epochs)
    parts = [f"fold{n}" for n in range(options.folds)] + ["all"]
    for part in parts:
        path = options.out / f"{part}.pt"
        if options.only not in {None, part} or path.exists():
            continue
        learned = [s for s in held if f"fold{fold_of[s.gold['id']]}" != part]
        learned += own if others and not options.without_corpus else []
        learned = learned[:: round(1 / options.share)]
        learned += examples if part == "all" else []  # they are what everybody sees first, and no measure
        print(f"{part}: {len(learned)} articles", flush=True)
        reader = train(
            untrained(settings.seed, dropout=settings.dropout), learned, settings, lambda line: print(line, flush=True)
        )
        torch.save(reader.state_dict(), path)
        if left_out := [s for s in held if f"fold{fold_of[s.gold['id']]}" == part]:
            print_steps(step_scores(reader, left_out))
    if all((options.out / f"{part}.pt").exists() for part in parts):
        finish(options.out, options.head, held, fold_of, options.folds)


def print_steps(counts: Counts) -> None:
    """A line a step."""
    for step in counts.of:
        print(f"{step:24} {counts.f1(step):.3f}")


def load_reader(path: Path) -> Reader:
    """A trained reader from its weights."""
    reader = Reader()
    reader.load_state_dict(torch.load(path))
    reader.eval()
    return reader


def held_out(out: Path, held: Iterable[Sample], fold_of: dict[str, int], numbers: Iterable[int]) -> list[HeldOut]:
    """Every article, all of these folds, beside the model that has not learned from it."""
    models = {n: as_arrays(load_reader(out / f"fold{n}.pt")) for n in numbers}
    return [HeldOut(s, models[fold_of[s.gold["id"]]]) for s in held]


def finish(out: Path, head: Path, held: list[Sample], fold_of: dict[str, int], count: int) -> None:
    """Score the folds, write the head that is in use."""
    counts = Counts()
    for n in range(count):
        reader = load_reader(out / f"fold{n}.pt")
        counts.join(step_scores(reader, (s for s in held if fold_of[s.gold["id"]] == n)))
    articles = held_out(out, held, fold_of, range(count))
    blind: dict[str, list[float]] = defaultdict(list)
    for n in range(count):  # judgement and thresholds of the other folds: nothing of a fold decides on it
        others = [a for a in articles if fold_of[a.sample.gold["id"]] != n]
        judgement = fit_judgement(others)
        own = [a for a in articles if fold_of[a.sample.gold["id"]] == n]
        for name, value in figures(own, best_thresholds(others, judgement), judgement).items():
            blind[name].append(value * len(own) / len(articles))
    print_steps(counts)
    for name, values in blind.items():
        print(f"{f'{name}, whole way':24} {sum(values):.3f}")
    export_affiliation_head(load_reader(out / "all.pt"), head)


if __name__ == "__main__":
    main()
