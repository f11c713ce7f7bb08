"""Text as HTML with spans of it marked. Offsets are code points, as everywhere in the warehouse; spans may overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from orchestration.dashboard.wording import plain


@dataclass(frozen=True)
class Span:
    """A part of a text: a CSS class, and if they are given, a link, a tool tip and an id to jump to."""

    start: int
    end: int
    css: str
    href: str | None = None
    tip: str | None = None
    anchor: str | None = None


def marked(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> Markup:
    """The part of a text from `start` to `end`, with its spans marked; a shorter span stands inside a longer one.

    Where spans overlap without one lying inside the other, each is parted at the other's border. An id stands where its
    span begins, once.

    >>> print(marked("Merz reist ab.", [Span(0, 14, "evidence"), Span(0, 4, "person", href="/m", tip="Friedrich Merz")]))
    <span class="evidence"><a class="person" href="/m" title="Friedrich Merz">Merz</a></span><span class="evidence"> reist ab.</span>
    """
    end = len(text) if end is None else end
    inside = [span for span in set(spans) if span.start < end and span.end > start and span.start < span.end]
    borders = sorted({start, end, *(b for span in inside for b in (span.start, span.end) if start < b < end)})
    pieces = []
    anchored: set[str | None] = {None}
    for left, right in pairwise(borders):
        covering = [span for span in inside if span.start <= left and right <= span.end]
        covering.sort(key=lambda span: (span.end - span.start, span.css, span.start))
        piece = escape(text[left:right])
        linked = False
        for span in covering:
            begins = span.start == left and span.anchor not in anchored
            anchored.add(span.anchor if begins else None)
            piece = _wrapped(piece, span, has_anchor=begins, may_link=not linked)
            linked = linked or span.href is not None
        pieces.append(piece)
    return Markup("").join(pieces)


def snippet(text: str, words: str, around: int = 90) -> Markup:
    """The neighborhood of the first word that is found, with all of them marked; case and accents do not count.

    >>> print(snippet("Der Präsident trifft Selenskyj.", "prasident selen"))
    Der <mark>Präsident</mark> trifft <mark>Selen</mark>skyj.
    """
    letters, offsets = _letters(text)
    spans: list[tuple[int, int]] = []
    for word in plain(words).split():
        position = letters.find(word)
        while position >= 0 and len(spans) < 200:
            spans.append((offsets[position], offsets[position + len(word) - 1] + 1))
            position = letters.find(word, position + len(word))
    first = min(spans, default=(0, 0))[0]
    start = text.rfind(" ", 0, max(first - around, 0)) + 1 if first > around else 0
    end = text.find(" ", first + 2 * around)
    end = len(text) if end < 0 else end
    found = marked(text, [Span(*span, "mark") for span in spans], start, end)
    return Markup("{}{}{}").format("… " if start else "", found, " …" if end < len(text) else "")


def _wrapped(piece: Markup, span: Span, *, has_anchor: bool, may_link: bool) -> Markup:
    if span.css == "mark":
        return Markup("<mark>{}</mark>").format(piece)
    attributes = Markup("")
    if has_anchor:
        attributes += Markup(' id="{}"').format(span.anchor)
    attributes += Markup(' class="{}"').format(span.css)
    name = "a" if span.href and may_link else "span"
    if name == "a":
        attributes += Markup(' href="{}"').format(span.href)
    if span.tip:
        attributes += Markup(' title="{}"').format(span.tip)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), attributes, piece)


def _letters(text: str) -> tuple[str, list[int]]:
    """The text in plain letters, and where in it each of them comes from."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for part in plain(letter):
            letters.append(part)
            offsets.append(offset)
    return "".join(letters), offsets
