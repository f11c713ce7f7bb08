"""Annotated corpora as plain sentences; each reader takes the format in which its corpus is published."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

NO_BLANK_BEFORE = frozenset(",.;:!?)“…]»")
NO_BLANK_AFTER = frozenset("(„[«")
OUTER = ("PER", "LOC", "ORG", "OTH")
LABELS = [
    "O",
    *(f"{prefix}-{label}{suffix}" for suffix in ("", "deriv", "part") for label in OUTER for prefix in ("B", "I")),
]


@dataclass
class Sentence:
    """Words with their offsets in `text`; `columns` holds one value per word of what the corpus annotates."""

    words: list[str]
    text: str
    offsets: list[tuple[int, int]]
    columns: dict[str, list[str]] = field(default_factory=dict)


def read_germeval(path: Path) -> list[Sentence]:
    """Sentences of a two-column GermEval file (word, BIOES label of the outer level); column `name` in BIO.

    Labels of derived and partial names come in capitals (`S-LOCDERIV`) and leave as `B-LOCderiv`.
    """
    sentences = []
    for rows in _blocks(path, separator=None):
        words = [row[0] for row in rows]
        labels = _as_bio([row[1] if len(row) > 1 else "O" for row in rows])
        text, offsets = running_text(words)
        sentences.append(Sentence(words, text, offsets, {"name": labels}))
    return sentences


def read_germeval_nested(path: Path) -> list[Sentence]:
    """Sentences of GermEval's official four-column file; columns `name` (outer level) and `inner` (nested level), both BIO."""
    sentences = []
    for rows in _blocks(path, separator="\t"):
        words = [row[1] for row in rows]
        text, offsets = running_text(words)
        columns = {"name": _as_bio([row[2] for row in rows]), "inner": _as_bio([row[3] for row in rows])}
        sentences.append(Sentence(words, text, offsets, columns))
    return sentences


def read_iob2(path: Path) -> list[Sentence]:
    """Sentences of a Universal NER file (number, word, IOB2 label); column `name`."""
    sentences = []
    for rows in _blocks(path, separator="\t"):
        words = [row[1] for row in rows]
        text, offsets = running_text(words)
        sentences.append(Sentence(words, text, offsets, {"name": _as_bio([row[2] for row in rows])}))
    return sentences


def read_treebank(path: Path) -> list[Sentence]:
    """Sentences of a Universal Dependencies file; columns `lemma`, `upos`, `xpos`, `feats`.

    A contraction (`im` = `in` + `dem`) is one word of the text and of the pipeline's tokenizer: it takes the preposition's row, with the
    tag APPRART and the article's case, gender and number.
    """
    sentences = []
    for rows in _blocks(path, separator="\t"):
        words: list[str] = []
        columns: dict[str, list[str]] = {"lemma": [], "upos": [], "xpos": [], "feats": []}
        text, offsets = "", []
        skip_until = 0.0
        parts = {row[0]: row for row in rows}
        for row in rows:
            number = row[0]
            if "." in number:
                continue
            values = row[2:6]
            if "-" in number:
                first, last = number.split("-")
                skip_until = float(last)
                values = [parts[first][2], parts[first][3], "APPRART", parts[last][5]]
                if parts[first][3] != "ADP":  # `gibt's` and the like: the first word stands for both
                    values = parts[first][2:6]
            elif float(number) <= skip_until:
                continue
            words.append(row[1])
            offsets.append((len(text), len(text) + len(row[1])))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            for name, value in zip(columns, values, strict=True):
                columns[name].append(value)
        sentences.append(Sentence(words, text.rstrip(), offsets, columns))
    return sentences


def _blocks(path: Path, separator: str | None) -> list[list[list[str]]]:
    blocks: list[list[list[str]]] = []
    rows: list[list[str]] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if not line.strip():
            if rows:
                blocks.append(rows)
            rows = []
        elif not line.startswith(("# ", "#\t")):
            rows.append(line.split(separator))
    return blocks


def _as_bio(labels: list[str]) -> list[str]:
    """BIO from BIOES, IOB2 or loose IOB; `PERpart` and `PERPART` are the same.

    >>> _as_bio(["S-PER", "O", "B-LOCDERIV", "E-LOCDERIV"])
    ['B-PER', 'O', 'B-LOCderiv', 'I-LOCderiv']
    """
    result: list[str] = []
    before = "O"
    for label in labels:
        if label == "O":
            result.append(label)
        else:
            kind = label[2:].upper().replace("DERIV", "deriv").replace("PART", "part")
            begins = label[0] in "BS" or before[2:] != kind
            result.append(f"{'B' if begins else 'I'}-{kind}")
        before = result[-1]
    return result


def running_text(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Running text from words, with the words' offsets in it.

    >>> running_text(["Er", "sagte", ":", '"', "Nein", '"', "."])
    ('Er sagte: "Nein".', [(0, 2), (3, 8), (8, 9), (10, 11), (11, 15), (15, 16), (16, 17)])
    """
    text, offsets, quoted = "", [], False
    for i, word in enumerate(words):
        closed = i == 0 or word in NO_BLANK_BEFORE or words[i - 1] in NO_BLANK_AFTER
        closed = closed or (quoted and (word == '"' or words[i - 1] == '"'))
        text += "" if closed else " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
        quoted ^= word == '"'
    return text, offsets


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """Names (first word, end exclusive, label) of a BIO sequence.

    >>> sorted(spans(["B-PER", "I-PER", "O", "B-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    found: set[tuple[int, int, str]] = set()
    start: int | None = None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and (label[0] in "OB" or label[2:] != labels[start][2:]):
            found.add((start, i, labels[start][2:]))
            start = None
        if label != "O" and start is None:
            start = i
    return found
