"""Hosts that no word of receiving names: whoever resides where people meet, or the country visited."""

import pytest

from tests.unit.extractors.conftest import names_of

PRESIDENT = "US-Präsident Donald Trump droht mit Zöllen. "


@pytest.mark.parametrize(
    "text",
    [
        "Das Treffen mit dem ukrainischen Präsidenten Wolodymyr Selenskyj im Weißen Haus begann am Freitag.",
        "Der ukrainische Präsident Wolodymyr Selenskyj wurde am Freitag im Weißen Haus empfangen.",
        "Der ukrainische Präsident Wolodymyr Selenskyj wird am Freitag zu einem Besuch im Weißen Haus erwartet.",
    ],
)
def test_who_resides_there_receives(read, text):
    [meeting] = (reading := read(PRESIDENT + text)).meetings
    assert names_of(reading) == {"Donald Trump", "Wolodymyr Selenskyj"}
    assert reading.entities[meeting.host].name == "Donald Trump"


def test_nobody_is_added_who_holds_the_office_no_more(read):
    reading = read(
        "Der frühere US-Präsident Joe Biden schwieg. Der ukrainische Präsident Wolodymyr Selenskyj wurde am Freitag im "
        "Weißen Haus empfangen."
    )
    assert "Joe Biden" not in names_of(reading)


def test_nobody_is_added_where_somebody_of_the_house_receives(read):
    reading = read(
        PRESIDENT + "Vizepräsident JD Vance empfing am Freitag im Weißen Haus den ukrainischen Präsidenten "
        "Wolodymyr Selenskyj."
    )
    assert names_of(reading) == {"JD Vance", "Wolodymyr Selenskyj"}


def test_nobody_is_added_in_a_city_that_is_nobodys_seat(read):
    reading = read(PRESIDENT + "Der ukrainische Präsident Wolodymyr Selenskyj wurde am Freitag in New York empfangen.")
    assert "Donald Trump" not in names_of(reading)


def test_a_visit_has_the_country_as_host_where_nobody_is_named(read):
    [meeting] = (reading := read("US-Präsident Joe Biden reist am Freitag zu einem Besuch nach Deutschland.")).meetings
    assert names_of(reading) == {"Joe Biden", "Deutschland"}
    assert reading.entities[meeting.host].name == "Deutschland"


def test_a_visit_to_somebody_needs_no_country(read):
    reading = read(
        "US-Präsident Joe Biden reist am Freitag zu einem Besuch nach Deutschland. "
        "In Berlin trifft er Bundeskanzler Olaf Scholz."
    )
    assert "Deutschland" not in names_of(reading)
