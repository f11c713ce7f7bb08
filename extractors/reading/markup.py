"""Takes the marks of HTML out of a text that should be plain: entities, tags, what only browsers read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BLOCKS = (
    "address article aside blockquote center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
).split()
_INLINE = (
    "a abbr acronym audio b bdi bdo big body br button cite code data del dfn em embed font html i iframe img input ins kbd label link mark"
    " meta picture q s samp small source span strike strong sub sup time tt u var video wbr"
).split()
_UNSEEN = "head noscript object script style svg template".split()
_NAMES = sorted({*_BLOCKS, *_INLINE, *_UNSEEN}, key=len, reverse=True)
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{'|'.join(_NAMES)})(?=[\s/>])[^<>]*>|<!--|<!doctype[^<>]*>", re.IGNORECASE)
# What browsers do not show ends here.
_END_OF = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in _UNSEEN} | {"<!--": re.compile("-->")}
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ROUNDS = 3  # `&amp;ouml;` is an entity of an entity


def without_markup(text: str) -> str:
    r"""The text as a browser shows it; blocks are paragraphs. What is no HTML stays as it is.

    >>> without_markup("<p>Der <b>&ouml;sterreichische</b> Kanzler</p><p>traf &amp;quot;Freunde&amp;quot;.</p>")
    '\n\nDer österreichische Kanzler\n\n\n\ntraf "Freunde".\n\n'
    >>> without_markup("AT&T; 3 < 5 und <unbekannt>")
    'AT&T; 3 < 5 und <unbekannt>'
    """
    for _ in range(_ROUNDS):
        if "<" in text:
            text = "".join(_visible(text))
        if "&" not in text:
            break
        unescaped = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if unescaped == text:
            break
        text = unescaped
    return text


def _visible(text: str) -> Iterator[str]:
    """The pieces of the text between the tags. No place is looked at twice, so that time is linear in the text."""
    position = 0
    never_closed: set[str] = set()
    while match := _TAG.search(text, position):
        yield text[position : match.start()]
        position = match.end()
        name = (match["name"] or match[0]).lower()
        if name in _BLOCKS:
            yield "\n\n"
        elif name == "br":
            yield "\n"
        elif name in _END_OF and not match["close"] and not match[0].endswith("/>") and name not in never_closed:
            if end := _END_OF[name].search(text, position):
                position = end.end()
            else:
                never_closed.add(name)
    yield text[position:]
