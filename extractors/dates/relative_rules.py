"""Weekdays, days and periods seen from the publication: `am Dienstag`, `gestern Abend`, `vergangene Woche`, `vor drei Tagen`."""

from __future__ import annotations

import re

from extractors.dates import lexicon
from extractors.dates.calendar_rules import NUMERIC, date_of, feast_of, season_of
from extractors.dates.lexicon import LEXICON, UNIT_OF_FORM, alternation, words
from extractors.dates.patterns import (
    OF_YEAR,
    PART,
    SHIFTS,
    Piece,
    Rule,
    group,
    joins_days,
    month_number,
    part_of,
    rule_in,
    weekday_number,
    whole,
    year_fields,
)
from extractors.dates.values import CalendarDate, Range, Shift, Vague, Weekday

RULES: list[Rule] = []
rule = rule_in(RULES)


_BEFORE_DATE = r"(?:{dir} |{dayadj} )?{shortday}" + PART


@rule(
    ["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r",?[ ]?(?:den |dem )?{day}\.[ ]?{dmonth}" + OF_YEAR
)
@rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r" \({day}\.[ ]?{dmonth}" + OF_YEAR + r"\)")
@rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r",?[ ]?(?:den |dem )?" + NUMERIC)
@rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r",?[ ]?(?:den |dem )?{day}\.[ ]?{mm}\.(?![0-9])")
@rule(["weekday", "shortday", "direction", "dayadj"], _BEFORE_DATE + r" \({day}\.[ ]?{mm}\.(?:[ ]?{year})?\)")
def _weekday_and_date(match: re.Match[str]) -> list[Piece]:
    return whole(match, "date", date_of(match, weekday=weekday_number(match["shortday"])), part_of(match))


@rule(
    ["weekday", "direction", "dayadj"],
    r"(?:{dir} |{dayadj} )?{weekday}" + PART + r"(?:,? (?:(?:in )?der |in )?{weekdir} Woche)?",
)
def _weekday(match: re.Match[str]) -> list[Piece]:
    if match["dayadj"] is not None:
        return whole(match, "weekday", Shift(lexicon.days_of(match["dayadj"]), "day"), part_of(match))
    shift = SHIFTS[lexicon.direction_of(match["weekdir"])] if match["weekdir"] else None
    return whole(match, "weekday", _weekday_value(match, shift=shift), part_of(match))


def _weekday_value(match: re.Match[str], suffix: str = "", shift: int | None = None) -> Weekday:
    adjective_form = group(match, "dir" + suffix)
    direction = lexicon.direction_of(adjective_form) if adjective_form else None
    return Weekday(weekday_number(match["weekday" + suffix]), direction, shift)


@rule(["weekday"], r"{weekday}" + PART + r" (?P<sense>in|vor) {number} (?P<unit>Wochen?)")
def _weekday_of_other_week(match: re.Match[str]) -> list[Piece]:
    number = lexicon.number_of(match["number"])
    assert number is not None
    return whole(
        match,
        "weekday",
        Weekday(weekday_number(match["weekday"]), None, number if match["sense"] == "in" else -number),
        part_of(match),
    )


@rule(
    ["weekday", "direction"],
    r"(?:{dir} )?{weekday}"
    + PART
    + r"{conn}[ ]?(?:{dir2} )?{weekday2}"
    + PART.replace("}", "2}")
    + r"(?:,? (?:(?:in )?der |in )?{weekdir} Woche)?",
)
def _weekday_range(match: re.Match[str]) -> list[Piece]:
    shift = SHIFTS[lexicon.direction_of(match["weekdir"])] if match["weekdir"] else None
    start, end = _weekday_value(match, shift=shift), _weekday_value(match, "2", shift)
    if not joins_days(match["conn"], 0, (end.weekday - start.weekday) % 7):
        second = match.start("dir2") if match["dir2"] else match.start("weekday2")
        return [
            Piece(match.start(), match.start("conn"), "weekday", start, part_of(match)),
            Piece(second, match.end(), "weekday", end, part_of(match, "2")),
        ]
    return whole(match, "range", Range(start, end))


@rule(
    ["part"],
    r"(?:Nacht|Nächte) (?:(?:von|vom) (?:{weekday}) (?:auf(?: den)?|zum)|zum|auf(?: den)?|zu) (?:{dir} |{dayadj} )?{weekday2}",
)
def _night_before(match: re.Match[str]) -> list[Piece]:
    """The night is that of the second day: what happened after midnight is reported so."""
    if match["dayadj"]:
        return whole(match, "weekday", Shift(lexicon.days_of(match["dayadj"]), "day"), "Nacht")
    direction = lexicon.direction_of(match["dir"]) if match["dir"] else None
    return whole(match, "weekday", Weekday(weekday_number(match["weekday2"]), direction), "Nacht")


@rule(["part"], r"{part} (?:des|vom|von|zum|auf den|zu dem) (?:{weekday}, (?:dem )?)?{day}\.[ ]?{dmonth}" + OF_YEAR)
@rule(
    ["part"], r"{part} (?:vom|von|des) {day2}\.(?: {dmonth2})?(?: auf| zum)(?: den| dem)? {day}\.[ ]?{dmonth}" + OF_YEAR
)
def _part_of_date(match: re.Match[str]) -> list[Piece]:
    return whole(match, "date", date_of(match), part_of(match))


_SENTENCE_START = re.compile(r"(?:^|[.!?:“\"»]\s{1,3}|\n\s?\n|[„“\"»«(])\Z")


@rule(["dayadv"], r"{dayadv}(?: {part}| (?P<early>früh))?")
def _day_adverb(match: re.Match[str]) -> list[Piece]:
    if match["dayadv"] == "Morgen" and not _SENTENCE_START.search(
        match.string[max(0, match.start() - 3) : match.start()]
    ):
        return []
    shift = LEXICON["day_adverbs"][match["dayadv"].lower()]
    part = part_of(match) or ("Früh" if match["early"] else None)
    return whole(match, "relative", Shift(shift, "day"), part)


@rule(["dayadj"], r"{dayadj} (?:{part}|Tage?s?)")
def _day_adjective_and_part(match: re.Match[str]) -> list[Piece]:
    return whole(match, "relative", Shift(lexicon.days_of(match["dayadj"]), "day"), part_of(match))


@rule(["dayadj"], r"{dayadj}")
def _day_adjective(match: re.Match[str]) -> list[Piece]:
    days = lexicon.days_of(match["dayadj"])
    if days == 0:  # der heutige Präsident
        return whole(match, "vague", Vague("present"))
    return whole(match, "relative", Shift(days, "day"))


@rule(["direction"], r"{dir} {period}")
def _period(match: re.Match[str]) -> list[Piece]:
    direction, unit = lexicon.direction_of(match["dir"]), UNIT_OF_FORM[match["period"]]
    if _is_plural(match["dir"], match["period"]):
        return whole(match, "duration", _vague(direction))
    if unit == "day":
        return whole(match, "anaphoric", Vague(None, "day"))
    return whole(match, "relative", Shift(SHIFTS[direction], unit))  # type: ignore[arg-type]


def _vague(direction: str) -> Vague:
    return Vague("present" if direction == "this" else direction)  # type: ignore[arg-type]


def _is_plural(adjective_form: str, form: str) -> bool:
    """`den vergangenen Jahren` is plural, `diesem Jahre` is not."""
    return form.endswith(("e", "en")) and form not in ("Woche", "Wochenende") and not adjective_form.endswith("m")


@rule(["direction"], r"{dir} (?:{number}|{vague_number}) {unit}")
def _counted_periods(match: re.Match[str]) -> list[Piece]:
    return whole(match, "duration", _vague(lexicon.direction_of(match["dir"])))


@rule(["direction"], r"{dir} (?:{phaseadj} )?{part}")
def _part_of_day_near(match: re.Match[str]) -> list[Piece]:
    direction, part = lexicon.direction_of(match["dir"]), part_of(match)
    yesterday = direction == "past" and part != "Nacht"  # die vergangene Nacht ended today
    return whole(match, "relative", Shift(-1 if yesterday else 0, "day"), part)


@rule(["direction"], r"{dir} {month}(?: {year})?")
def _month_near(match: re.Match[str]) -> list[Piece]:
    value = CalendarDate(
        month=month_number(match["month"]), direction=lexicon.direction_of(match["dir"]), **year_fields(match)
    )
    return whole(match, "month", value)


@rule(["direction"], r"{dir} {season}(?: {year})?")
def _season_near(match: re.Match[str]) -> list[Piece]:
    return whole(match, "season", season_of(match, direction=lexicon.direction_of(match["dir"])))


@rule(["direction"], r"{dir} {feast}(?: {year})?")
def _feast_near(match: re.Match[str]) -> list[Piece]:
    return whole(match, "feast", feast_of(match, direction=lexicon.direction_of(match["dir"])))


@rule(["anadj"], r"{anadj} (?:{weekday}" + PART + r"|{period}|{part2}|{month})")
def _anaphoric(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["period"]] if match["period"] else "month" if match["month"] else "day"
    precision = unit if unit in ("day", "week", "month", "year") else "unknown"
    return whole(match, "anaphoric", Vague(None, precision))  # type: ignore[arg-type]


@rule(["anaphoric_day"], alternation(words("anaphoric_days")))
def _anaphoric_day(match: re.Match[str]) -> list[Piece]:
    return whole(match, "anaphoric", Vague(None, "day"))


@rule(
    ["number", "digit", "unit"], r"(?:(?:{number}|{vague_number}) )?{unit} (?:später|zuvor|danach|darauf|vorher|davor)"
)
def _anaphoric_distance(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["unit"]]
    return whole(match, "anaphoric", Vague(None, unit if unit in ("day", "week", "month", "year") else "unknown"))  # type: ignore[arg-type]


@rule(["vor", "in"], r"(?P<sense>[Vv]or|[Ii]n) (?:{approx} )?(?:{number}|{vague_number}) {unit}")
def _distance(match: re.Match[str]) -> list[Piece]:
    unit = UNIT_OF_FORM[match["unit"]]
    past = match["sense"].lower() == "vor"
    if unit not in ("day", "week", "weekend", "month", "quarter", "year"):
        return whole(match, "relative", Vague("past" if past else "future"))
    number = lexicon.number_of(match["number"]) if match["number"] else None
    if number is None:
        return whole(match, "relative", Vague("past" if past else "future"))
    return whole(match, "relative", Shift(-number if past else number, unit))  # type: ignore[arg-type]


@rule(["unit"], alternation(LEXICON["units"]["weekend"]))
def _weekend(match: re.Match[str]) -> list[Piece]:
    return whole(match, "relative", Shift(None, "weekend"))


@rule(["period_noun"], alternation(LEXICON["period_nouns"]) + "s?")
def _period_noun(match: re.Match[str]) -> list[Piece]:
    unit, amount = LEXICON["period_nouns"].get(match[0]) or LEXICON["period_nouns"][match[0][:-1]]
    return whole(match, "relative", Shift(amount, unit))


@rule(["period_part"], alternation(LEXICON["period_parts"]))
def _period_part(match: re.Match[str]) -> list[Piece]:
    unit, phase = LEXICON["period_parts"][match[0]]
    return whole(match, "relative", Shift(0, unit, phase=phase))
