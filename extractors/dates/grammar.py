"""The grammar of German time expressions: patterns over the words of the lexicon, and what each one says.

A rule is tried only at the words of its `openers`; among the rules that match there, the longest match wins, among equals
the first rule. In a pattern a blank stands for white space within a line or one line break, `{name}` for a word of a
group in `ATOMS` (captured under that name; a digit at its end tells two of them apart). No pattern repeats an unbounded
piece, so that time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.dates import lexicon
from extractors.dates.lexicon import LEXICON, MONTHS, UNIT_OF_FORM, WEEKDAYS, adjective, adverb, alternation, words
from extractors.dates.values import (
    CalendarDate,
    ClockTime,
    Duration,
    Feast,
    Range,
    Season,
    Shift,
    Vague,
    Value,
    Weekday,
)

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
    "month": alternation(LEXICON["months"]),
    "dmonth": f"(?:{alternation(LEXICON['months'])}|{alternation(LEXICON['short_months'])}\\.?)",
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
    "period": alternation(f for u in ("day", "week", "weekend", "month", "quarter", "year") for f in LEXICON["units"][u]),
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

RULES: list[Rule] = []


def _rule(openers: Sequence[str], template: str) -> Callable[[Build], Build]:
    def register(build: Build) -> Build:
        RULES.append(Rule(frozenset(openers), re.compile(_expand(template) + _END), build))
        return build

    return register


def _get(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _year_fields(match: re.Match[str], suffix: str = "") -> dict[str, Any]:
    """year and year_shift of OF_YEAR."""
    fields: dict[str, Any] = {}
    if year := _get(match, "year" + suffix):
        fields["year"] = int(year)
    if form := _get(match, "yeardir" + suffix):
        fields["year_shift"] = _SHIFT[lexicon.direction_of(form)]
    return fields


_SHIFT = {"past": -1, "this": 0, "future": 1}


def _month_number(form: str) -> int:
    return MONTHS[form.rstrip(".")]


def _weekday_number(form: str) -> int:
    return WEEKDAYS[form.rstrip(".")]


def _whole(match: re.Match[str], kind: str, value: Value, part: str | None = None) -> list[Piece]:
    return [Piece(match.start(), match.end(), kind, value, part)]


def _part(match: re.Match[str], suffix: str = "") -> str | None:
    form = _get(match, "lowpart" + suffix) or _get(match, "part" + suffix)
    return form[0].upper() + form[1:] if form else None


def _joins_days(connective: str, first: int, second: int) -> bool:
    """Whether `und` between two days means both and what is between (8. und 9. Juli), not two dates (8. und 20. Juli)."""
    return not re.search(r"und|sowie|oder", connective) or second - first == 1


# -- calendar dates ----------------------------------------------------------------------------


@_rule(["digit"], r"{year}-(?P<mm>0[1-9]|1[0-2])-(?P<day>3[01]|[12][0-9]|0[1-9])(?:T[0-9:.+Z-]{2,30})?")
def _iso_date(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "date", CalendarDate(int(match["year"]), int(match["mm"]), int(match["day"])))


@_rule(["digit"], r"{day}\.[ ]?{dmonth}" + OF_YEAR)
def _day_of_month(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "date", _date(match))


def _date(match: re.Match[str], suffix: str = "", **more: Any) -> CalendarDate:
    month = _get(match, "dmonth" + suffix)
    number = _month_number(month) if month else int(match["mm" + suffix])
    fields = _year_fields(match, suffix)
    if short := _get(match, "yy" + suffix):
        fields["year"] = 2000 + int(short) if int(short) < 70 else 1900 + int(short)
    return CalendarDate(month=number, day=int(match["day" + suffix]), **fields, **more)


NUMERIC = r"{day}\.[ ]?{mm}\.(?:[ ]?{year}|{yy}(?![.,:][0-9]| Uhr))"


@_rule(["digit"], NUMERIC)
def _numeric_date(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "date", _date(match))


@_rule(["digit"], r"{day}\.[ ]?{mm}\.(?![0-9])")
def _numeric_day(match: re.Match[str]) -> list[Piece]:
    before = match.string[max(0, match.start() - 24) : match.start()]
    if not _NUMERIC_CONTEXT.search(before):
        return []
    return _whole(match, "date", _date(match))


_NUMERIC_CONTEXT = re.compile(rf"(?:\b(?:am|vom|zum|bis|ab|seit|dem|den|der|und|zwischen|{'|'.join(LEXICON['weekdays'])}),?\s|\(|\n|^)\Z")


@_rule(
    ["digit", "weekday", "shortday"],
    r"(?:{shortday},?[ ]?(?:den |dem )?)?{day}\.(?:[ ]?{dmonth})?(?:[ ]?{year})?,?{conn}[ ]?(?:{shortday2},?[ ]?(?:den |dem )?|dem |den )?{day2}\.[ ]?{dmonth2}"
    + OF_YEAR.replace("}", "2}"),
)
def _date_range(match: re.Match[str]) -> list[Piece]:
    return _range(match)


@_rule(["digit"], r"{day}\.(?:[ ]?{mm}\.)?(?:[ ]?{year})?{conn}[ ]?{day2}\.[ ]?{mm2}\.(?:[ ]?{year2})?")
def _numeric_range(match: re.Match[str]) -> list[Piece]:
    if not (match["year2"] or match["mm"]):
        return []
    return _range(match)


def _range(match: re.Match[str]) -> list[Piece]:
    end = _date(match, "2")
    month_form, mm = _get(match, "dmonth"), _get(match, "mm")
    month = _month_number(month_form) if month_form else int(mm) if mm else end.month
    year = int(match["year"]) if _get(match, "year") else end.year
    assert month is not None and end.month is not None and end.day is not None
    day = int(match["day"])
    if year and not _get(match, "year") and (month, day) > (end.month, end.day):
        year -= 1
    start = CalendarDate(year=year, month=month, day=day, year_shift=end.year_shift)
    if _get(match, "year") is None and (month, day) > (end.month, end.day) and month == end.month:
        return []
    zwischen = re.search(r"zwischen(?:\s\w{3})?\s\Z", match.string[max(0, match.start() - 14) : match.start()])
    if month == end.month and not zwischen and not _joins_days(match["conn"], day, end.day):
        return [
            Piece(match.start(), match.start("conn"), "date", start),
            Piece(match.start("day2"), match.end(), "date", end),
        ]
    return _whole(match, "range", Range(start, end))


@_rule(["digit"], r"(?P<days>(?:(?:3[01]|[12][0-9]|0?[1-9])\.,[ ]?){1,8}(?:3[01]|[12][0-9]|0?[1-9])\.),? (?:und|sowie|oder|bis)(?: am)? {day}\.[ ]?{dmonth}" + OF_YEAR)
def _day_list(match: re.Match[str]) -> list[Piece]:
    last = _date(match)
    pieces = [
        Piece(
            match.start("days") + found.start(),
            match.start("days") + found.end(),
            "date",
            CalendarDate(last.year, last.month, int(found[1]), year_shift=last.year_shift),
        )
        for found in re.finditer(r"([0-9]{1,2})\.", match["days"])
    ]
    return [*pieces, Piece(match.start("day"), match.end(), "date", last)]


# -- weekdays ----------------------------------------------------------------------------------

_BEFORE_DATE = r"(?:{dir} |{dayadj} )?{shortday}" + PART


@_rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r",?[ ]?(?:den |dem )?{day}\.[ ]?{dmonth}" + OF_YEAR)
@_rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r" \({day}\.[ ]?{dmonth}" + OF_YEAR + r"\)")
@_rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r",?[ ]?(?:den |dem )?" + NUMERIC)
@_rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r",?[ ]?(?:den |dem )?{day}\.[ ]?{mm}\.(?![0-9])")
@_rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r" \({day}\.[ ]?{mm}\.(?:[ ]?{year})?\)")
def _weekday_and_date(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "date", _date(match, weekday=_weekday_number(match["shortday"])), _part(match))


@_rule(
    ["weekday", "direction", "dayadj"],
    r"(?:{dir} |{dayadj} )?{weekday}" + PART + r"(?:,? (?:(?:in )?der |in )?{weekdir} Woche)?",
)
def _weekday(match: re.Match[str]) -> list[Piece]:
    if match["dayadj"] is not None:
        return _whole(match, "weekday", Shift(lexicon.days_of(match["dayadj"]), "day"), _part(match))
    shift = _SHIFT[lexicon.direction_of(match["weekdir"])] if match["weekdir"] else None
    return _whole(match, "weekday", _weekday_value(match, shift=shift), _part(match))


def _weekday_value(match: re.Match[str], suffix: str = "", shift: int | None = None) -> Weekday:
    adjective_form = _get(match, "dir" + suffix)
    direction = lexicon.direction_of(adjective_form) if adjective_form else None
    return Weekday(_weekday_number(match["weekday" + suffix]), direction, shift)


@_rule(["weekday"], r"{weekday}" + PART + r" (?P<sense>in|vor) {number} (?P<unit>Wochen?)")
def _weekday_of_other_week(match: re.Match[str]) -> list[Piece]:
    number = lexicon.number_of(match["number"])
    assert number is not None
    return _whole(match, "weekday", Weekday(_weekday_number(match["weekday"]), None, number if match["sense"] == "in" else -number), _part(match))


@_rule(["weekday", "direction"], r"(?:{dir} )?{weekday}" + PART + r"{conn}[ ]?(?:{dir2} )?{weekday2}" + PART.replace("}", "2}"))
def _weekday_range(match: re.Match[str]) -> list[Piece]:
    start, end = _weekday_value(match), _weekday_value(match, "2")
    if not _joins_days(match["conn"], 0, (end.weekday - start.weekday) % 7):
        second = match.start("dir2") if match["dir2"] else match.start("weekday2")
        return [
            Piece(match.start(), match.start("conn"), "weekday", start, _part(match)),
            Piece(second, match.end(), "weekday", end, _part(match, "2")),
        ]
    return _whole(match, "range", Range(start, end))


@_rule(["part"], r"(?:Nacht|Nächte) (?:(?:von|vom) (?:{weekday}) (?:auf(?: den)?|zum)|zum|auf(?: den)?|zu) (?:{dir} )?{weekday2}")
def _night_before(match: re.Match[str]) -> list[Piece]:
    """The night is that of the second day: what happened after midnight is reported so."""
    direction = lexicon.direction_of(match["dir"]) if match["dir"] else None
    return _whole(match, "weekday", Weekday(_weekday_number(match["weekday2"]), direction), "Nacht")


@_rule(["part"], r"{part} (?:des|vom|von|zum) (?:{weekday}, (?:dem )?)?{day}\.[ ]?{dmonth}" + OF_YEAR)
@_rule(["part"], r"{part} (?:vom|von|des) {day2}\.(?: {dmonth2})?(?: auf| zum)(?: den| dem)? {day}\.[ ]?{dmonth}" + OF_YEAR)
def _part_of_date(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "date", _date(match), _part(match))


# -- days and periods seen from the publication -------------------------------------------------


_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]\s?|[„“\"»«(])\Z")


@_rule(["dayadv"], r"{dayadv}(?: {part}| (?P<early>früh))?")
def _day_adverb(match: re.Match[str]) -> list[Piece]:
    if match["dayadv"] == "Morgen" and not _SENTENCE_START.search(match.string[max(0, match.start() - 3) : match.start()]):
        return []
    shift = LEXICON["day_adverbs"][match["dayadv"].lower()]
    part = _part(match) or ("Früh" if match["early"] else None)
    return _whole(match, "relative", Shift(shift, "day"), part)


@_rule(["dayadj"], r"{dayadj} (?:{part}|Tage?s?)")
def _day_adjective_and_part(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "relative", Shift(lexicon.days_of(match["dayadj"]), "day"), _part(match))


@_rule(["dayadj"], r"{dayadj}")
def _day_adjective(match: re.Match[str]) -> list[Piece]:
    days = lexicon.days_of(match["dayadj"])
    if days == 0:  # der heutige Präsident
        return _whole(match, "vague", Vague("present"))
    return _whole(match, "relative", Shift(days, "day"))


@_rule(["direction"], r"{dir} {period}")
def _period(match: re.Match[str]) -> list[Piece]:
    direction, unit = lexicon.direction_of(match["dir"]), UNIT_OF_FORM[match["period"]]
    if _is_plural(match["dir"], match["period"], unit):
        return _whole(match, "duration", _vague(direction))
    if unit == "day":
        return _whole(match, "anaphoric", Vague(None, "day"))
    return _whole(match, "relative", Shift(_SHIFT[direction], unit))  # type: ignore[arg-type]


def _vague(direction: str) -> Vague:
    return Vague("present" if direction == "this" else direction)  # type: ignore[arg-type]


def _is_plural(adjective_form: str, form: str, unit: str) -> bool:
    """`den vergangenen Jahren` is plural, `dem vergangenen Jahre` is not."""
    forms = LEXICON["units"][unit]
    if unit in ("week", "weekend"):
        return form == forms[1]
    return form == forms[2] or (form == forms[1] and not adjective_form.endswith("m")) if unit != "quarter" else form in forms[1:4:2]


@_rule(["direction"], r"{dir} (?:{number}|{vague_number}) {unit}")
def _counted_periods(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "duration", _vague(lexicon.direction_of(match["dir"])))


@_rule(["direction"], r"{dir} (?:{phaseadj} )?{part}")
def _part_of_day_near(match: re.Match[str]) -> list[Piece]:
    direction, part = lexicon.direction_of(match["dir"]), _part(match)
    yesterday = direction == "past" and part != "Nacht"  # die vergangene Nacht ended today
    return _whole(match, "relative", Shift(-1 if yesterday else 0, "day"), part)


@_rule(["direction"], r"{dir} {month}(?: {year})?")
def _month_near(match: re.Match[str]) -> list[Piece]:
    value = CalendarDate(month=_month_number(match["month"]), direction=lexicon.direction_of(match["dir"]), **_year_fields(match))
    return _whole(match, "month", value)


@_rule(["direction"], r"{dir} {season}(?: {year})?")
def _season_near(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "season", _season(match, direction=lexicon.direction_of(match["dir"])))


@_rule(["direction"], r"{dir} {feast}(?: {year})?")
def _feast_near(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "feast", _feast(match, direction=lexicon.direction_of(match["dir"])))


@_rule(["anadj"], r"{anadj} (?:{weekday}" + PART + r"|{period}|{part2}|{month})")
def _anaphoric(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["period"]] if match["period"] else "month" if match["month"] else "day"
    precision = unit if unit in ("day", "week", "month", "year") else "unknown"
    return _whole(match, "anaphoric", Vague(None, precision))  # type: ignore[arg-type]


@_rule(["anaphoric_day"], alternation(words("anaphoric_days")))
def _anaphoric_day(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "anaphoric", Vague(None, "day"))


@_rule(["number", "digit", "unit"], r"(?:(?:{number}|{vague_number}) )?{unit} (?:später|zuvor|danach|darauf|vorher|davor)")
def _anaphoric_distance(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["unit"]]
    return _whole(match, "anaphoric", Vague(None, unit if unit in ("day", "week", "month", "year") else "unknown"))  # type: ignore[arg-type]


@_rule(["vor", "in"], r"(?P<sense>[Vv]or|[Ii]n) (?:{approx} )?(?:{number}|{vague_number}) {unit}")
def _distance(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["unit"]]
    past = match["sense"].lower() == "vor"
    if unit not in ("day", "week", "weekend", "month", "quarter", "year"):
        return _whole(match, "relative", Vague("past" if past else "future"))
    number = lexicon.number_of(match["number"]) if match["number"] else None
    if number is None:
        return _whole(match, "relative", Vague("past" if past else "future"))
    return _whole(match, "relative", Shift(-number if past else number, unit))  # type: ignore[arg-type]


@_rule(["unit"], alternation(LEXICON["units"]["weekend"]))
def _weekend(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "relative", Shift(None, "weekend"))


@_rule(["period_noun"], alternation(LEXICON["period_nouns"]) + "s?")
def _period_noun(match: re.Match[str]) -> list[Piece]:
    unit, amount = LEXICON["period_nouns"].get(match[0]) or LEXICON["period_nouns"][match[0][:-1]]
    return _whole(match, "relative", Shift(amount, unit))


@_rule(["period_part"], alternation(LEXICON["period_parts"]))
def _period_part(match: re.Match[str]) -> list[Piece]:
    unit, phase = LEXICON["period_parts"][match[0]]
    return _whole(match, "relative", Shift(0, unit, phase=phase))


# -- months, seasons, years ---------------------------------------------------------------------


@_rule(["month"], r"{month}" + OF_YEAR)
def _month(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "month", CalendarDate(month=_month_number(match["month"]), **_year_fields(match)))


@_rule(["month"], r"{month}(?: {year})?{conn}[ ]?{month2}" + OF_YEAR.replace("}", "2}"))
def _month_range(match: re.Match[str]) -> list[Piece]:
    end = CalendarDate(month=_month_number(match["month2"]), **_year_fields(match, "2"))
    month = _month_number(match["month"])
    assert end.month is not None
    year = int(match["year"]) if match["year"] else end.year and end.year - (month > end.month)
    start = CalendarDate(year=year, month=month, year_shift=end.year_shift)
    if not match["year"] and not _joins_days(match["conn"], month, end.month):
        return [Piece(match.start(), match.start("conn"), "month", start), Piece(match.start("month2"), match.end(), "month", end)]
    return _whole(match, "range", Range(start, end))


@_rule(["phase"], r"{phase}(?:[ ]?(?:/|bis)[ ]?{phase2})? {month}" + OF_YEAR)
def _phase_of_month(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "month", CalendarDate(month=_month_number(match["month"]), phase=LEXICON["phases"][match["phase"]], **_year_fields(match)))


@_rule(["phase"], r"{phase} (?:des Jahres )?{year}")
def _phase_of_year(match: re.Match[str]) -> list[Piece]:
    if _is_counted(match.string, match.end("year")):
        return []
    return _whole(match, "year", CalendarDate(int(match["year"]), phase=LEXICON["phases"][match["phase"]]))


@_rule(["phase"], r"{phase} (?:(?:der|des) )?(?:{dir} )?(?P<unit>Woche|Monats|Jahres|Wochenendes|Quartals)")
def _phase_of_period(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["unit"]]
    shift = _SHIFT[lexicon.direction_of(match["dir"])] if match["dir"] else 0
    return _whole(match, "relative", Shift(shift, unit, phase=LEXICON["phases"][match["phase"]]))  # type: ignore[arg-type]


def _season(match: re.Match[str], **more: Any) -> Season:
    form = match["season"]
    first = LEXICON["seasons"].get(form) or LEXICON["seasons"][form[:-1]]
    return Season(first, **_year_fields(match), **more)


@_rule(["season"], r"{season}" + OF_YEAR + r"(?:/[0-9]{2,4})?")
def _season_rule(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "season", _season(match))


def _feast(match: re.Match[str], **more: Any) -> Feast:
    form = match["feast"]
    fixed = LEXICON["feasts"].get(form)
    month, day, precision = fixed or (None, *LEXICON["easter_feasts"][form])
    return Feast(month, day, precision, **_year_fields(match), **more)


@_rule(["feast"], r"{feast}" + OF_YEAR)
def _feast_rule(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "feast", _feast(match))


@_rule(["unit"], r"(?P<unit>Jahre?[sn]?) {year}(?:{conn}[ ]?{year2})?")
def _named_year(match: re.Match[str]) -> list[Piece]:
    start = CalendarDate(int(match["year"]))
    if match["year2"]:
        return _whole(match, "range", Range(start, CalendarDate(int(match["year2"]))))
    return _whole(match, "year", start)


@_rule(["digit"], r"{year}(?:(?P<slash>[ ]?/[ ]?|[ ]?[–-][ ]?){year2}|(?P<slash2>/[ ]?){yy}| bis(?: zum Jahr)? {year3})")
def _year_range(match: re.Match[str]) -> list[Piece]:
    start = int(match["year"])
    end = int(match["year2"] or match["year3"] or start // 100 * 100 + int(match["yy"]))
    if not start < end <= start + 400 or not 1000 <= start < 2200:
        return []
    return _whole(match, "range", Range(CalendarDate(start), CalendarDate(end)))


_NUMBERED = re.compile(rf"(?:{alternation(words('numbered'))}\s|[/+.,:€$§#][ ]?|\d[ ])\Z")
_COUNTED = re.compile(rf"\s{{1,2}}{alternation(words('counted'))}\b|[ ]?[€$%°]|[.,:]\d|\s\d|[ ](?:Uhr|km|kg|m|cm|ha)\b")


def _is_counted(text: str, end: int) -> bool:
    return _COUNTED.match(text, end) is not None


@_rule(["digit"], r"(?P<year>(?:1[789]|20)[0-9]{2})(?![0-9])")
def _year(match: re.Match[str]) -> list[Piece]:
    text = match.string
    if _is_counted(text, match.end()) or _NUMBERED.search(text[max(0, match.start() - 20) : match.start()]):
        return []
    return _whole(match, "year", CalendarDate(int(match["year"])))


@_rule(["digit"], r"(?:[0-9]{2,4}er(?:-| )Jahren?|[0-9]{1,2}\.[ ]?Jahrhunderts?)")
@_rule(["decade"], r"(?i:(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)er)(?:-| |)Jahren?")
def _decade(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "vague", Vague(None, "unknown"))


@_rule(["ordinal"], r"{ordinal} (?P<half>Quartals?|Halbjahre?s?|Jahreshälfte|Trimesters?)" + OF_YEAR)
def _quarter(match: re.Match[str]) -> list[Piece]:
    number, length = LEXICON["ordinals"][match["ordinal"]], 3 if match["half"].startswith("Q") else 4 if match["half"].startswith("T") else 6
    if number * length > 12:
        return []
    return _whole(match, "season", Season((number - 1) * length + 1, **_year_fields(match)))


# -- parts of day, clock, durations, repetition, vague ------------------------------------------

_IN_DAY = re.compile(r"\b(?:[Aa]m|[Ii]n der|[Zz]um|[Vv]om|[Dd]en|[Bb]is in die|[Gg]egen|[Ii]n den|[Zz]u|[Ii]n die|[Ii]n dieser|[Aa]n diesem|[Üü]ber) \Z")


@_rule(["part", "phaseadj"], r"(?:{phaseadj} )?{part}")
def _part_of_day(match: re.Match[str]) -> list[Piece]:
    if match["part"][0].islower() or not _IN_DAY.search(match.string[max(0, match.start() - 12) : match.start()]):
        return []
    return _whole(match, "part_of_day", Vague(None, "day"), _part(match))


@_rule(["daily"], adverb(words("daily_adverbs")))
def _daily(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "repetition", Vague())


@_rule(["digit"], r"{hour}(?:[.:]{minute})?(?:[ ]?(?:-|–|bis)[ ]?(?:2[0-4]|1[0-9]|0?[0-9])(?:[.:][0-5][0-9])?)? Uhr(?: {minute2})?")
@_rule(["number"], r"(?:halb )?{number} Uhr")
def _clock(match: re.Match[str]) -> list[Piece]:
    hour = int(match["hour"]) if _get(match, "hour") else lexicon.number_of(match["number"])
    if hour is None or hour > 24:
        return []
    minute = _get(match, "minute") or _get(match, "minute2")
    return _whole(match, "time_of_day", ClockTime(hour, int(minute) if minute else 0))


@_rule(["number", "digit", "approx", "vague_number"], r"(?:{approx} )?(?:(?P<amount>[0-9]{1,4})|{number}|{vague_number})(?: (?:lange|volle|ganze|weitere)n?)? {unit}(?: lang)?")
def _duration(match: re.Match[str]) -> list[Piece]:
    form = match["amount"] or match["number"]
    return _whole(match, "duration", Duration(lexicon.number_of(form) if form else None, UNIT_OF_FORM[match["unit"]]))


_ADJECTIVE_UNITS = {"minütig": "minute", "stündig": "hour", "tägig": "day", "wöchig": "week", "monatig": "month"}


@_rule(["duration_adjective", "digit"], rf"(?:(?P<amount>[0-9]{{1,3}})-|(?i:(?P<word>{alternation(lexicon.NUMBERS)}|mehr)))(?P<length>{'|'.join(_ADJECTIVE_UNITS)})e[nrms]?")
def _duration_adjective(match: re.Match[str]) -> list[Piece]:
    form = match["amount"] or match["word"]
    return _whole(match, "duration", Duration(lexicon.number_of(form), _ADJECTIVE_UNITS[match["length"]]))


@_rule(["lasting"], r"(?i:(?:sekunden|minuten|stunden|tage|wochen|monate|jahre|jahrzehnte|jahrhunderte)lang)(?:e[nrms]?)?")
def _lasting(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "duration", Vague())


@_rule(["repetition"], adverb(words("repetitions")))
@_rule(["repetition"], rf"(?i:{alternation(words('repetitions')[:7])})(?:e[nrms]?)")
@_rule(["repetition_determiner"], rf"(?i:{alternation(words('repetition_determiners'))}) (?:(?:zweiten|dritten|ersten|letzten) )?(?:{{weekday}}{PART}|{{unit}}|{{month}}|{{part2}})")
@_rule(["every"], r"[Aa]lle (?:{number}|paar) {unit}")
def _repetition(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "repetition", Vague())


@_rule(["vague"], "(?:" + "|".join(f"(?P<{direction}>{adverb(forms)})" for direction, forms in LEXICON["vague_adverbs"].items()) + ")")
def _vague_adverb(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "vague", Vague(match.lastgroup))  # type: ignore[arg-type]


@_rule(["year_adverb"], adverb(LEXICON["year_adverbs"]))
def _year_adverb(match: re.Match[str]) -> list[Piece]:
    return _whole(match, "relative", Shift(0, "year"))
