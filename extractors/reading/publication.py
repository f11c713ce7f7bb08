"""When an article was published: reads the ways in which files state it. Never asks the clock.

Read is what is beyond doubt. `01/06/2026` is in June or in January, `vor 2 Stunden` on any day, `2026-01` on none: such an
article is taken without a date, and with a warning.
"""

from __future__ import annotations

import math
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

# The first newspapers are of 1605; above 2100 it is a typing error.
FIRST_YEAR, LAST_YEAR = 1600, 2100
LONGEST = 120  # characters; no file needs more to state a day
HOME = "Europe/Berlin"  # the zone of a source that says none: machines write UTC, whatever the source's own

_WORDS = tomllib.loads((Path(__file__).parent.parent / "lexicons" / "publication.toml").read_text("utf-8"))
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_ZONES: dict[str, int] = _WORDS["zones"]

# Numbers that count from 1970, by the value above which they lie in 1990 and later.
_FIRST_SECOND = 631_152_000
_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)  # seconds, milliseconds, microseconds, nanoseconds

_LETTERS = r"[^\W\d_]+"
_LABEL = re.compile(
    rf"(?i:{'|'.join(sorted(_WORDS['labels']['words'], key=len, reverse=True))})\b(?: am| vom| den)?:? ?"
)
_WEEKDAY = re.compile(rf"({_LETTERS})\.?,? (?:(?:den|dem|the) )?")
_TIME = (
    r"(?:(?:T|,? ?um | ?[,|·•/–-] ?| at | )(?P<hour>\d{1,2})(?:(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\b\.?)?(?: ?(?:Uhr|h)\b)?|(?: ?(?:Uhr|h)\b| ?(?P<half2>[AaPp])\.?[Mm]\b\.?)))?"
)
_COMPACT_TIME = r"(?:[T ]?(?P<hour>\d{2})(?P<minute>\d{2})(?:(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?"
_ZONE = (
    r"(?: ?(?:(?P<offset>(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d{2}(?::\d{2}(?:\.\d+)?)?)?)|\(?(?P<zone>[A-Za-z]+(?:/[\w+-]+){0,2})\)?))?"
    r"(?: ?\[(?P<region>[\w/+-]+)\]| ?\([^()]{1,60}\))?"
)
_MONTH = rf"(?P<month>{_LETTERS})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
_TAIL = _TIME + _ZONE
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<number>\d{1,2})(?P=sep)(?P<day>\d{1,2})" + _TAIL,  # 2026-01-06
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})" + _COMPACT_TIME + _ZONE,  # 20260106T101500Z
        r"(?P<day>\d{1,2})\. ?(?P<number>\d{1,2})\. ?" + _YEAR + _TAIL,  # 06.01.2026
        r"(?P<first>\d{1,2})(?P<sep>[-/])(?P<second_number>\d{1,2})(?P=sep)" + _YEAR + _TAIL,  # 01/13/2026
        r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?[ -]?" + _MONTH + r",?[ -]?" + _YEAR + _TAIL,  # 6. Januar 2026
        _MONTH + r" ?(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?,? (?P<year>\d{4})" + _TAIL,  # January 6, 2026
    )
)
_CTIME = re.compile(rf"({_LETTERS}) (\d{{1,2}}) (\d{{2}}:\d{{2}}:\d{{2}})((?: [A-Z]{{1,5}}| [+-]\d{{4}})?) (\d{{4}})")
_COUNT = re.compile(r"\d{9,11}(?:\.\d{1,9})?|\d{13}(?:\.\d{1,9})?|\d{16}|\d{19}", re.ASCII)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+−-])(\d{1,2}):?(\d{2})?:?(\d{2})?(?:\.(\d{1,6}))?")
# What holds a date in the exports of databases and converters of XML: {"$date": …}, {"#text": …}
_HOLDERS = ("$date", "$numberLong", "#text", "@value", "_text", "value", "date")


class UnknownDateError(ValueError):
    """What stands for the day of publication cannot be read beyond doubt."""

    def __init__(self, value: object, why: str) -> None:
        self.value, self.why = value, why
        super().__init__(f"the day of publication is not known: {shown(value)} {why}")


def shown(value: object, limit: int = 60) -> str:
    """A value as a message quotes it; only the kind of what could be large or nested.

    >>> shown("vor 2 Stunden"), shown([1, [2]])
    ("'vor 2 Stunden'", 'a list')
    """
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "an object"
    if isinstance(value, str):
        return repr(value if len(value) <= limit else value[:limit] + "…")
    return repr(value)[:limit] if isinstance(value, float) else str(value)[:limit]


def parse_published(value: object) -> tuple[date | None, datetime | None]:
    """Day of publication, and the moment in UTC where time and zone are given.

    Takes dates, times, numbers that count from 1970, and strings: ISO 8601, mail and RSS, German and English words. The day
    is that of the source's zone: as printed, but what is given in UTC is told in the time of Berlin. A time without a zone tells the day alone.

    >>> day, moment = parse_published("2024-09-26T00:30:00+02:00")
    >>> day.isoformat(), moment.isoformat()
    ('2024-09-26', '2024-09-25T22:30:00+00:00')
    >>> parse_published("Donnerstag, 26. September 2024, 20:00 Uhr")
    (datetime.date(2024, 9, 26), None)
    >>> parse_published("2024-09-25T22:30:00Z")[0], parse_published(1727303400)[0]
    (datetime.date(2024, 9, 26), datetime.date(2024, 9, 26))
    >>> parse_published(None)
    (None, None)

    Raises UnknownDateError for what is none, or leaves a doubt.
    """
    found = unwrapped(value)
    if found is None or (isinstance(found, str) and not found.strip()):
        return None, None
    try:
        moment = _read(found)
    except _Doubt as doubt:
        raise UnknownDateError(value, str(doubt)) from None
    except (ValueError, OverflowError):
        raise UnknownDateError(value, "does not exist") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise UnknownDateError(value, f"is not between the years {FIRST_YEAR} and {LAST_YEAR}")
    if not isinstance(moment, datetime):
        return moment, None
    if moment.tzinfo is None:
        return moment.date(), None
    at_home = moment.astimezone(_home()) if _is_utc(moment) else moment
    return at_home.date(), moment.astimezone(UTC)


class _Doubt(Exception):  # noqa: N818 - never leaves this module
    """Why a value is not taken for a day."""


def unwrapped(value: object) -> object:
    """What a list of one, or an object that holds a date, has in it: `{"$date": …}`."""
    for _ in range(4):
        if isinstance(value, list) and len(value) == 1:
            [value] = value
        elif isinstance(value, dict) and (key := next((key for key in _HOLDERS if key in value), None)):
            value = value[key]
        else:
            break
    return value


def _read(value: object) -> date | datetime:
    if isinstance(value, date):  # a datetime is a date, too
        return value
    if isinstance(value, list):
        return _of_list(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str):
        raise _Doubt("is no date")
    if len(value) > LONGEST:
        raise _Doubt("is too long for a date")
    text = " ".join(value.split())
    return _of_number(float(text)) if _COUNT.fullmatch(text) else _of_text(text)


def _of_list(parts: list[object]) -> date:
    """`[2026, 1, 6]` or `[2026, 1, 6, 10, 15]`, as Java's libraries write it."""
    numbers = [part for part in parts if isinstance(part, int) and not isinstance(part, bool)]
    if len(numbers) != len(parts) or not 3 <= len(numbers) <= 7 or numbers[0] < FIRST_YEAR:
        raise _Doubt("is no date")
    return date(*numbers[:3])


def _of_number(number: float) -> date | datetime:
    """Seconds or their thousandths since 1970, or the digits of a day: 20260106."""
    if not math.isfinite(number):
        raise _Doubt("is no date")
    if number == int(number) and len(str(int(number))) in (8, 12, 14) and int(number) > 0:
        with suppress(_Doubt, ValueError):
            return _of_text(str(int(number)))
    for unit in _UNITS:
        if _FIRST_SECOND <= number / unit <= 4_133_980_800:  # up to 2100
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number / unit)
    raise _Doubt("counts neither seconds nor milliseconds since 1970")


def _of_text(text: str) -> date | datetime:
    if match := _LABEL.match(text):
        text = text[match.end() :]
    weekday = None
    if (match := _WEEKDAY.match(text)) and (weekday := _WEEKDAYS.get(match[1].lower())) is not None:
        text = text[match.end() :]
    text = _CTIME.sub(r"\2 \1 \5 \3\4", text)
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            parts = _Parts({name: part for name, part in match.groupdict().items() if part is not None})
            day = parts.day()
            if weekday is not None and day.weekday() != weekday:
                raise _Doubt("names another weekday than that day has")
            return parts.moment(day)
    raise _Doubt("tells no day")


@dataclass(frozen=True)
class _Parts:
    """The parts of a date as printed."""

    found: dict[str, str]

    def day(self) -> date:
        year = int(self.found["year"])
        if len(self.found["year"]) == 2:
            year += 2000 if year < 70 else 1900
        if "first" in self.found:
            return self._in_either_order(year)
        if "month" in self.found:
            month = _MONTHS.get(self.found["month"].lower())
            if month is None:
                raise _Doubt(f"names no month with {self.found['month']!r}")
        else:
            month = int(self.found["number"])
        return date(year, month, int(self.found["day"]))

    def _in_either_order(self, year: int) -> date:
        """`13/01/2026` can be one day only; `01/06/2026` is the sixth of January in America, the first of June elsewhere."""
        first, second = int(self.found["first"]), int(self.found["second_number"])
        days = set()
        for month, day in ((first, second), (second, first)):
            with suppress(ValueError):
                days.add(date(year, month, day))
        if len(days) == 2:
            raise _Doubt("may mean two days")
        if not days:
            raise ValueError
        return days.pop()

    def moment(self, day: date) -> date | datetime:
        if "hour" not in self.found:
            return day
        hour = int(self.found["hour"])
        half = (self.found.get("half") or self.found.get("half2") or "").lower()
        if half:
            if not 1 <= hour <= 12:
                raise ValueError
            hour = hour % 12 + (12 if half == "p" else 0)
        second = int(self.found.get("second", "0"))
        second -= second == 60  # a leap second
        time = datetime(day.year, day.month, day.day, hour, int(self.found.get("minute", "0")), second)
        fraction = self.found.get("fraction", "")
        return time.replace(microsecond=int(fraction[:6].ljust(6, "0")) if fraction else 0, tzinfo=self._zone())

    def _zone(self) -> tzinfo | None:
        """The zone that is printed; None where none is, or none that is known."""
        if offset := self.found.get("offset"):
            return _fixed(offset)
        for name in (self.found.get("region"), self.found.get("zone")):
            if name and name.lower() in _ZONES:
                return timezone(timedelta(hours=_ZONES[name.lower()]))
            if name and "/" in name:
                return _zone_of(name)
        return None


def _fixed(offset: str) -> timezone:
    match = _OFFSET.fullmatch(offset)
    assert match is not None
    sign, hours, minutes, seconds, micros = match.groups("0")
    distance = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=int(micros.ljust(6, "0"))
    )
    return timezone(distance if sign == "+" else -distance)


def _zone_of(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone
        return None


def _is_utc(moment: datetime) -> bool:
    """Whether the zone is UTC, in which machines write and no German paper lives; London's is another."""
    zone = moment.tzinfo
    return moment.utcoffset() == timedelta(0) and not (isinstance(zone, ZoneInfo) and "/" in str(zone.key))


@cache
def _home() -> ZoneInfo:
    return ZoneInfo(HOME)
