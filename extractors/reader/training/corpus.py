"""Annotated articles: the corpus that ships with the project, and folders of others.

The shipped corpus (`seeds/reading_corpus`) is text that people read and write; an item is

    @ w1-001
    published 2019-03-14
    title Headline
    | A paragraph of the text.
    p Mateusz Morawiecki ; Mateusz Morawiecki|Morawiecki ; Ministerpräsident ; PL
    m m1 bilateral held 2019-03-13 ; Warschau ; PL ; warschau-2019-03-13 ; host=Mateusz Morawiecki
    t 0:Treffen 2:traf
    a Mateusz Morawiecki ; person attended in_person host ; 0 2

What the lines of labels mean says `seeds/reading_corpus/README.md`. A folder of others holds `articles.jsonl` and `gold.jsonl`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extractors.reading import Article, read

CORPUS = Path(__file__).parents[3] / "seeds" / "reading_corpus"
EXAMPLES = CORPUS.parent / "articles"
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Prof|St|Nr|bzw|ca|etc|usw|Abs|Art|Jan|Feb|Aug|Sept|Okt|Nov|Dez|z\.B|u\.a|d\.h|Mio|Mrd|geb|vgl|Min|Gen|Sen)\.|\b\d{1,2}\.|\b[A-Z]\.)$"
)
_STOP = re.compile(r"[.!?…][\"”“»)’]*(?=\s+[\"„“»(‚]?[A-ZÄÖÜ0-9])|(?<=[a-zäöüß])[.!?](?=[A-ZÄÖÜ][a-zäöü])")


class CorpusError(ValueError):
    """A line of the corpus that cannot be understood: which one, and what is wrong with it."""


def read_corpus(folder: Path = CORPUS) -> Iterator[dict[str, Any]]:
    """Gold objects of the shipped corpus, each with its `article` (id, title, text, published)."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_items(path)


def read_examples() -> Iterator[dict[str, Any]]:
    """Gold objects of the five example articles (`seeds/articles`), whose labels alone lie beside the corpus."""
    yield from read_items(CORPUS / "examples" / "labels.txt")


def read_items(path: Path) -> Iterator[dict[str, Any]]:
    """Gold objects of one file of items; CorpusError names the line where one is wrong."""
    item: dict[str, Any] | None = None
    labels: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("@ "):
            if item is not None:
                yield _gold(path, item, labels)
            item, labels = {"id": line[2:].strip(), "published": None, "title": None, "lines": []}, []
        elif not line.strip() or line.startswith("#"):
            continue
        elif item is None:
            raise CorpusError(f"{path}:{number}: there is no `@` line before this one.")
        elif line.startswith("published "):
            item["published"] = None if line[10:].strip() == "-" else line[10:].strip()
        elif line.startswith("title "):
            item["title"] = line[6:].strip()
        elif line.startswith("article "):
            item |= _example(line[8:].strip())
        elif line.startswith("|"):
            item["lines"].append(line[2:] if line.startswith("| ") else line[1:])
        elif line[:2] in {"p ", "m ", "t ", "a "}:
            labels.append((number, line))
        else:
            raise CorpusError(
                f"{path}:{number}: a line begins with @, published, title, |, p, m, t or a; this one is {line[:40]!r}."
            )
    if item is not None:
        yield _gold(path, item, labels)


def read_folder(folder: Path) -> Iterator[dict[str, Any]]:
    """Gold objects of a folder with articles.jsonl and gold.jsonl, each with its `article`."""
    articles = {}
    for line in (folder / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        articles[article["id"]] = {key: article.get(key) for key in ("id", "title", "text", "published")}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        if gold["id"] in articles:
            yield {**gold, "article": articles[gold["id"]]}


def _example(name: str) -> dict[str, Any]:
    """One of the example articles, whose text lies in its own folder."""
    [article] = [a for a in read([EXAMPLES / f"{name}.txt"]) if isinstance(a, Article)]
    published = article.published_on.isoformat() if article.published_on else None
    return {"published": published, "title": None, "lines": article.text.split("\n")}


def sentences(title: str | None, text: str) -> list[tuple[str, int, int]]:
    """(title or text, start, end) of every sentence as annotators number them; number 0 is the headline, also where there is none.

    >>> [text[a:b] for text in ["Er kam am 6. Mai. Sie nicht."] for _, a, b in sentences(None, text)]
    ['', 'Er kam am 6. Mai.', 'Sie nicht.']
    """
    found = [("title", 0, len(title or ""))]
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _STOP.finditer(line.group()):
            end = line.start() + stop.end()
            if _ABBREVIATION.search(text[start:end]):
                continue
            found.append(("text", start, end))
            start = end + len(text[end:]) - len(text[end:].lstrip(" \t"))
        if text[start : line.end()].strip():
            found.append(("text", start, line.end()))
    return found


def _gold(path: Path, item: dict[str, Any], labels: list[tuple[int, str]]) -> dict[str, Any]:
    text = "\n".join(item.pop("lines")).strip()
    article = {**item, "text": text}
    gold: dict[str, Any] = {
        "id": item["id"],
        "published": item["published"],
        "persons": [],
        "meetings": [],
        "article": article,
    }
    spans = sentences(item["title"], text)
    used: set[tuple[str, int]] = set()
    for number, line in labels:
        kind, _, rest = line.partition(" ")
        try:
            if kind == "p":
                gold["persons"].append(_person(rest))
            elif kind == "m":
                gold["meetings"].append(_meeting(rest))
            elif kind == "t":
                gold["meetings"][-1]["triggers"] += [_word(article, spans, word, used) for word in rest.split()]
            else:
                gold["meetings"][-1]["participants"].append(_participant(rest))
        except (ValueError, IndexError) as error:
            raise CorpusError(f"{path}:{number}: {line!r} of {item['id']}: {error}") from None
    return gold


def _fields(rest: str, count: int) -> list[str | None]:
    fields: list[str | None] = [None if f.strip() in {"", "-"} else f.strip() for f in rest.split(";")]
    return (fields + [None] * count)[: max(count, len(fields))]


def _person(rest: str) -> dict[str, Any]:
    name, forms, role, represents, *_ = _fields(rest, 4)
    return {
        "name": name,
        "forms": [f for f in (forms or name or "").split("|") if f],
        "role": role,
        "represents": represents,
    }


def _meeting(rest: str) -> dict[str, Any]:
    head, place, country, event, *more = _fields(rest, 4)
    ident, type_, status, when = (head or "").split()
    pairs = [pair for m in more if m for pair in re.split(r"\s+(?=(?:host|parent|count|alt|required)=)", m)]
    keys = dict(pair.split("=", 1) for pair in pairs)
    return {
        "id": ident, "event": event, "required": keys.get("required") != "no", "parent": keys.get("parent"),
        "type": type_, "status": status, **_day(when), "date_alternatives": [a for a in keys.get("alt", "").split("|") if a],
        "place": place, "country": country, "host": keys.get("host"), "triggers": [], "participants": [],
    }  # fmt: skip


def _day(value: str) -> dict[str, str | None]:
    first, _, last = value.partition("/")
    if value == "?":
        return {"date": None, "date_end": None, "date_precision": "unknown"}
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
        return {"date": monday, "date_end": None, "date_precision": "week"}
    precision = {10: "day", 7: "month", 4: "year"}[len(first)]
    return {"date": first + "-01" * ((10 - len(first)) // 3), "date_end": last or None, "date_precision": precision}


def _word(
    article: dict[str, Any], spans: list[tuple[str, int, int]], reference: str, used: set[tuple[str, int]]
) -> dict[str, Any]:
    number, _, word = reference.partition(":")
    part, start, end = spans[int(number)]
    word = word.replace("_", " ")
    text = (article["title"] or "") if part == "title" else article["text"]
    for hit in re.finditer(re.escape(word), text[start:end]):
        at = (part, start + hit.start())
        if at not in used:
            used.add(at)
            return {"part": part, "char_start": at[1], "char_end": at[1] + len(word), "text": word}
    raise ValueError(f"{word!r} is not (again) in sentence {number}")


def _participant(rest: str) -> dict[str, Any]:
    name, what, where, extra, *_ = _fields(rest, 4)
    kind, status, mode, part = (what or "").split()
    numbers = [int(n) for n in re.findall(r"\d+", where or "")]
    return {
        "name": name,
        "kind": kind,
        "required": extra != "no",
        "status": status,
        "mode": mode,
        "part": part,
        "sentences": numbers,
    }
