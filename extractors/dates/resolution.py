"""Sets a time expression against the day of publication. Never a guess: what is not said stays None."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]

from extractors.dates.values import CalendarDate, Feast, Range, Season, Shift, TimeExpression, Vague, Value, Weekday

# A day or month without a year lies in the direction of the verb's tense, unless that is farther away than this; then it
# lies in the year of publication or, across the turn of the year, where it is nearest.
_FARTHEST = {"past": timedelta(days=300), "future": timedelta(days=300), "present": timedelta(days=240)}
_SAME_YEAR = timedelta(days=240)
# Prepositions that look ahead where no tense is known: bis Freitag, ab Montag.
_FORWARD_PREPOSITIONS = ("bis", "ab", "spätestens")
MID_MONTH = 15
_PRECISION = {"day": "day", "week": "week", "weekend": "week", "month": "month", "quarter": "year", "year": "year"}


@dataclass(frozen=True)
class ResolvedDate:
    """First day of the period meant; last day only of a range; precision: day | week | month | year | unknown.

    The precision is the smallest of these that holds the period (a weekend: week; a season: year). The middle of a month is
    told by its 15th, with the precision month.
    """

    start_date: date | None
    end_date: date | None
    precision: str


def resolve(expression: TimeExpression, published_on: date | None, tense: str = "unknown") -> ResolvedDate:
    """The days that an expression means.

    tense: past | present | future | unknown, of the verb that the expression belongs to. Without `published_on` only
    expressions that print a year have dates; the others keep their precision.

    >>> from extractors.dates import find_time_expressions
    >>> [expression] = find_time_expressions("Sie trafen sich am Donnerstag.")
    >>> resolve(expression, date(2025, 3, 10), "past").start_date
    datetime.date(2025, 3, 6)
    """
    if tense not in ("past", "present", "future", "unknown"):
        raise ValueError(f"tense must be past, present, future or unknown, not {tense!r}")
    value = expression.value
    if (
        isinstance(value, Shift)
        and value.amount
        and value.amount > 0
        and expression.preposition == "in"
        and tense == "past"
        and expression.text[:2].lower() == "in"
    ):
        return ResolvedDate(None, None, "unknown")  # in zwei Tagen erreichten sie: a duration
    if expression.preposition == "seit":
        tense = "past"
    elif expression.preposition == "für" or (expression.preposition in _FORWARD_PREPOSITIONS and tense == "unknown"):
        tense = "future"  # für Freitag war geplant: ahead whatever the tense
    try:
        return _resolve(value, published_on, tense)
    except (ValueError, OverflowError):  # 30. Februar, or beyond the calendar
        return ResolvedDate(None, None, precision_of(value))


def dateline_day(times: Iterable[TimeExpression]) -> date | None:
    """The latest day that an article's own date lines print (`Stand: 28.02.2025`, `(APA, 2.8.2015)`), None without one.

    >>> from extractors.dates import find_time_expressions
    >>> dateline_day(find_time_expressions("Kerry traf Schukri. (APA/Reuters, 2.8.2015)"))
    datetime.date(2015, 8, 2)
    """
    days = [resolve(t, None) for t in times if t.is_dateline and isinstance(t.value, CalendarDate)]
    return max((d.start_date for d in days if d.start_date and d.precision == "day"), default=None)


def precision_of(value: Value) -> str:
    """The precision that the words allow, whatever the day of publication."""
    match value:
        case CalendarDate():
            return "day" if value.day else "month" if value.month else "year"
        case Weekday():
            return "day"
        case Shift():
            return _PRECISION[value.unit]
        case Season():
            return "year"
        case Feast() | Vague():
            return value.precision
        case Range():
            return precision_of(value.start)
        case _:
            return "unknown"


def _resolve(value: Value, published_on: date | None, tense: str) -> ResolvedDate:
    start: date | None = None
    end: date | None = None
    match value:
        case CalendarDate():
            start = _calendar_date(value, published_on, tense)
            if start and value.month and value.phase == "mid":
                start = start.replace(day=MID_MONTH)
        case Weekday() if published_on:
            start = _weekday(value, published_on, tense)
        case Shift() if published_on:
            start = _shift(value, published_on, tense)
        case Season():
            as_month = CalendarDate(value.year, value.first_month, None, None, value.year_shift, value.direction)
            start = _calendar_date(as_month, published_on, tense)
        case Feast():
            start = _feast(value, published_on, tense)
        case Range():
            start, end = _range(value, published_on, tense)
    return ResolvedDate(start, end, precision_of(value))


def _calendar_date(value: CalendarDate, published_on: date | None, tense: str) -> date | None:
    if value.year is not None:
        return date(value.year, value.month or 1, value.day or 1)
    if published_on is None or value.month is None:
        return None
    if value.year_shift is not None:
        return date(published_on.year + value.year_shift, value.month, value.day or 1)
    candidates = _candidates(published_on.year, value.month, value.day)
    if value.weekday is not None:  # the printed weekday tells the year
        candidates = [day for day in candidates if day.weekday() == value.weekday] or candidates
    reference = published_on if value.day else published_on.replace(day=1)
    return _nearest(candidates, reference, value.direction, tense)


def _candidates(year: int, month: int, day: int | None) -> list[date]:
    """The date in the years about; only in leap years for 29 February."""
    days = []
    for candidate_year in range(max(year - 4, 1), min(year + 5, 9999)):
        try:
            days.append(date(candidate_year, month, day or 1))
        except ValueError:
            continue
    return days


def _nearest(candidates: list[date], reference: date, direction: str | None, tense: str) -> date | None:
    """The candidate that the adjective, else the tense, points to, else the nearest one."""
    if not candidates:
        return None
    if direction == "past":
        return max((day for day in candidates if day < reference), default=None)
    if direction == "future":
        return min((day for day in candidates if day > reference), default=None)
    if direction == "this":
        return next((day for day in candidates if day.year == reference.year), None)
    past = max((day for day in candidates if day <= reference), default=None)
    future = min((day for day in candidates if day >= reference), default=None)
    pointed = past if tense == "past" else future if tense in ("future", "present") else None
    if pointed is not None and abs(pointed - reference) <= _FARTHEST[tense]:
        return pointed
    for day in candidates:
        if day.year == reference.year and abs(day - reference) <= _SAME_YEAR:
            return day
    return min(candidates, key=lambda day: (abs(day - reference), day))


def _weekday(value: Weekday, published_on: date, tense: str) -> date:
    monday = published_on - timedelta(days=published_on.weekday())
    if value.week_shift is not None:
        return monday + timedelta(weeks=value.week_shift, days=value.weekday)
    ahead = (value.weekday - published_on.weekday()) % 7
    if value.direction == "past":
        return published_on + timedelta(days=ahead - 7)
    if value.direction == "future":
        return published_on + timedelta(days=ahead or 7)
    if tense in ("future", "present") or (value.direction == "this" and tense == "unknown") or ahead == 0:
        return published_on + timedelta(days=ahead)
    return published_on + timedelta(days=ahead - 7)


def _shift(value: Shift, published_on: date, tense: str) -> date | None:
    monday = published_on - timedelta(days=published_on.weekday())
    amount = value.amount
    if value.unit == "weekend" and amount is None:
        saturday = monday + timedelta(days=5)
        return saturday if tense in ("future", "present") or published_on >= saturday else saturday - timedelta(weeks=1)
    if amount is None:
        return None
    match value.unit:
        case "day":
            return published_on + timedelta(days=amount)
        case "week":
            return monday + timedelta(weeks=amount)
        case "weekend":
            return _weekend(published_on, amount)
        case "month":
            return _month(published_on, amount)
        case "quarter":
            return _month(published_on.replace(month=(published_on.month - 1) // 3 * 3 + 1), 3 * amount)
        case "year":
            return date(published_on.year + amount, 1, 1)


def _weekend(published_on: date, amount: int) -> date:
    """Saturday of the weekend before (-1), of this week (0), or after (1): the first that is not begun or that is over."""
    saturday = published_on - timedelta(days=published_on.weekday()) + timedelta(days=5)
    begun = published_on >= saturday
    if amount > 0 and not begun:
        amount -= 1
    return saturday + timedelta(weeks=amount)


def _month(published_on: date, amount: int) -> date:
    months = published_on.year * 12 + published_on.month - 1 + amount
    return date(months // 12, months % 12 + 1, 1)


def _feast(value: Feast, published_on: date | None, tense: str) -> date | None:
    if value.month is not None:
        day = CalendarDate(value.year, value.month, value.day, None, value.year_shift, value.direction)
        return _calendar_date(day, published_on, tense)
    if value.year is not None:
        return _after_easter(value.year, value.day)
    if published_on is None:
        return None
    if value.year_shift is not None:
        return _after_easter(published_on.year + value.year_shift, value.day)
    years = range(max(published_on.year - 1, 1), min(published_on.year + 2, 9999))
    return _nearest([_after_easter(year, value.day) for year in years], published_on, value.direction, tense)


def _after_easter(year: int, days: int) -> date:
    sunday: date = easter(year)
    return sunday + timedelta(days=days)


def _range(value: Range, published_on: date | None, tense: str) -> tuple[date | None, date | None]:
    if isinstance(value.start, Weekday) and isinstance(value.end, Weekday):
        if published_on is None:
            return None, None
        start = _weekday(value.start, published_on, tense)
        return start, start + timedelta(days=(value.end.weekday - value.start.weekday) % 7)
    assert isinstance(value.start, CalendarDate)
    assert isinstance(value.end, CalendarDate)
    first, last = value.start, value.end
    if first.year is None and first.year_shift is None and published_on:
        begin = _calendar_date(first, published_on, tense)
        if begin is None:
            return None, None
        crosses = ((last.month or 1), (last.day or 1)) < ((first.month or 1), (first.day or 1))
        first, last = replace(first, year=begin.year), replace(last, year=begin.year + crosses)
    start_date, end_date = _calendar_date(first, published_on, tense), _calendar_date(last, published_on, tense)
    if start_date is None or end_date is None:
        return None, None
    return start_date, _last_day(end_date, last)


def _last_day(day: date, value: CalendarDate) -> date:
    """The last day of the day, month or year that the value names."""
    if value.day:
        return day
    if value.month:
        return _month(day, 1) - timedelta(days=1)
    return date(day.year, 12, 31)
