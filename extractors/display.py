"""A text with parts of it highlighted: as HTML through displaCy. What is to be highlighted is decided elsewhere.

Overlapping highlights are cut into segments first, since a mark of displaCy's holds no other: `segments`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

# From what is said of a whole sentence to a single name: the later one is seen where two overlap.
KINDS = ("claim", "office", "date", "meeting", "place", "group", "organization", "country", "person")
COLORS = {
    "claim": "transparent",
    "office": "#e4e7f0",
    "date": "#f9e2ae",
    "meeting": "#f6b8b0",
    "place": "#e3dccf",
    "group": "#bfe3ea",
    "organization": "#dcc7ef",
    "country": "#c5e8b7",
    "person": "#b3d4fc",
}
_UNDERLINE = "border-bottom: 2px solid #c0392b;"
# displaCy's own mark, with what stands behind it as a tooltip, and small enough for a whole article.
_TEMPLATE = """<mark class="entity" title="{title}" style="background: {bg}; padding: 0.1em 0; {style}">{text}<span style="font-size: 0.7em; color: #444; vertical-align: middle;">{shown}</span></mark>"""


class Highlight(NamedTuple):
    """A part of a text, by code points, with one of `KINDS` and what is known of it (`Friedrich Merz`, `2026-01-06`)."""

    start: int
    end: int
    kind: str
    label: str = ""


class Segment(NamedTuple):
    """A part of a text that overlaps no other; `highlight` is the one on top, None where only a claim lies below."""

    start: int
    end: int
    highlight: Highlight | None
    is_claimed: bool


def segments(highlights: Iterable[Highlight]) -> list[Segment]:
    """The highlighted parts of a text, cut where a highlight begins or ends, in order and without overlap.

    >>> segments([Highlight(0, 4, "person"), Highlight(0, 10, "claim")])
    [Segment(start=0, end=4, highlight=Highlight(start=0, end=4, kind='person', label=''), is_claimed=True),
     Segment(start=4, end=10, highlight=None, is_claimed=True)]
    """
    known = sorted(highlights)
    edges = sorted({edge for highlight in known for edge in (highlight.start, highlight.end)})
    found = []
    for start, end in itertools.pairwise(edges):
        over = [highlight for highlight in known if highlight.start <= start and end <= highlight.end]
        named = [highlight for highlight in over if highlight.kind != "claim"]
        if over:
            top = max(named, key=lambda highlight: (KINDS.index(highlight.kind), highlight.start), default=None)
            found.append(Segment(start, end, top, len(named) < len(over)))
    return found


def to_html(text: str, highlights: Iterable[Highlight]) -> str:
    """The text as an HTML fragment, one `div` a paragraph; claims are underlined, the others have the color of their kind.

    A label is printed beside the words where it says something that they do not, and is a tooltip in any case.
    """
    from spacy import displacy

    paragraphs = []
    parts = segments(highlights)
    for start, end in _paragraphs(text):
        inside = [part for part in parts if start <= part.start and part.end <= end]
        entities = [_entity(text, part, start) for part in inside]
        paragraphs.append(
            displacy.render(
                {"text": text[start:end], "ents": entities, "title": None},
                style="ent",
                manual=True,
                jupyter=False,
                options={"template": _TEMPLATE, "colors": {kind.upper(): color for kind, color in COLORS.items()}},
            )
            .strip()
            .replace("line-height: 2.5", "line-height: 1.8; margin-bottom: 0.6em")
        )
    return "\n".join(paragraphs)


def legend() -> str:
    """What the colors mean, as an HTML fragment."""
    marks = [
        f'<span style="background: {color}; padding: 0.1em 0.4em; {_UNDERLINE if kind == "claim" else ""}">{kind}</span>'
        for kind, color in reversed(COLORS.items())
    ]
    return f'<div style="margin-bottom: 1em">{" ".join(marks)}</div>'


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text that hold something, by offsets."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _entity(text: str, part: Segment, offset: int) -> dict[str, object]:
    top = part.highlight
    label = top.label if top else ""
    is_last = top is not None and part.end == top.end
    shown = label if is_last and not _says_so(text[part.start : part.end], label) else ""
    return {
        "start": part.start - offset,
        "end": part.end - offset,
        "label": top.kind if top else "claim",
        "params": {
            "title": escape(f"{top.kind}: {label}" if top and label else top.kind if top else "claim"),
            "style": _UNDERLINE if part.is_claimed else "",
            "shown": f" {escape(shown)}" if shown else "",
        },
    }


def _says_so(words: str, label: str) -> bool:
    return label.casefold() in words.casefold()


def page(title: str, body: Sequence[str]) -> str:
    """A whole HTML page of fragments; `title` is plain text."""
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>'
        "body { font: 16px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em } "
        "table { border-collapse: collapse } th, td { text-align: left; vertical-align: top; padding: 0.2em 0.8em 0.2em 0 }"
        "</style></head>\n<body>\n" + "\n".join([f"<h1>{escape(title)}</h1>", *body]) + "\n</body></html>\n"
    )
