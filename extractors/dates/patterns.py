"""What the rules of the grammar are written with: words as atoms, rules, and readers of their matches.

In a pattern a blank stands for white space within a line or one line break, `{name}` for a word of a group in `ATOMS`,
captured under that name (a digit at its end tells two of them apart). No pattern repeats an unbounded piece, so that
time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.dates import lexicon
from extractors.dates.lexicon import LEXICON, MONTHS, WEEKDAYS, adjective, adverb, alternation, words
from extractors.dates.values import Value

_SPACE = r"(?:[ \t\u00a0\u202f]{1,2}|\n)"
_END = r"(?!\w|-\w)"
_UNITS = {**LEXICON["units"], **LEXICON["clock_units"]}
_DAY_PARTS = words("parts_of_day")
_LOWER_PARTS = [part.lower() for part in _DAY_PARTS]
_NUMBER = f"(?:[0-9]{{1,3}}|(?i:{alternation(lexicon.NUMBERS)}))"

ATOMS: dict[str, str] = {
    "day": r"(?:3[01]|[12][0-9]|0?[1-9])",
    "mm": r"(?:1[0-2]|0?[1-9])",
    "year": r"(?:1[0-9]|20)[0-9]{2}(?![0-9])",
    "yy": r"[0-9]{2}(?![0-9])",
    "month": alternation(lexicon.MONTH_FORMS),
    "dmonth": f"(?:{alternation(lexicon.MONTH_FORMS)}|{alternation(LEXICON['short_months'])}(?:\\.|(?= (?:1[0-9]|20)[0-9][0-9])))",
    "weekday": alternation(LEXICON["weekdays"]),
    "shortday": f"(?:{alternation(LEXICON['weekdays'])}|{alternation(LEXICON['short_weekdays'])}\\.?)",
    "season": f"{alternation(LEXICON['seasons'])}s?",
    "feast": alternation([*LEXICON["feasts"], *LEXICON["easter_feasts"]]),
    "dir": adjective(lexicon.DIRECTION_OF_STEM),
    "dayadj": adjective(LEXICON["day_adjectives"]),
    "anadj": adjective(words("anaphoric_adjectives")),
    "phaseadj": adjective(words("phase_adjectives")),
    "phase": alternation(LEXICON["phases"]),
    "unit": alternation(lexicon.UNIT_OF_FORM),
    "period": alternation(
        f for u in ("day", "week", "weekend", "month", "quarter", "year") for f in LEXICON["units"][u]
    ),
    "number": _NUMBER,
    "vague_number": f"(?i:{alternation(words('vague_numbers'))})",
    "approx": f"(?i:{alternation(words('approximations'))})",
    "part": alternation([*_DAY_PARTS, *_LOWER_PARTS]),
    "lowpart": f"{alternation(_LOWER_PARTS)}s?",
    "dayadv": adverb(LEXICON["day_adverbs"]),
    "ordinal": alternation(LEXICON["ordinals"]),
    "hour": r"(?:2[0-4]|1[0-9]|0?[0-9])",
    "minute": r"[0-5][0-9]",
    "conn": r"(?: bis(?: einschließlich)?(?: zum| zu)?|[ ]?[–—-]|[ ]?/|,? (?:und|sowie|oder)(?: am| vom| zum)?| auf)",
}
ATOMS["yeardir"] = ATOMS["weekdir"] = ATOMS["dir"]


@dataclass(frozen=True)
class Piece:
    """A stretch of the text and what it says."""

    start: int
    end: int
    kind: str
    value: Value
    part_of_day: str | None = None


Build = Callable[[re.Match[str]], list[Piece]]


@dataclass(frozen=True)
class Rule:
    """Words that may open the expression, its pattern, and the function that reads a match (no piece: no match)."""

    openers: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


def _expand(template: str) -> str:
    """A template as a regular expression."""

    def atom(match: re.Match[str]) -> str:
        name = match[1]
        return f"(?P<{name}>{ATOMS[name.rstrip('0123456789')]})"

    expanded = re.sub(r"\{([a-z_]+[0-9]?)\}", atom, template)
    # A blank outside a character class is white space of the text; [ ] keeps one where it is optional.
    expanded = re.sub(r"(?<!\[) (?!\])", lambda _: _SPACE, expanded)
    return expanded.replace("[ ]?", f"{_SPACE}?")


OF_YEAR = r"(?:,? (?:(?:des|im) )?(?:Jahre?s? )?{year}|,? (?:des )?{yeardir} Jahres)?"
PART = r"(?:{lowpart}|[ ]?-?{part})?"


def rule_in(rules: list[Rule]) -> Callable[[Sequence[str], str], Callable[[Build], Build]]:
    """A decorator that adds a rule to the list: `@rule(openers, template)` above the function that reads its matches."""

    def rule(openers: Sequence[str], template: str) -> Callable[[Build], Build]:
        def register(build: Build) -> Build:
            rules.append(Rule(frozenset(openers), re.compile(_expand(template) + _END), build))
            return build

        return register

    return rule


def group(match: re.Match[str], name: str) -> str | None:
    """What the group matched, None where it did not or where the pattern has no such group."""
    return match.groupdict().get(name)


def year_fields(match: re.Match[str], suffix: str = "") -> dict[str, Any]:
    """year and year_shift of OF_YEAR."""
    fields: dict[str, Any] = {}
    if year := group(match, "year" + suffix):
        fields["year"] = int(year)
    if form := group(match, "yeardir" + suffix):
        fields["year_shift"] = SHIFTS[lexicon.direction_of(form)]
    return fields


SHIFTS = {"past": -1, "this": 0, "future": 1}


def month_number(form: str) -> int:
    """The number of a month as it is printed, in full or short.

    >>> month_number("Dezember"), month_number("Dez.")
    (12, 12)
    """
    return MONTHS[form.rstrip(".")]


def weekday_number(form: str) -> int:
    """The number of a weekday as it is printed, in full or short: Monday is 0.

    >>> weekday_number("Montag"), weekday_number("So.")
    (0, 6)
    """
    return WEEKDAYS[form.rstrip(".")]


def whole(match: re.Match[str], kind: str, value: Value, part: str | None = None) -> list[Piece]:
    """The one expression of time that a whole match is, with the part of the day that it names."""
    return [Piece(match.start(), match.end(), kind, value, part)]


def part_of(match: re.Match[str], suffix: str = "") -> str | None:
    """The part of the day that a match names, as a noun (`Morgen`, also where `morgens` is printed)."""
    form = group(match, "lowpart" + suffix) or group(match, "part" + suffix)
    return form[0].upper() + form[1:] if form else None


def joins_days(connective: str, first: int, second: int) -> bool:
    """Whether `und` between two days means both and what is between (8. und 9. Juli), not two dates (8. und 20. Juli)."""
    return not re.search(r"und|sowie|oder", connective) or second - first == 1
