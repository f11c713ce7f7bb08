"""Printed forms of names: how they are compared, and finding what one names. Knows no names itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GENITIVES = ("s", "es", "'", "'s")
SMALLEST_STEM = 3  # letters left when a genitive -s is taken off
_UMLAUTS = frozenset("aouAOU")
_GERMAN = frozenset(map(chr, range(128))) | frozenset("äöüÄÖÜß")
_HYPHENS = "[-‐‑‒–—]"  # as many kinds as typesetters use
_ONE_KIND = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "´": "'", "ı": "i", "ł": "l", "Ł": "L", "ø": "ö", "Ø": "Ö"}
    | dict.fromkeys("‐‑‒–—", "-")
)


@dataclass(frozen=True)
class CompoundPrefix:
    """A hyphenated word cut in two: `US-Außenminister` → prefix `US`, rest `Außenminister`, key `US`.

    `key` is a country's code or an organization's German name. `acts` is False where the prefix is
    more often a topic than an actor (`Ukraine-Beauftragter`, `China-Reise`).
    """

    prefix: str
    rest: str
    key: str
    acts: bool


def normalize(form: str) -> str:
    """The form as it is looked up: lower case, one kind of hyphen and apostrophe, foreign accents off, `ß` as `ss`.

    >>> normalize("Elysée–Palast"), normalize("Großbritannien"), normalize("Erdoğan"), normalize("Özil")
    ('elysee-palast', 'grossbritannien', 'erdogan', 'özil')
    """
    text = form if form.isascii() else _without_accents(form)
    return " ".join(text.casefold().split())


def _without_accents(form: str) -> str:
    plain = form.translate(_ONE_KIND)
    if not _GERMAN.issuperset(plain):
        kept: list[str] = []
        for char in unicodedata.normalize("NFD", plain):
            if not unicodedata.combining(char) or (char == "\u0308" and kept and kept[-1] in _UMLAUTS):
                kept.append(char)
        plain = unicodedata.normalize("NFC", "".join(kept))
    return plain


def is_abbreviation(form: str) -> bool:
    """Whether a form is written in capitals, so that its case tells it from a word: `IS`, `UN`, `G7`, not `Is`."""
    letters = [char for char in form if char.isalpha()]
    return len(form) <= 5 and bool(letters) and all(char.isupper() for char in letters)


class Index:
    """Finds what a printed form names: any case but for abbreviations, genitives too, never a word in lower case."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for form, key in entries:
            if is_abbreviation(form):
                self._exact.setdefault(form, key)
            else:
                self._folded.setdefault(normalize(form), key)

    def find(self, form: str) -> str | None:
        """The key of what a printed form names, None where it names nothing known.

        >>> Index([("Österreich", "AT")]).find("Österreichs")
        'AT'
        """
        form = form.strip()
        if not form or form[0].islower():
            return None
        if key := self._exact.get(form):
            return key
        folded = normalize(form)
        if key := self._folded.get(folded):
            return key
        for ending in GENITIVES:
            if folded.endswith(ending) and len(folded) - len(ending) >= SMALLEST_STEM:
                # The -s of an abbreviation is small: `PKKs`, while `EADS` is not the one of `EAD`.
                abbreviation = form[: -len(ending)] if form[-1] in "s'’" else ""
                if key := self._exact.get(abbreviation) or self._folded.get(folded[: -len(ending)]):
                    return key
        return None


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Every cut at a hyphen, the longest prefix first."""
    parts = re.split(_HYPHENS, word)
    for cut in range(len(parts) - 1, 0, -1):
        if parts[0] and parts[cut]:
            yield "-".join(parts[:cut]), "-".join(parts[cut:])
