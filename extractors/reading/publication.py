"""When an article was published: reads the ways in which files state it. Never asks the clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from extractors.reading.records import Problem

# The first newspapers are of 1605; above 2100 it is a typing error.
FIRST_YEAR, LAST_YEAR = 1600, 2100

_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?)(?:\s*Uhr)?)?")
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2} [A-Za-z]{3,9} \d{4} \d{2}:\d{2}.*")  # and RSS
_ZONE = re.compile(r"\s*(?:UTC|GMT|\s([+-]\d{2}:?\d{2}))$")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}.*)?|\d{8}(T\d{4,6}.*)?")


def parse_published(value: object) -> tuple[date | None, datetime | None]:
    """Day of publication as printed, and the moment in UTC where time and zone are given.

    Takes dates, times and strings: ISO 8601, the form of mail and RSS, German `26.09.2024, 20:00`.
    A time without a zone tells the day alone: which moment it was cannot be known.

    >>> day, moment = parse_published("2024-09-26T00:30:00+02:00")
    >>> day.isoformat(), moment.isoformat()
    ('2024-09-26', '2024-09-25T22:30:00+00:00')
    >>> parse_published("26.09.2024, 20:00 Uhr")
    (datetime.date(2024, 9, 26), None)
    >>> parse_published(None)
    (None, None)

    Raises Problem `impossible_date` for what is none.
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return None, None
    moment = _parse(value)
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Problem(
            "impossible_date",
            f"The date of publication, {str(value)[:60]!r}, does not exist or cannot be read. "
            "Write it as 2024-09-26 or 2024-09-26T20:00:00+02:00, or leave it out.",
        )
    if isinstance(moment, datetime):
        return moment.date(), moment.astimezone(UTC) if moment.tzinfo else None
    return moment, None


def _parse(value: object) -> date | datetime | None:
    if isinstance(value, date):  # a datetime is a date, too
        return value
    if not isinstance(value, str):
        return None
    if match := _GERMAN.fullmatch(value):
        day, month, year, time = match.groups()
        value = f"{year}-{month:0>2}-{day:0>2}" + (f"T{time:0>5}" if time else "")
    try:
        if _ISO.fullmatch(value):
            value = _ZONE.sub(lambda match: match[1] or "+00:00", value)
            return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        if _MAIL.fullmatch(value):
            return parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        pass
    return None
