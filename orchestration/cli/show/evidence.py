"""Text with spans of it highlighted. Offsets are code points, as everywhere in the warehouse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from extractors.display import KINDS, Highlight, segments

EVIDENCE = "underline yellow"
STYLES = {
    "person": "bold cyan",
    "country": "green",
    "organization": "magenta",
    "group": "blue",
    "place": "italic",
    "office": "cyan",
    "date": "bright_yellow",
    "meeting": "bold red",
    "claim": "underline",
}

# rich drops these, which would shift every offset after them
_CONTROL = re.compile("[\a\b\v\f\r]")


class Span(NamedTuple):
    """A part of a text and how it is shown: a rich style."""

    start: int
    end: int
    style: str


def highlight(text: str, spans: Iterable[Span]) -> Text:
    """The text with the spans styled; where they overlap, the later one wins.

    >>> highlight("Merz reist ab.", [Span(0, 4, "bold")]).spans
    [Span(0, 4, 'bold')]
    """
    result = Text(_CONTROL.sub(" ", text))
    for span in spans:
        result.stylize(span.style, span.start, span.end)
    return result


def mark(text: str, spans: Iterable[Span]) -> Text:
    """The text with [[ ]] around the spans, for output without colors; overlapping ones are joined.

    >>> mark("Merz reist ab.", [Span(0, 4, "bold")]).plain
    '[[Merz]] reist ab.'
    """
    joined: list[tuple[int, int]] = []
    for start, end, _ in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    pieces, position = [], 0
    for start, end in joined:
        pieces += [text[position:start], "[[", text[start:end], "]]"]
        position = end
    return Text(_CONTROL.sub(" ", "".join([*pieces, text[position:]])))


def in_layers(highlights: Iterable[Highlight]) -> list[Highlight]:
    """From what is said of a whole sentence to a single name, so that `highlight` leaves the name on top."""
    return sorted(highlights, key=lambda highlight: (KINDS.index(highlight.kind), highlight.start))


def annotate(text: str, highlights: Iterable[Highlight]) -> Text:
    """The text with what is known of its words in braces behind them, and [[ ]] around claims, for output without colors.

    >>> annotate("Merz reist ab.", [Highlight(0, 4, "person", "Friedrich Merz"), Highlight(0, 14, "claim")]).plain
    '[[Merz{person Friedrich Merz} reist ab.]]'
    """
    pieces, position, in_claim = [], 0, False
    for part in segments(highlights):
        if in_claim and (not part.is_claimed or part.start > position):
            pieces.append("]]")
            in_claim = False
        pieces.append(text[position : part.start])
        if part.is_claimed and not in_claim:
            pieces.append("[[")
            in_claim = True
        pieces.append(text[part.start : part.end])
        top = part.highlight
        if top is not None and part.end == top.end:
            is_said = top.label.casefold() in text[top.start : top.end].casefold()
            pieces.append(f"{{{top.kind}}}" if is_said else f"{{{top.kind} {top.label}}}")
        position = part.end
    if in_claim:
        pieces.append("]]")
    return Text(_CONTROL.sub(" ", "".join([*pieces, text[position:]])))


def shown(console: Console, text: str, evidence: Iterable[Span], names: Iterable[Span] = ()) -> Text:
    """Evidence and names highlighted where the console has colors, else the evidence marked."""
    if console.color_system:
        return highlight(text, [*evidence, *names])
    return mark(text, evidence)


def within(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """The spans that lie inside a part of the text, with offsets counted from its start."""
    return [Span(s.start - start, s.end - start, s.style) for s in spans if start <= s.start and s.end <= end]
