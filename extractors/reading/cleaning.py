"""Cleaning of text, done once, before anything counts an offset. Cleaning what is clean changes nothing."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width characters, joiners, marks and isolates of writing direction, byte order
# mark, interlinear annotation, lone surrogates: invisible, and in the way of every comparison.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|[\r\n\v\f\u2028]")
_PARAGRAPH_END = "\u2029"
_ODD_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BLANKS = re.compile("  +")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_BLANK_LINES = re.compile("\n{3,}")


def _c1_as_windows_1252() -> dict[int, str]:
    """Code points 128 to 159 are controls that nobody means: text in Windows-1252 read as Latin-1."""
    table = {}
    for code in range(0x80, 0xA0):
        try:
            table[code] = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:  # five of them are undefined there too
            continue
    return table


_C1 = _c1_as_windows_1252()
_HAS_C1 = re.compile("[\x80-\x9f]")


def clean(text: str) -> str:
    r"""The text as it is stored: NFC, lines end in \n, at most one blank line in a row.

    Invisible and control characters go, every kind of blank becomes one space, blanks at the
    edges of lines and empty lines at the edges of the text go. Paragraphs stay apart.

    >>> clean("Der Pra\u0308sident\u00a0 kam. \r\n\r\n\r\nEr traf den Bundes\u00adkanzler.\n")
    'Der Präsident kam.\n\nEr traf den Bundeskanzler.'
    """
    if _HAS_C1.search(text):
        text = text.translate(_C1)
    text = _LINE_END.sub("\n", text).replace(_PARAGRAPH_END, "\n\n")
    text = _ODD_BLANK.sub(" ", text)
    text = _CONTROL.sub("", text)
    text = _INVISIBLE.sub("", text)
    # after the removals: they can bring a letter and its combining mark together
    text = unicodedata.normalize("NFC", text)
    text = _BLANKS.sub(" ", text)
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    return _BLANK_LINES.sub("\n\n", text).strip(" \n")


def clean_line(text: str) -> str:
    r"""The same for what belongs on one line, such as a title or a name.

    >>> clean_line(" Gipfel\n in  Paris ")
    'Gipfel in Paris'
    """
    return " ".join(clean(text).split())
