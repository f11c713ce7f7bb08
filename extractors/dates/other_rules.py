"""What no day of publication can fix: times of the clock, parts of the day, lengths, repetition, `jetzt` and `bald`."""

from __future__ import annotations

import re

from extractors.dates import lexicon
from extractors.dates.lexicon import LEXICON, UNIT_OF_FORM, adverb, alternation, words
from extractors.dates.patterns import (
    PART,
    Piece,
    Rule,
    group,
    part_of,
    rule_in,
    whole,
)
from extractors.dates.values import ClockTime, Duration, Shift, Vague

RULES: list[Rule] = []
rule = rule_in(RULES)


_IN_DAY = re.compile(
    r"\b(?:[Aa]m|[Ii]n der|[Zz]um|[Vv]om|[Dd]en|[Bb]is in die|[Gg]egen|[Ii]n den|[Zz]u|[Ii]n die|[Ii]n dieser|[Aa]n diesem|[Ii]m Laufe des)\s\Z"
)


@rule(["part", "phaseadj"], r"(?:{phaseadj} )?{part}")
def _part_of_day(match: re.Match[str]) -> list[Piece]:
    if match["part"][0].islower() or not _IN_DAY.search(match.string[max(0, match.start() - 12) : match.start()]):
        return []
    return whole(match, "part_of_day", Vague(None, "day"), part_of(match))


@rule(["daily"], adverb(words("daily_adverbs")))
def _daily(match: re.Match[str]) -> list[Piece]:
    return whole(match, "repetition", Vague())


@rule(
    ["digit"],
    r"{hour}(?:[.:]{minute})?(?:[ ]?(?:-|–|bis)[ ]?(?:2[0-4]|1[0-9]|0?[0-9])(?:[.:][0-5][0-9])?)? Uhr(?: {minute2})?",
)
@rule(["number"], r"(?:halb )?{number} Uhr")
def _clock(match: re.Match[str]) -> list[Piece]:
    hour = int(match["hour"]) if group(match, "hour") else lexicon.number_of(match["number"])
    if hour is None or hour > 24:
        return []
    minute = group(match, "minute") or group(match, "minute2")
    return whole(match, "time_of_day", ClockTime(hour, int(minute) if minute else 0))


@rule(
    ["number", "digit", "approx", "vague_number"],
    r"(?:{approx} )?(?:(?P<amount>[0-9]{1,4})|{number}|{vague_number})(?: (?:lange|volle|ganze|weitere)n?)? {unit}(?: und {number2} {unit2})?(?! (?:alt|jung|jünger|älter))",
)
def _duration(match: re.Match[str]) -> list[Piece]:
    if match["unit"].startswith("Jahr") and _AGE.search(match.string[max(0, match.start() - 20) : match.start()]):
        return []
    form = match["amount"] or match["number"]
    return whole(match, "duration", Duration(lexicon.number_of(form) if form else None, UNIT_OF_FORM[match["unit"]]))


@rule(["unit"], r"{unit}")
def _plural_duration(match: re.Match[str]) -> list[Piece]:
    """`seit Jahren`, `vor Wochen`: a plural without a count, right after its preposition."""
    unit = UNIT_OF_FORM[match["unit"]]
    is_plural = match["unit"].endswith("n") and unit != "weekend"
    if not is_plural or not _SINCE.search(match.string[max(0, match.start() - 8) : match.start()]):
        return []
    return whole(match, "duration", Duration(None, unit))


_SINCE = re.compile(r"\b(?:[Ss]eit|[Vv]or|[Nn]ach|[Bb]innen)\s\Z")
_AGE = re.compile(r"\b(?:Alter von|unter|ab|über|Kinder bis|knapp über)\s\Z")
_ADJECTIVE_UNITS: dict[str, str] = LEXICON["length_adjectives"]


@rule(
    ["duration_adjective", "digit"],
    rf"(?:(?P<amount>[0-9]{{1,3}})-|(?i:(?P<word>{alternation(lexicon.NUMBERS)}|mehr)))(?P<length>{'|'.join(_ADJECTIVE_UNITS)})e[nrms]?",
)
def _duration_adjective(match: re.Match[str]) -> list[Piece]:
    form = match["amount"] or match["word"]
    return whole(match, "duration", Duration(lexicon.number_of(form), _ADJECTIVE_UNITS[match["length"]]))


@rule(
    ["lasting"], r"(?i:(?:sekunden|minuten|stunden|tage|wochen|monate|jahre|jahrzehnte|jahrhunderte)lang)(?:e[nrms]?)?"
)
def _lasting(match: re.Match[str]) -> list[Piece]:
    return whole(match, "duration", Vague())


@rule(["repetition"], adverb(words("repetitions")))
@rule(["repetition"], rf"(?i:{alternation(words('repetitions')[:7])})(?:e[nrms]?)")
@rule(
    ["repetition_determiner"],
    rf"(?i:{alternation(words('repetition_determiners'))}) (?:(?:zweiten|dritten|ersten|letzten) )?(?:{{weekday}}{PART}|{{unit}}|{{month}}|{{part2}})",
)
@rule(["every"], r"[Aa]lle (?:{number}|paar) {unit}")
def _repetition(match: re.Match[str]) -> list[Piece]:
    return whole(match, "repetition", Vague())


@rule(
    ["vague"],
    "(?:"
    + "|".join(f"(?P<{direction}>{adverb(forms)})" for direction, forms in LEXICON["vague_adverbs"].items())
    + ")",
)
def _vague_adverb(match: re.Match[str]) -> list[Piece]:
    return whole(match, "vague", Vague(match.lastgroup))  # type: ignore[arg-type]


@rule(["year_adverb"], adverb(LEXICON["year_adverbs"]))
def _year_adverb(match: re.Match[str]) -> list[Piece]:
    return whole(match, "relative", Shift(0, "year"))
