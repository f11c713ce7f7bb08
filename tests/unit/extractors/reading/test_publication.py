from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.publication import parse_published
from extractors.reading.records import Problem

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
        DAY,
        datetime(2024, 9, 26, 20, 0),
    ],
)
def test_without_a_zone_only_the_day_is_known(value: object) -> None:
    assert parse_published(value) == (DAY, None)


def test_the_day_is_the_one_that_is_printed_not_the_one_in_utc() -> None:
    day, moment = parse_published("2024-09-26T00:30:00+02:00")
    assert day == DAY
    assert moment == datetime(2024, 9, 25, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_no_problem(value: object) -> None:
    assert parse_published(value) == (None, None)


@pytest.mark.parametrize(
    "value",
    [
        "2024-02-30",
        "2024-13-01",
        "30.02.2024",
        "2024-09-26T25:00",
        "Thu, 31 Sep 2024 20:00:00 +0200",
        "0001-01-01",
        "9999-12-31",
        "gestern",
        "2024",
        1727373600,
        True,
        ["2024-09-26"],
    ],
)
def test_a_day_that_cannot_be_is_a_problem(value: object) -> None:
    with pytest.raises(Problem) as caught:
        parse_published(value)
    assert caught.value.code == "impossible_date"


@given(st.datetimes(datetime(1700, 1, 1), datetime(2099, 12, 31), timezones=st.timezones()))
def test_every_iso_time_comes_back(moment: datetime) -> None:
    assert parse_published(moment.isoformat()) == (moment.date(), moment.astimezone(UTC))


@given(st.text(max_size=30))
def test_anything_else_is_read_or_refused_never_a_crash(text: str) -> None:
    with contextlib.suppress(Problem):
        parse_published(text)
