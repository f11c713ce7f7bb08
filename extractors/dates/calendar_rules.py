"""Dates, months, seasons, feasts and years of the calendar: `6. Januar 2026`, `8./9. Juli`, `im Sommer`, `seit 2014`."""

from __future__ import annotations

import re
from typing import Any

from extractors.dates import lexicon
from extractors.dates.lexicon import LEXICON, UNIT_OF_FORM, alternation, words
from extractors.dates.patterns import (
    OF_YEAR,
    SHIFTS,
    Piece,
    Rule,
    group,
    joins_days,
    month_number,
    rule_in,
    whole,
    year_fields,
)
from extractors.dates.values import CalendarDate, Feast, Range, Season, Shift, Vague

RULES: list[Rule] = []
rule = rule_in(RULES)


@rule(["digit"], r"{year}-(?P<mm>0[1-9]|1[0-2])-(?P<day>3[01]|[12][0-9]|0[1-9])(?:T[0-9:.+Z-]{2,30})?")
def _iso_date(match: re.Match[str]) -> list[Piece]:
    return whole(match, "date", CalendarDate(int(match["year"]), int(match["mm"]), int(match["day"])))


@rule(["digit"], r"{day}\.[ ]?{dmonth}" + OF_YEAR)
def _day_of_month(match: re.Match[str]) -> list[Piece]:
    return whole(match, "date", date_of(match))


def date_of(match: re.Match[str], suffix: str = "", **more: Any) -> CalendarDate:
    """The date in a match's groups (`day`, `dmonth` or `mm`, `year` or `yy`); `suffix` tells a second one from the first.

    A year of two digits up to 69 is one of this century.
    """
    month = group(match, "dmonth" + suffix)
    number = month_number(month) if month else int(match["mm" + suffix])
    fields = year_fields(match, suffix)
    if short := group(match, "yy" + suffix):
        fields["year"] = 2000 + int(short) if int(short) < 70 else 1900 + int(short)
    return CalendarDate(month=number, day=int(match["day" + suffix]), **fields, **more)


NUMERIC = r"{day}\.[ ]?{mm}\.(?:[ ]?{year}|{yy}(?![.,:][0-9]| Uhr))"


@rule(["digit"], NUMERIC)
def _numeric_date(match: re.Match[str]) -> list[Piece]:
    return whole(match, "date", date_of(match))


@rule(["digit"], r"{day}\.[ ]?{mm}\.(?![0-9])")
def _numeric_day(match: re.Match[str]) -> list[Piece]:
    return whole(match, "date", date_of(match)) if _is_after_date_word(match) else []


_NUMERIC_CONTEXT = re.compile(
    rf"(?:\b(?i:am|vom|zum|bis|ab|seit|für|dem|den|der|und|zwischen|{'|'.join(LEXICON['weekdays'])}),?\s|\(|\n|^)\Z"
)


def _is_after_date_word(match: re.Match[str]) -> bool:
    """Whether what stands before `14.1.` shows that it is a day, not a number of a chapter or a result: `Am 14.1. trifft …`."""
    return _NUMERIC_CONTEXT.search(match.string[max(0, match.start() - 24) : match.start()]) is not None


@rule(
    ["digit", "weekday", "shortday"],
    r"(?:{shortday},?[ ]?(?:den |dem )?)?{day}\.(?:[ ]?{dmonth})?(?:[ ]?{year})?,?{conn}[ ]?(?:{shortday2},?[ ]?(?:den |dem )?|dem |den )?{day2}\.[ ]?{dmonth2}"
    + OF_YEAR.replace("}", "2}"),
)
def _date_range(match: re.Match[str]) -> list[Piece]:
    return range_of(match)


@rule(["digit"], r"{day}\.(?:[ ]?{mm}\.)?(?:[ ]?{year})?{conn}[ ]?{day2}\.[ ]?{mm2}\.(?:[ ]?{year2})?")
def _numeric_range(match: re.Match[str]) -> list[Piece]:
    if not (match["year2"] or match["mm"] or _is_after_date_word(match)):
        return []
    return range_of(match)


def range_of(match: re.Match[str]) -> list[Piece]:
    """From the first to the second date of a match: one range, or two dates where `und` joins days that are not neighbors.

    What the first date leaves out (month, year) is the second one's. Nothing where the first day comes after the second.
    """
    end = date_of(match, "2")
    month_form, mm = group(match, "dmonth"), group(match, "mm")
    month = month_number(month_form) if month_form else int(mm) if mm else end.month
    year = int(match["year"]) if group(match, "year") else end.year
    assert month is not None
    assert end.month is not None
    assert end.day is not None
    day = int(match["day"])
    if year and not group(match, "year") and (month, day) > (end.month, end.day):
        year -= 1
    start = CalendarDate(year=year, month=month, day=day, year_shift=end.year_shift)
    if group(match, "year") is None and (month, day) > (end.month, end.day) and month == end.month:
        return []
    zwischen = re.search(r"zwischen(?:\s\w{3})?\s\Z", match.string[max(0, match.start() - 14) : match.start()])
    if month == end.month and not zwischen and not joins_days(match["conn"], day, end.day):
        return [
            Piece(match.start(), match.start("conn"), "date", start),
            Piece(match.start("day2"), match.end(), "date", end),
        ]
    return whole(match, "range", Range(start, end))


@rule(
    ["digit"],
    r"(?P<days>(?:(?:3[01]|[12][0-9]|0?[1-9])\.,[ ]?){1,8}(?:3[01]|[12][0-9]|0?[1-9])\.),? (?:und|sowie|oder|bis)(?: am)? {day}\.[ ]?{dmonth}"
    + OF_YEAR,
)
def _day_list(match: re.Match[str]) -> list[Piece]:
    last = date_of(match)
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


@rule(["month"], r"{month}" + OF_YEAR)
def _month(match: re.Match[str]) -> list[Piece]:
    return whole(match, "month", CalendarDate(month=month_number(match["month"]), **year_fields(match)))


@rule(["month"], r"{month}(?: {year})?{conn}[ ]?{month2}" + OF_YEAR.replace("}", "2}"))
def _month_range(match: re.Match[str]) -> list[Piece]:
    end = CalendarDate(month=month_number(match["month2"]), **year_fields(match, "2"))
    month = month_number(match["month"])
    assert end.month is not None
    year = int(match["year"]) if match["year"] else end.year and end.year - (month > end.month)
    start = CalendarDate(year=year, month=month, year_shift=end.year_shift)
    if not match["year"] and not joins_days(match["conn"], month, end.month):
        return [
            Piece(match.start(), match.start("conn"), "month", start),
            Piece(match.start("month2"), match.end(), "month", end),
        ]
    return whole(match, "range", Range(start, end))


@rule(["phase"], r"{phase}(?:[ ]?(?:/|bis)[ ]?{phase2})? {month}" + OF_YEAR)
def _phase_of_month(match: re.Match[str]) -> list[Piece]:
    return whole(
        match,
        "month",
        CalendarDate(month=month_number(match["month"]), phase=LEXICON["phases"][match["phase"]], **year_fields(match)),
    )


@rule(["phase"], r"{phase} (?:des Jahres )?{year}")
def _phase_of_year(match: re.Match[str]) -> list[Piece]:
    if is_counted(match.string, match.end("year")):
        return []
    return whole(match, "year", CalendarDate(int(match["year"]), phase=LEXICON["phases"][match["phase"]]))


@rule(["phase"], r"{phase} (?:(?:der|des) )?(?:{dir} )?(?P<unit>Woche|Monats|Jahres|Wochenendes|Quartals)")
def _phase_of_period(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["unit"]]
    shift = SHIFTS[lexicon.direction_of(match["dir"])] if match["dir"] else 0
    return whole(match, "relative", Shift(shift, unit, phase=LEXICON["phases"][match["phase"]]))  # type: ignore[arg-type]


def season_of(match: re.Match[str], **more: Any) -> Season:
    """The season that a match names, also in the genitive (`des Sommers`), with its year if one is printed."""
    form = match["season"]
    first = LEXICON["seasons"].get(form) or LEXICON["seasons"][form[:-1]]
    return Season(first, **year_fields(match), **more)


@rule(["season"], r"{season}" + OF_YEAR + r"(?:/[0-9]{2,4})?")
def _season_rule(match: re.Match[str]) -> list[Piece]:
    return whole(match, "season", season_of(match))


def feast_of(match: re.Match[str], **more: Any) -> Feast:
    """The feast that a match names: of a fixed day, or so many days from Easter."""
    form = match["feast"]
    fixed = LEXICON["feasts"].get(form)
    month, day, precision = fixed or (None, *LEXICON["easter_feasts"][form])
    return Feast(month, day, precision, **year_fields(match), **more)


@rule(["feast"], r"{feast}" + OF_YEAR)
def _feast_rule(match: re.Match[str]) -> list[Piece]:
    return whole(match, "feast", feast_of(match))


@rule(["unit"], r"(?P<unit>Jahre?[sn]?) {year}(?:{conn}[ ]?{year2})?")
def _named_year(match: re.Match[str]) -> list[Piece]:
    start = CalendarDate(int(match["year"]))
    if match["year2"]:
        return whole(match, "range", Range(start, CalendarDate(int(match["year2"]))))
    return whole(match, "year", start)


@rule(
    ["digit"],
    r"{year}(?:(?P<slash>[ ]?/[ ]?|[ ]?[–-][ ]?){year2}|(?P<slash2>/[ ]?){yy}| bis(?: zum Jahr)? {year3}| (?P<both>und) {year4})",
)
def _year_range(match: re.Match[str]) -> list[Piece]:
    start = int(match["year"])
    if match["both"] and not match.string.endswith(
        ("zwischen ", "Zwischen "), max(0, match.start() - 9), match.start()
    ):
        return []
    end = int(match["year2"] or match["year3"] or match["year4"] or start // 100 * 100 + int(match["yy"]))
    if not start < end <= start + 400 or is_counted(match.string, match.end()) or _is_numbered(match):
        return []
    return whole(match, "range", Range(CalendarDate(start), CalendarDate(end)))


_NUMBERED = re.compile(rf"(?:{alternation(words('numbered'))}\s|[/+.,€$§#]|\d[ ])\Z")
_COUNTED = re.compile(
    rf"\s{{1,2}}{alternation(words('counted'))}\b|[ ]?[€$%°]|[.,:]\d|/\w|\s\d|\sbis\s\d|[ ](?:Uhr|km|kg|m|cm|ha)\b"
)


def _is_numbered(match: re.Match[str]) -> bool:
    return _NUMBERED.search(match.string[max(0, match.start() - 20) : match.start()]) is not None


def is_counted(text: str, end: int) -> bool:
    """Whether what follows the number that ends at `end` makes it a count or measure: `2000 Soldaten`, `1900 Euro`, no year."""
    return _COUNTED.match(text, end) is not None


@rule(["digit"], r"(?P<year>(?:1[789]|20)[0-9]{2})(?![0-9])")
def _year(match: re.Match[str]) -> list[Piece]:
    if is_counted(match.string, match.end()) or _is_numbered(match):
        return []
    return whole(match, "year", CalendarDate(int(match["year"])))


_IN_DIGITS = r"(?:[0-9]{2,4}-?er(?:-| )Jahren?|[0-9]{1,2}\.[ ]?Jahrhunderts?)"
_IN_WORDS = rf"(?i:{alternation(words('decade_tens'))}er)(?:-| |)Jahren?"


@rule(["digit"], _IN_DIGITS)
@rule(["decade"], _IN_WORDS)
@rule(["phase"], rf"{{phase}} (?:der|des) (?:{_IN_DIGITS}|{_IN_WORDS})")
def _decade(match: re.Match[str]) -> list[Piece]:
    return whole(match, "decade", Vague(None, "unknown"))


@rule(["ordinal"], r"{ordinal} (?P<half>Quartals?|Halbjahre?s?|Jahreshälfte|Trimesters?)" + OF_YEAR)
def _quarter(match: re.Match[str]) -> list[Piece]:
    number, length = (
        LEXICON["ordinals"][match["ordinal"]],
        3 if match["half"].startswith("Q") else 4 if match["half"].startswith("T") else 6,
    )
    if number * length > 12:
        return []
    return whole(match, "season", Season((number - 1) * length + 1, **year_fields(match)))
