"""Is the first line of a plain text its headline? And the machine header ` date 2026-01-06 Text…`."""

from __future__ import annotations

import re

MAX_HEADLINE_LENGTH = 160  # code points; the longest headlines of German papers have about 140

_MACHINE_HEADER = re.compile(r"\s*date\s+(\d{4}-\d{1,2}-\d{1,2})(?=\s|$)")
_CLOSING = "\"'“”‘’»«)] "
_DATE_LINE = re.compile(
    r"[^\W\d_][^\n]{1,60}?\s*\([^()\n]{2,40}\)\s*[-–—]"  # Paris (Reuters) -
    r"|(?:[A-Z][a-z]+tag, )?(?:den )?\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+)\s?\d{4}\s*$"  # 6. Mai 2025
    r"|[^\W\d_][\w ./-]{1,40},\s*(?:den\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+)\s?(?:\d{4})?\s*(?:[-–—]|$)"  # Wien, 6. Mai 2025
)
# Possessive: a line that is none could be cut into words in a hundred million ways.
_BYLINE = re.compile(r"(?:Von|Foto|Bild|Quelle)\b:?\s++(?:[^\W\d_][\w.’'-]*+[\s,/]*+){1,6}+")


def split_machine_header(text: str) -> tuple[str | None, str]:
    """The date of a machine header, or None, and the text without it.

    >>> split_machine_header(" date 2026-01-06 Die Minister beraten.")
    ('2026-01-06', 'Die Minister beraten.')
    >>> split_machine_header("Die Minister beraten.")
    (None, 'Die Minister beraten.')
    """
    if match := _MACHINE_HEADER.match(text):
        return match[1], text[match.end() :].lstrip()
    return None, text


def split_headline(text: str) -> tuple[str | None, str]:
    r"""The headline, or None, and the rest; `text` is clean.

    A headline is a short first line with more text below it that does not end like a sentence of
    running text. A date line, a by-line and a single line are none.

    >>> split_headline("Minister beraten in Wien\nDie Minister trafen am Montag ein.")
    ('Minister beraten in Wien', 'Die Minister trafen am Montag ein.')
    >>> split_headline("Die Minister trafen am Montag ein.\nSie beraten in Wien.")[0] is None
    True
    """
    line, _, rest = text.partition("\n")
    return (line, rest.lstrip("\n")) if rest.strip() and is_headline(line) else (None, text)


def is_headline(line: str) -> bool:
    """Does this line look like a headline rather than like running text?"""
    if len(line) > MAX_HEADLINE_LENGTH or len(line.split()) < 2 or not any(letter.isalpha() for letter in line):
        return False
    if _DATE_LINE.match(line) or (_BYLINE.fullmatch(line) and len(line.split()) <= 6):
        return False
    bare = line.rstrip(_CLOSING)
    if bare.endswith(("...", "…")):  # cut off by a feed
        return True
    return bool(bare) and not bare.endswith((".", ",", ";", ":", "-", "–"))
