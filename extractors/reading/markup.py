"""Takes the marks of HTML out of a text that should be plain: entities, tags, what only browsers read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from extractors.lexicon import word_lists

_ELEMENTS = word_lists("html_elements")
_NAMES = sorted(frozenset().union(*_ELEMENTS.values()), key=lambda name: (-len(name), name))
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{'|'.join(_NAMES)})(?=[\s/>])[^<>]*>|<!--|<!doctype[^<>]*>", re.IGNORECASE)
# What browsers do not show ends here.
_END_OF = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in _ELEMENTS["unseen"]} | {
    "<!--": re.compile("-->")
}
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
        if name in _ELEMENTS["blocks"]:
            yield "\n\n"
        elif name == "br":
            yield "\n"
        elif name in _END_OF and not match["close"] and not match[0].endswith("/>") and name not in never_closed:
            if end := _END_OF[name].search(text, position):
                position = end.end()
            else:
                never_closed.add(name)
    yield text[position:]
