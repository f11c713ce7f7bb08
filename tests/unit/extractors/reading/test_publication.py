"""The ways in which files state the day of publication: what is beyond doubt is read, what is not is no date."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.publication import UnknownDateError, parse_published

DAY = date(2024, 9, 26)
EVENING_IN_UTC = datetime(2024, 9, 26, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2024-09-26T20:00:00+02:00",
        "2024-09-26T20:00+02:00",
        "2024-09-26 20:00:00 +0200",
        "2024-09-26T18:00:00Z",
        "2024-09-26T18:00:00.000Z",
        "2024-09-26 18:00:00 UTC",
        "Thu, 26 Sep 2024 20:00:00 +0200",
        "Do, 26 Sep 2024 20:00:00 +0200",
        "Thu, 26 Sep 24 20:00:00 MESZ",
        "Thu, 26 Sep 2024 18:00:00 GMT",
        "Thu Sep 26 18:00:00 +0000 2024",
        "Thu Sep 26 20:00:00 CEST 2024",
        "Thu Sep 26 2024 20:00:00 GMT+0200 (Mitteleuropäische Sommerzeit)",
        "2024-09-26T20:00:00 CEST",
        "2024-09-26 20:00:00 Europe/Berlin",
        "2024-09-26T20:00:00+02:00[Europe/Berlin]",
        "2024-09-26 20:00:00.000000+02",
        "20240926T180000Z",
        "20240926T200000+0200",
        "26.09.2024 20:00 Uhr MESZ",
        1727373600,
        1727373600.0,
        "1727373600",
        1727373600000,
        "1727373600000",
        1727373600000000000,
        {"$date": "2024-09-26T18:00:00Z"},
        {"$date": {"$numberLong": "1727373600000"}},
        datetime(2024, 9, 26, 20, 0, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_a_time_with_its_zone_tells_the_moment(value: object) -> None:
    assert parse_published(value) == (DAY, EVENING_IN_UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2024-09-26",
        "20240926",
        "26.09.2024",
        "26.9.2024",
        "2024-09-26T20:00",
        "26.09.2024, 20:00 Uhr",
        "26.09.2024 um 20:00 Uhr",
        "26.09.2024 - 20.00 Uhr",
        "26.09.2024 | 20:00",
        "26.09.24",
        "26. September 2024",
        "26. Sept. 2024, 20 Uhr",
        "Donnerstag, 26. September 2024",
        "Donnerstag, den 26.09.2024",
        "Do., 26.9.24, 20.00 Uhr",
        "Stand: 26.09.2024 20:00 Uhr",
        "Veröffentlicht am 26. September 2024 um 20:00 Uhr",
        "September 26, 2024",
        "Sep 26, 2024 8:00 PM",
        "26th September 2024",
        "26-Sep-2024",
        "2024/09/26",
        "2024-9-26",
        "2024.09.26",
        "09/26/2024",
        "26/09/2024",
        "20240926200000",
        20240926,
        ["2024-09-26"],
        [2024, 9, 26],
        [2024, 9, 26, 20, 0],
        "2024-09-26T20:00:00 XYZ",
        DAY,
        datetime(2024, 9, 26, 20, 0),
    ],
)
def test_without_a_zone_only_the_day_is_known(value: object) -> None:
    assert parse_published(value) == (DAY, None)


@pytest.mark.parametrize("printed", ["26. Jänner 2024", "26. Jan. 2024", "26. Januar 2024", "Fr, 26 Jan 2024 10:00"])
def test_months_have_many_names(printed: str) -> None:
    assert parse_published(printed)[0] == date(2024, 1, 26)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-05T23:30:00Z",
        "2026-01-05 23:30:00 UTC",
        "Mon, 05 Jan 2026 23:30:00 GMT",
        1767655800,
        datetime(2026, 1, 5, 23, 30, tzinfo=UTC),
    ],
)
def test_what_is_given_in_utc_is_told_in_the_time_of_berlin(value: object) -> None:
    assert parse_published(value)[0] == date(2026, 1, 6)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-05T23:30:00-05:00",
        "2026-01-05 23:30:00 America/New_York",
        "2026-01-05T23:30:00 Europe/London",
        "Mon, 05 Jan 2026 23:30:00 EST",
        datetime(2026, 1, 5, 23, 30, tzinfo=ZoneInfo("Europe/Lisbon")),
    ],
)
def test_a_zone_that_is_said_keeps_its_day(value: object) -> None:
    assert parse_published(value)[0] == date(2026, 1, 5)


def test_the_day_is_the_one_that_is_printed_not_the_one_in_utc() -> None:
    day, moment = parse_published("2024-09-26T00:30:00+02:00")
    assert day == DAY
    assert moment == datetime(2024, 9, 25, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_no_problem(value: object) -> None:
    assert parse_published(value) == (None, None)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2024-02-30", "does not exist"),
        ("2024-13-01", "does not exist"),
        ("30.02.2024", "does not exist"),
        ("2024-09-26T25:00", "does not exist"),
        ("Thu, 31 Sep 2024 20:00:00 +0200", "does not exist"),
        ("0000-00-00", "does not exist"),
        ("01/06/2026", "may mean two days"),
        ("06-01-2026", "may mean two days"),
        ("Montag, 6. Januar 2026", "names another weekday than that day has"),
        ("0001-01-01", "is not between the years 1600 and 2100"),
        ("9999-12-31", "is not between the years 1600 and 2100"),
        ("gestern", "tells no day"),
        ("vor 2 Stunden", "tells no day"),
        ("2024", "tells no day"),
        ("2026-01", "tells no day"),
        ("Januar 2026", "tells no day"),
        ("nan", "tells no day"),
        ("null", "tells no day"),
        ("46028", "tells no day"),
        ("6 janvier 2026", "names no month with 'janvier'"),
        ("6. Januar 2026, " * 9, "is too long for a date"),
        (12, "counts neither seconds nor milliseconds since 1970"),
        (10**400, "does not exist"),
        (float("inf"), "is no date"),
        (True, "is no date"),
        ([2026, 1], "is no date"),
        ({"day": 6}, "is no date"),
        (object(), "is no date"),
    ],
)
def test_what_leaves_a_doubt_is_no_day_and_says_why(value: object, why: str) -> None:
    with pytest.raises(UnknownDateError) as caught:
        parse_published(value)
    assert caught.value.why == why
    assert len(str(caught.value)) < 200


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 30), timezones=st.timezones()))
def test_every_iso_time_comes_back(moment: datetime) -> None:
    day, instant = parse_published(moment.isoformat())
    in_utc = moment.utcoffset() == timedelta(0)
    assert day == (moment.astimezone(ZoneInfo("Europe/Berlin")) if in_utc else moment).date()
    assert instant == moment.astimezone(UTC)


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.dates(), st.datetimes()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["$date", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.one_of(ANYTHING, st.text("0123456789.-/: TZ+UhrJan,", max_size=30)))
def test_anything_else_is_read_or_refused_never_a_crash(value: object) -> None:
    with contextlib.suppress(UnknownDateError):
        parse_published(value)
