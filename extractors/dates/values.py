"""What a time expression says, before it is set against a day of publication: plain symbolic values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["past", "this", "future"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "year"]
Phase = Literal["start", "mid", "end"]


@dataclass(frozen=True)
class CalendarDate:
    """A day, month or year of the calendar, as far as it is printed: `6. Januar`, `März 2025`, `2014`.

    `year_shift` counts years from the year of publication (`März dieses Jahres` 0, `vergangenen Jahres` -1);
    `direction` is that of an adjective (`im vergangenen März`); `phase` of a noun (`Anfang Juli`).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    year_shift: int | None = None
    direction: Direction | None = None
    phase: Phase | None = None


@dataclass(frozen=True)
class Weekday:
    """A day of the week, 0 is Monday. `week_shift` counts weeks (`Dienstag vergangener Woche` -1)."""

    weekday: int
    direction: Direction | None = None
    week_shift: int | None = None


@dataclass(frozen=True)
class Shift:
    """A number of units from the day of publication: `gestern` -1 day, `vor drei Wochen` -3 weeks, `dieses Jahr` 0.

    `direction` is set instead where only the direction is known (`am Wochenende` has neither); `amount` is None for
    a count without a number (`vor wenigen Tagen`).
    """

    amount: int | None
    unit: Unit
    direction: Direction | None = None
    phase: Phase | None = None


@dataclass(frozen=True)
class Season:
    """A season by the month it begins in: `Sommer 2024`, `im vergangenen Herbst`."""

    first_month: int
    year: int | None = None
    year_shift: int | None = None
    direction: Direction | None = None


@dataclass(frozen=True)
class Feast:
    """A feast: day of a month, or days after Easter Sunday where month is None; `precision` is the smallest unit holding it."""

    month: int | None
    day: int
    precision: Literal["day", "week"]
    year: int | None = None
    year_shift: int | None = None
    direction: Direction | None = None


@dataclass(frozen=True)
class Range:
    """From one time to another, both included; the end's month and year hold for the start where it has none."""

    start: CalendarDate | Weekday
    end: CalendarDate | Weekday


@dataclass(frozen=True)
class ClockTime:
    """A time of the day on some day of the text: `gegen 22 Uhr`."""

    hour: int
    minute: int = 0


@dataclass(frozen=True)
class Duration:
    """A length of time: `zwei Stunden`; amount is None where no number is printed."""

    amount: int | None
    unit: str


@dataclass(frozen=True)
class Vague:
    """A time that no day of publication can fix: `bald`, `am Vortag`, `jeden Montag`, `die achtziger Jahre`.

    `direction` says where it points, seen from the article, where it points anywhere.
    """

    direction: Literal["past", "present", "future"] | None = None
    precision: Literal["day", "week", "month", "year", "unknown"] = "unknown"


Value = CalendarDate | Weekday | Shift | Season | Feast | Range | ClockTime | Duration | Vague


@dataclass(frozen=True)
class TimeExpression:
    """A time expression of a text.

    char_start, char_end: code points of the text, end exclusive; `text` is that slice. A preposition before it is not
    part of it but `preposition` (`am`, `seit`, `bis`, `vom` …), except where it carries the meaning (`vor zwei Tagen`).
    kind: date | weekday | relative | range | month | year | season | feast | part_of_day | time_of_day | duration |
    repetition | anaphoric | vague. part_of_day: as printed (`Abend`). is_dateline: the article's own date
    (`Stand: 28.02.2025 14:27 Uhr`), not one that it tells of.
    """

    char_start: int
    char_end: int
    text: str
    kind: str
    value: Value
    preposition: str | None = None
    part_of_day: str | None = None
    is_dateline: bool = False
