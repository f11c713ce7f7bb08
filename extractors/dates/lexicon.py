"""The words of `extractors/lexicons/dates.toml` as lookup tables and as alternations for regular expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

LEXICON: dict[str, dict[str, Any]] = tomllib.loads((files("extractors") / "lexicons" / "dates.toml").read_text("utf-8"))

_ADJECTIVE_ENDING = "(?:e[nrms]?)"


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a space in a word is any white space.

    >>> alternation(["Mai", "März"])
    '(?:März|Mai)'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", " ") for word in ordered) + ")"


def adjective(stems: Iterable[str]) -> str:
    """A regular expression for any inflected form of the adjectives, small or capital initial."""
    return f"(?i:{alternation(stems)}{_ADJECTIVE_ENDING})"


def adverb(words: Iterable[str]) -> str:
    """A regular expression for any of the words, small or capital initial."""
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{alternation([word[1:]])}' for word in sorted(words, key=len, reverse=True))})"


def words(group: str) -> list[str]:
    """The words of a group that is a plain list."""
    return list(LEXICON[group]["words"])


UNIT_OF_FORM: dict[str, str] = {
    form: unit for group in ("units", "clock_units") for unit, forms in LEXICON[group].items() for form in forms
}
# With the genitive: des 13. Januars; Mais is left out, it is maize.
MONTH_FORMS: dict[str, int] = LEXICON["months"] | {m + "s": n for m, n in LEXICON["months"].items() if m[-1] in "rl"}
MONTHS: dict[str, int] = MONTH_FORMS | LEXICON["short_months"]
WEEKDAYS: dict[str, int] = LEXICON["weekdays"] | LEXICON["short_weekdays"]
NUMBERS: dict[str, int] = LEXICON["numbers"]
DIRECTION_OF_STEM: dict[str, str] = {stem: name for name, stems in LEXICON["directions"].items() for stem in stems}
_DIRECTION = re.compile(f"(?i:({alternation(DIRECTION_OF_STEM)}){_ADJECTIVE_ENDING})")
_DAY_ADJECTIVE = re.compile(f"(?i:({alternation(LEXICON['day_adjectives'])}){_ADJECTIVE_ENDING})")


def direction_of(form: str) -> Any:
    """past | this | future for an inflected adjective, None for any other word.

    >>> direction_of("vergangenen"), direction_of("Nächste"), direction_of("grünen")
    ('past', 'future', None)
    """
    found = _DIRECTION.fullmatch(form)
    return DIRECTION_OF_STEM[found[1].lower()] if found else None


def days_of(form: str) -> int | None:
    """Days from publication for `heutigen`, `gestrigen` …, None for any other word."""
    found = _DAY_ADJECTIVE.fullmatch(form)
    return LEXICON["day_adjectives"][found[1].lower()] if found else None


def number_of(form: str) -> int | None:
    """The number printed as a word or in digits, None for a vague one (`einigen`)."""
    return int(form) if form.isdecimal() else NUMBERS.get(form.lower())
