"""Measures the German pipeline; the corpora are not part of the project, so their paths are arguments.

python tests/benchmarks/language.py germeval NER-de-test.tsv      names: outer level, and the official metric of both levels
python tests/benchmarks/language.py uner de_pud-ud-test.iob2      names: Universal NER
python tests/benchmarks/language.py tags de_gsd-ud-test.conllu    parts of speech, morphology, lemmas
python tests/benchmarks/language.py persons FOLDER_WITH_articles.jsonl_AND_gold.jsonl [--show 20]
python tests/benchmarks/language.py speed articles.jsonl.gz [--articles 100] [--threads 2]

With `--model FOLDER` of a model that the training has just made.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from spacy.tokens import Doc

from extractors.language import load
from extractors.language import model as shipped
from extractors.language.decoding import Decoder
from extractors.language.model import Encoder
from extractors.language.training import corpora

MAIN = ("PER", "LOC", "ORG", "OTH")


def germeval(path: Path) -> dict[str, object]:
    """Exact-match figures of the model's labels on gold words: per label of the outer level, the four main ones, all twelve.

    `official` is the metric that GermEval 2014 ranked by (its metric 1): both levels, all twelve labels, a name right only with its
    level. The model reads the outer level alone, so every inner name counts as missed.
    """
    nested = path.suffix == ".tsv"
    sentences = corpora.read_germeval_nested(path) if nested else corpora.read_germeval(path)
    right, gold, found = Counter[str](), Counter[str](), Counter[str]()
    inner = 0
    for sentence, predicted in zip(sentences, _predicted(sentences), strict=True):
        expected = corpora.spans(sentence.columns["name"])
        right.update(label for _, _, label in predicted & expected)
        gold.update(label for _, _, label in expected)
        found.update(label for _, _, label in predicted)
        inner += len(corpora.spans(sentence.columns["inner"])) if nested else 0
    every = tuple(gold | found)
    result: dict[str, object] = {label: _f1(right, gold, found, (label,)) for label, _ in gold.most_common()}
    result |= {"main four": _f1(right, gold, found, MAIN), "all": _f1(right, gold, found, every)}
    if nested:
        gold["inner"] = inner
        result["official"] = _f1(right, gold, found, (*every, "inner"))
    return result


def uner(path: Path) -> dict[str, object]:
    """Exact-match figures for PER, LOC, ORG on Universal NER's sentences; the model's other labels are left out."""
    sentences = corpora.read_iob2(path)
    right, gold, found = Counter[str](), Counter[str](), Counter[str]()
    for sentence, predicted in zip(sentences, _predicted(sentences), strict=True):
        expected = corpora.spans(sentence.columns["name"])
        right.update(label for _, _, label in predicted & expected)
        gold.update(label for _, _, label in expected)
        found.update(label for _, _, label in predicted)
    labels = ("PER", "LOC", "ORG")
    return {label: _f1(right, gold, found, (label,)) for label in labels} | {"all": _f1(right, gold, found, labels)}


def _predicted(sentences: list[corpora.Sentence]) -> list[set[tuple[int, int, str]]]:
    """The model's names in each sentence, words as given."""
    model = Encoder()
    decoder = Decoder(model.labels)
    return [
        {(start, end, label) for start, end, label, _ in decoder.spans(model.scores(s.text, s.offsets).names)}
        for s in sentences
    ]


def _f1(right: Counter[str], gold: Counter[str], found: Counter[str], labels: tuple[str, ...]) -> dict[str, float]:
    hits, want, got = (sum(counter[label] for label in labels) for counter in (right, gold, found))
    return {
        "precision": percent(hits, got),
        "recall": percent(hits, want),
        "f1": percent(2 * hits, want + got),
        "gold": want,
    }


def tags(path: Path) -> dict[str, float]:
    """Words whose tag, part of speech, morphology (all features) and lemma are those of the treebank, in percent.

    Beside them what could be had without the second head, called on the same words: simplemma, and, where the package is installed,
    HanTa. On the treebank that the shipped head was trained on this is no held-out figure: the training prints one over five folds.
    """
    import simplemma

    nlp = load()
    hanta = _hanta()
    right, words = Counter[str](), 0
    for sentence in corpora.read_treebank(path):
        spaces = [sentence.text[end : end + 1] == " " for _, end in sentence.offsets]
        doc = Doc(nlp.vocab, words=sentence.words, spaces=spaces, sent_starts=[True] + [False] * (len(spaces) - 1))
        for name, component in nlp.pipeline:
            doc = component(doc) if name != "german_sentences" else doc
        other = hanta(sentence.words) if hanta else [("", "")] * len(doc)
        for i, (token, (other_tag, other_lemma)) in enumerate(zip(doc, other, strict=True)):
            gold = {name: values[i] for name, values in sentence.columns.items()}
            punctuation = gold["upos"] == "PUNCT"  # its lemma is a matter of convention
            words += 1
            right["tag"] += token.tag_ == gold["xpos"]
            right["part of speech"] += token.pos_ == gold["upos"]
            right["morphology"] += str(token.morph) == gold["feats"].replace("_", "")
            right["lemma"] += punctuation or token.lemma_ == gold["lemma"]
            right["simplemma's lemma"] += punctuation or simplemma.lemmatize(token.text, lang="de") == gold["lemma"]
            if hanta:
                right["HanTa's tag"] += other_tag == gold["xpos"]
                right["HanTa's lemma"] += punctuation or other_lemma == gold["lemma"]
    return {name: percent(count, words) for name, count in right.items()} | {"words": words}


def _hanta() -> Callable[[list[str]], list[tuple[str, str]]] | None:
    """Tags and lemmas by HanTa (LGPL, not a dependency), its tags written as the treebank does."""
    try:
        from HanTa.HanoverTagger import HanoverTagger
    except ModuleNotFoundError:
        return None
    tagger = HanoverTagger("morphmodel_ger.pgz")
    same = {"NNA": "NN", "NNI": "NN", "PROAV": "PAV"}

    def tag(words: list[str]) -> list[tuple[str, str]]:
        rows = [(re.sub(r"[()]", "", tag), lemma) for _, lemma, tag in tagger.tag_sent(words, taglevel=1)]
        return [(same.get(tag, tag), lemma) for tag, lemma in rows]

    return tag


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


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
    parser.add_argument("what", choices=["germeval", "uner", "tags", "persons", "speed"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", type=Path, help="a folder that the training made, instead of the shipped model")
    arguments = parser.parse_args()
    if arguments.model:
        shipped.MODEL_DIR = arguments.model
    measures: dict[str, Callable[[], object]] = {
        "germeval": lambda: germeval(arguments.path),
        "uner": lambda: uner(arguments.path),
        "tags": lambda: tags(arguments.path),
        "persons": lambda: persons(arguments.path, arguments.show),
        "speed": lambda: speed(arguments.path, arguments.articles, arguments.threads),
    }
    print(json.dumps(measures[arguments.what](), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
