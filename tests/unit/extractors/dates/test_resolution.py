"""Which days an expression means, seen from the day of publication: Thursday, 6 March 2025, unless told otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates import ResolvedDate, find_time_expressions, resolve

THURSDAY = date(2025, 3, 6)


def resolved(
    text: str, tense: str = "unknown", published_on: date | None = THURSDAY
) -> tuple[str | None, str | None, str]:
    [expression] = find_time_expressions(text)
    day: ResolvedDate = resolve(expression, published_on, tense)
    return (
        day.start_date.isoformat() if day.start_date else None,
        day.end_date.isoformat() if day.end_date else None,
        day.precision,
    )


@pytest.mark.parametrize(
    ("text", "tense", "start"),
    [
        ("am Dienstag", "past", "2025-03-04"),
        ("am Dienstag", "future", "2025-03-11"),
        ("am Dienstag", "present", "2025-03-11"),
        ("am Dienstag", "unknown", "2025-03-04"),
        ("am Donnerstag", "past", "2025-03-06"),
        ("am Donnerstag", "future", "2025-03-06"),
        ("am vergangenen Donnerstag", "past", "2025-02-27"),
        ("am kommenden Donnerstag", "future", "2025-03-13"),
        ("nächsten Freitag", "unknown", "2025-03-07"),
        ("an diesem Freitag", "unknown", "2025-03-07"),
        ("an diesem Dienstag", "past", "2025-03-04"),
        ("am Dienstagnachmittag", "past", "2025-03-04"),
        ("am gestrigen Mittwoch", "past", "2025-03-05"),
        ("am heutigen Donnerstag", "unknown", "2025-03-06"),
        ("in der Nacht zum Mittwoch", "past", "2025-03-05"),
        ("in der Nacht zum heutigen Donnerstag", "past", "2025-03-06"),
        ("am Dienstag vergangener Woche", "past", "2025-02-25"),
        ("am Montag kommender Woche", "future", "2025-03-10"),
        ("seit Montag", "present", "2025-03-03"),
        ("bis Samstag", "unknown", "2025-03-08"),
        ("für Samstag", "past", "2025-03-08"),
        ("Montag in zwei Wochen", "future", "2025-03-17"),
    ],
)
def test_weekdays_follow_the_tense_of_the_verb(text: str, tense: str, start: str) -> None:
    assert resolved(text, tense) == (start, None, "day")


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("heute", "2025-03-06", "day"),
        ("gestern Abend", "2025-03-05", "day"),
        ("vorgestern", "2025-03-04", "day"),
        ("Sie kommt morgen.", "2025-03-07", "day"),
        ("übermorgen", "2025-03-08", "day"),
        ("vor zwei Tagen", "2025-03-04", "day"),
        ("in drei Tagen", "2025-03-09", "day"),
        ("vergangene Woche", "2025-02-24", "week"),
        ("diese Woche", "2025-03-03", "week"),
        ("in der kommenden Woche", "2025-03-10", "week"),
        ("vor drei Wochen", "2025-02-10", "week"),
        ("zu Wochenbeginn", "2025-03-03", "week"),
        ("Mitte kommender Woche", "2025-03-10", "week"),
        ("am Wochenende", "2025-03-01", "week"),
        ("am kommenden Wochenende", "2025-03-08", "week"),
        ("am vergangenen Wochenende", "2025-03-01", "week"),
        ("nächster Monat", "2025-04-01", "month"),
        ("vor vier Monaten", "2024-11-01", "month"),
        ("Ende des Monats", "2025-03-01", "month"),
        ("vor einem Jahr", "2024-01-01", "year"),
        ("im vergangenen Jahr", "2024-01-01", "year"),
        ("heuer", "2025-01-01", "year"),
        ("Ende nächsten Jahres", "2026-01-01", "year"),
    ],
)
def test_days_and_periods_are_counted_from_the_publication(text: str, start: str, precision: str) -> None:
    assert resolved(text) == (start, None, precision)


@pytest.mark.parametrize(
    ("text", "tense", "start", "precision"),
    [
        ("am 6. Januar 2026", "unknown", "2026-01-06", "day"),
        ("6.1.26", "unknown", "2026-01-06", "day"),
        ("am 10. Januar", "past", "2025-01-10", "day"),
        ("am 10. April", "future", "2025-04-10", "day"),
        ("am 10. Dezember", "past", "2024-12-10", "day"),
        ("am 10. Dezember", "unknown", "2024-12-10", "day"),
        ("am 10. September", "unknown", "2025-09-10", "day"),
        ("am 10. September", "past", "2024-09-10", "day"),
        ("am 6. Januar vergangenen Jahres", "past", "2024-01-06", "day"),
        ("am Mittwoch (17.07.)", "past", "2024-07-17", "day"),
        ("am Montag, 17. Februar", "future", "2025-02-17", "day"),
        ("im Oktober", "past", "2024-10-01", "month"),
        ("im Oktober", "future", "2025-10-01", "month"),
        ("seit Oktober", "present", "2024-10-01", "month"),
        ("im März", "past", "2025-03-01", "month"),
        ("im vergangenen März", "past", "2024-03-01", "month"),
        ("im kommenden März", "future", "2026-03-01", "month"),
        ("im März dieses Jahres", "past", "2025-03-01", "month"),
        ("Mitte Oktober", "future", "2025-10-15", "month"),
        ("im März 2023", "future", "2023-03-01", "month"),
        ("seit 2014", "past", "2014-01-01", "year"),
        ("im Sommer", "future", "2025-06-01", "year"),
        ("im vergangenen Herbst", "past", "2024-09-01", "year"),
        ("im zweiten Quartal 2023", "past", "2023-04-01", "year"),
        ("bis Ostern", "future", "2025-04-20", "week"),
        ("an Silvester", "past", "2024-12-31", "day"),
        ("zu Pfingsten 2024", "past", "2024-05-19", "week"),
    ],
)
def test_dates_without_a_year_take_the_one_that_the_tense_points_to(
    text: str, tense: str, start: str, precision: str
) -> None:
    assert resolved(text, tense) == (start, None, precision)


def test_a_past_tense_does_not_push_next_weeks_date_back_by_a_year() -> None:
    assert resolved("Für den 20. März war ein Gipfel geplant.", "past")[0] == "2025-03-20"
    assert resolved("Der Gipfel am 20. März wurde abgesagt.", "past")[0] == "2025-03-20"


@pytest.mark.parametrize(
    ("text", "tense", "start", "end"),
    [
        ("vom 8. bis 10. Juli", "future", "2025-07-08", "2025-07-10"),
        ("vom 8. bis 10. Juli 2024", "past", "2024-07-08", "2024-07-10"),
        ("am 8. und 9. Februar", "past", "2025-02-08", "2025-02-09"),
        ("vom 28. Dezember bis 3. Januar", "past", "2024-12-28", "2025-01-03"),
        ("vom 28. Dezember bis 3. Januar 2024", "past", "2023-12-28", "2024-01-03"),
        ("vom 5. bis 7. März", "past", "2025-03-05", "2025-03-07"),
        ("von Montag bis Mittwoch", "future", "2025-03-10", "2025-03-12"),
        ("am Montag und Dienstag", "past", "2025-03-03", "2025-03-04"),
        ("am Samstag und Sonntag kommender Woche", "future", "2025-03-15", "2025-03-16"),
    ],
)
def test_ranges_of_days_have_both_ends(text: str, tense: str, start: str, end: str) -> None:
    assert resolved(text, tense) == (start, end, "day")


def test_ranges_of_months_and_years_end_with_the_last_day() -> None:
    assert resolved("von März bis Mai 2020") == ("2020-03-01", "2020-05-31", "month")
    assert resolved("von 2014 bis 2016") == ("2014-01-01", "2016-12-31", "year")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("am Donnerstag", "day"),
        ("heute", "day"),
        ("am 6. Januar", "day"),
        ("vom 8. bis 10. Juli", "day"),
        ("vergangene Woche", "week"),
        ("im Oktober", "month"),
        ("im vergangenen Jahr", "year"),
        ("am 6. Januar vergangenen Jahres", "day"),
        ("an Silvester", "day"),
    ],
)
def test_without_a_day_of_publication_only_the_precision_is_known(text: str, precision: str) -> None:
    assert resolved(text, "past", None) == (None, None, precision)


def test_without_a_day_of_publication_a_printed_year_is_enough() -> None:
    assert resolved("vom 8. bis 10. Juli 2024", "past", None) == ("2024-07-08", "2024-07-10", "day")
    assert resolved("im März 2023", "past", None) == ("2023-03-01", None, "month")
    assert resolved("zu Ostern 2024", "past", None) == ("2024-03-31", None, "week")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("am nächsten Tag", "day"),
        ("am Abend", "day"),
        ("gegen 22 Uhr", "unknown"),
        ("drei Stunden", "unknown"),
        ("jeden Montag", "unknown"),
        ("demnächst", "unknown"),
        ("vor wenigen Tagen", "unknown"),
        ("in den kommenden Wochen", "unknown"),
        ("am 30. Februar 2025", "day"),
    ],
)
def test_what_the_words_do_not_fix_stays_open(text: str, precision: str) -> None:
    assert resolved(text) == (None, None, precision)


def test_a_count_of_days_in_the_past_is_a_duration() -> None:
    assert resolved("In zwei Tagen flohen Tausende.", "past") == (None, None, "unknown")


def test_29_february_is_taken_in_a_leap_year() -> None:
    assert resolved("am 29. Februar", "past") == ("2024-02-29", None, "day")


def test_an_unknown_tense_is_a_mistake_of_the_caller() -> None:
    [expression] = find_time_expressions("heute")
    with pytest.raises(ValueError, match="perfect"):
        resolve(expression, THURSDAY, "perfect")
