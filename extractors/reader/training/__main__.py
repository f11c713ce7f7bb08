"""Train the reader of meetings, or cross-validate it step by step.

    python -m extractors.reader.training [FOLDER ...] --out OUT      trains on the shipped corpus and on the folders
    python -m extractors.reader.training FOLDER ... --fold 0 [--folds 5]   leaves one fold of the folders out and scores it

A FOLDER holds articles.jsonl and gold.jsonl. Articles that report the same events are in the same fold.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch

from extractors.actors.entities import cluster
from extractors.actors.mentions import find_mentions
from extractors.actors.phrases import describe
from extractors.dates import dateline_day, find_time_expressions
from extractors.language import load
from extractors.reader.candidates import find_candidates
from extractors.reader.training.corpus import read_corpus, read_folder
from extractors.reader.training.evaluate import step_scores
from extractors.reader.training.fit import Sample, Settings, train
from extractors.reader.training.initial import untrained
from extractors.reader.training.labels import label
from extractors.reading.publication import parse_published


def main() -> None:
    """Read the arguments, the articles; train; write or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, help="folder for weights.pt")
    parser.add_argument("--fold", type=int, help="leave this fold of the folders' articles out and score it")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--without-corpus", action="store_true")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    settings = Settings(epochs=arguments.epochs)
    golds = [gold for folder in arguments.folders for gold in read_folder(folder)]
    fold_of = folds(golds, arguments.folds)
    held_out = [gold for gold in golds if fold_of[gold["id"]] == arguments.fold]
    learned = [gold for gold in golds if fold_of[gold["id"]] != arguments.fold]
    if not arguments.without_corpus:
        learned += read_corpus()
    model = train(untrained(settings.seed), list(samples(learned)), settings, lambda line: print(line, flush=True))
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), arguments.out / "weights.pt")
    if held_out:
        counts = step_scores(model, samples(held_out))
        for step, (right, predicted, wanted) in counts.of.items():
            print(f"{step:14} F1 {counts.f1(step):.3f}   right {right} predicted {predicted} wanted {wanted}")


def samples(golds: Iterable[dict[str, Any]]) -> Iterable[Sample]:
    """Every annotated article with what the pipeline finds in it and what is to be learned."""
    golds = list(golds)
    texts = [f"{a['title']}\n\n{a['text']}" if a["title"] else a["text"] for a in (g["article"] for g in golds)]
    for gold, doc in zip(golds, load().pipe(texts), strict=True):
        times = find_time_expressions(doc.text)
        published_on = parse_published(gold["article"]["published"])[0] or dateline_day(times)
        mentions = find_mentions(doc)
        describe(doc, mentions)
        entities = cluster(doc, mentions, published_on)
        candidates = find_candidates(doc, mentions, entities, times, published_on)
        article = {
            "title": gold["article"]["title"],
            "text": doc.text,
            "pub": published_on,
            "idx": [(token.idx, token.idx + len(token)) for token in doc],
            "entities": entities,
            "candidates": candidates,
        }
        yield Sample(candidates, label(gold, article))


def folds(golds: list[dict[str, Any]], count: int) -> dict[str, int]:
    """The fold of every article: those that share events together, the largest groups dealt out first."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for gold in golds:
        for meeting in gold["meetings"]:
            parent[root(f"event {meeting['event']}")] = root(f"article {gold['id']}")
    groups: dict[str, list[str]] = defaultdict(list)
    for gold in golds:
        groups[root(f"article {gold['id']}")].append(gold["id"])
    sizes = [0] * count
    fold_of: dict[str, int] = {}
    for group in sorted(groups.values(), key=lambda ids: (-len(ids), ids[0])):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(group)
        fold_of |= dict.fromkeys(group, smallest)
    return fold_of


if __name__ == "__main__":
    main()
