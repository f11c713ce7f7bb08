"""Measures the German pipeline; the corpora are not part of the project, so their paths are arguments.

python tests/benchmarks/language.py germeval test.bioes
python tests/benchmarks/language.py persons FOLDER_WITH_articles.jsonl_AND_gold.jsonl [--show 20]
python tests/benchmarks/language.py speed articles.jsonl.gz [--articles 100] [--threads 2]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from collections import Counter
from pathlib import Path

from extractors.language import load
from extractors.language.decoding import Decoder
from extractors.language.model import NameModel

NO_BLANK_BEFORE = frozenset(",.;:!?)“…]»")
NO_BLANK_AFTER = frozenset("(„[«")
MAIN = ("PER", "LOC", "ORG", "OTH")


def germeval(path: Path) -> dict[str, object]:
    """Exact-match precision, recall and F1 of the model's labels on gold tokens, outer level; per label, the four main ones, all twelve."""
    model = NameModel()
    decoder = Decoder(model.labels)
    right, gold, found = Counter[str](), Counter[str](), Counter[str]()
    for words, tags in read_bioes(path):
        text, offsets = running_text(words)
        predicted = {(start, end, label.upper()) for start, end, label, _ in decoder.spans(model.scores(text, offsets))}
        expected = bioes_spans(tags)
        right.update(label for _, _, label in predicted & expected)
        gold.update(label for _, _, label in expected)
        found.update(label for _, _, label in predicted)

    def f1(labels: tuple[str, ...]) -> dict[str, float]:
        hits, want, got = (sum(counter[label] for label in labels) for counter in (right, gold, found))
        return {
            "precision": percent(hits, got),
            "recall": percent(hits, want),
            "f1": percent(2 * hits, want + got),
            "gold": want,
        }

    return {label: f1((label,)) for label, _ in gold.most_common()} | {
        "main four": f1(MAIN),
        "all": f1(tuple(gold | found)),
    }


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def read_bioes(path: Path) -> list[tuple[list[str], list[str]]]:
    sentences = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        rows = [line.split() for line in block.splitlines() if line.strip() and not line.startswith("# ")]
        if rows:
            sentences.append(([row[0] for row in rows], [row[1] if len(row) > 1 else "O" for row in rows]))
    return sentences


def bioes_spans(tags: list[str]) -> set[tuple[int, int, str]]:
    spans, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] in "OBS" or tag[2:] != tags[start][2:]):
            spans.add((start, i, tags[start][2:].upper()))
            start = None
        if tag != "O" and start is None:
            start = i
    return spans


def running_text(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Running text from tokens, with the tokens' offsets in it."""
    text, offsets, quoted = "", [], False
    for i, word in enumerate(words):
        closed = i == 0 or word in NO_BLANK_BEFORE or words[i - 1] in NO_BLANK_AFTER
        closed = closed or (quoted and (word == '"' or words[i - 1] == '"'))
        text += "" if closed else " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
        quoted ^= word == '"'
    return text, offsets


def persons(folder: Path, show: int) -> dict[str, float]:
    """Forms of persons in the gold articles that are found as PER (recall), and distinct PER strings that are one (precision)."""
    nlp = load()
    articles = {row["id"]: row for row in read_lines(folder / "articles.jsonl")}
    annotated = [row for row in read_lines(folder / "gold.jsonl") if row["id"] in articles]
    texts = [f"{articles[row['id']].get('title') or ''}\n\n{articles[row['id']]['text']}" for row in annotated]
    forms = hits = distinct = right = people = people_hit = 0
    missed, extra = Counter[str](), Counter[str]()
    for text, row, doc in zip(texts, annotated, nlp.pipe(texts), strict=True):
        flat = " ".join(text.split())
        got = {" ".join(ent.text.split()) for ent in doc.ents if ent.label_ == "PER"}
        got_stems = got | {stem(name) for name in got}
        known: set[str] = set()
        for person in row["persons"]:
            names = [" ".join(form.split()) for form in person["forms"]]
            known.update(names, map(stem, names))
            present = [name for name in names if name in flat]
            ok = [name in got_stems or stem(name) in got_stems for name in present]
            forms, hits = forms + len(present), hits + sum(ok)
            people, people_hit = people + bool(present), people_hit + any(ok)
            missed.update(f"{name} [{row['id']}]" for name, good in zip(present, ok, strict=True) if not good)
        wrong = [name for name in got if name not in known and stem(name) not in known]
        distinct, right = distinct + len(got), right + len(got) - len(wrong)
        extra.update(f"{name} [{row['id']}]" for name in wrong)
    if show:
        print("missed:", *missed.most_common(show), sep="\n  ")
        print("extra:", *extra.most_common(show), sep="\n  ")
    return {
        "forms": forms,
        "form recall": percent(hits, forms),
        "person recall": percent(people_hit, people),
        "distinct": distinct,
        "precision": percent(right, distinct),
    }


def stem(name: str) -> str:
    return re.sub(r"['’]$", "", name).removesuffix("s")


def read_lines(path: Path) -> list[dict[str, object]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def speed(path: Path, articles: int, threads: int) -> dict[str, float]:
    """Words a second of the whole pipeline and of each component, and peak memory."""
    texts = [str(row["text"]) for row in read_lines(path)[:articles]]
    started = time.perf_counter()
    nlp = load(threads=threads)
    result = {"load s": round(time.perf_counter() - started, 3)}
    started = time.perf_counter()
    nlp("Ein Satz.")
    result["first text s"] = round(time.perf_counter() - started, 3)
    words = sum(len(text.split()) for text in texts)
    total = time.perf_counter()
    docs = [nlp.make_doc(text) for text in texts]
    result["tokenizer words/s"] = round(words / (time.perf_counter() - total))
    for name, component in nlp.pipeline:
        started = time.perf_counter()
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        result[f"{name} words/s"] = round(words / (time.perf_counter() - started))
    result["words/s"] = round(words / (time.perf_counter() - total))
    result["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["germeval", "persons", "speed"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.what == "germeval":
        result: dict[str, object] = germeval(arguments.path)
    elif arguments.what == "persons":
        result = dict(persons(arguments.path, arguments.show))
    else:
        result = dict(speed(arguments.path, arguments.articles, arguments.threads))
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
