"""Several meetings told by one verb, and talks as parts of a visit."""

from datetime import date

import pytest

from tests.unit.extractors.conftest import names_of


def parties(reading) -> list[set[str]]:
    return [{reading.entities[e].name for e in meeting.parties} for meeting in reading.meetings]


def test_a_second_day_in_a_list_begins_a_second_call(read):
    reading = read(
        "Am Sonntag hatte Bundeskanzler Friedrich Merz mit dem britischen Premierminister Keir Starmer telefoniert, "
        "am Montag mit dem französischen Präsidenten Emmanuel Macron."
    )
    assert parties(reading) == [{"Friedrich Merz", "Keir Starmer"}, {"Friedrich Merz", "Emmanuel Macron"}]
    assert [m.when.start_date for m in reading.meetings] == [date(2025, 3, 9), date(2025, 3, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "Bundeskanzler Friedrich Merz sprach in Ankara mit Präsident Recep Tayyip Erdoğan und anschließend mit Außenminister Hakan Fidan.",
        "Bundeskanzler Friedrich Merz traf in Ankara Präsident Recep Tayyip Erdoğan und danach Außenminister Hakan Fidan.",
        "Bundeskanzler Friedrich Merz traf in Ankara Präsident Recep Tayyip Erdoğan und am Dienstag Außenminister Hakan Fidan.",
    ],
)
def test_what_one_does_next_is_a_second_meeting(read, text):
    reading = read(text)
    assert parties(reading) == [{"Friedrich Merz", "Recep Tayyip Erdoğan"}, {"Friedrich Merz", "Hakan Fidan"}]


@pytest.mark.parametrize(
    "text",
    [
        "Bundeskanzler Friedrich Merz führte Gespräche mit Donald Tusk in Warschau und mit Wolodymyr Selenskyj in Kiew.",
        "Bundeskanzler Friedrich Merz führte am Montag Gespräche mit Donald Tusk in Warschau und Wolodymyr Selenskyj in Kiew.",
        "Am Montag traf Bundeskanzler Friedrich Merz Donald Tusk in Warschau und am Dienstag Wolodymyr Selenskyj in Kiew.",
    ],
)
def test_a_place_for_each_is_a_meeting_with_each(read, text):
    reading = read(text)
    assert parties(reading) == [{"Friedrich Merz", "Donald Tusk"}, {"Friedrich Merz", "Wolodymyr Selenskyj"}]
    assert [reading.entities[m.place].name for m in reading.meetings] == ["Warschau", "Kiew"]


def test_two_houses_of_a_city_are_two_talks_on_the_day_that_both_share(read):
    reading = read(
        "US-Präsident Joe Biden kommt nach Berlin. Für Freitag sind Gespräche mit Bundeskanzler Olaf Scholz im Kanzleramt "
        "und Bundespräsident Frank-Walter Steinmeier im Schloss Bellevue geplant."
    )
    assert parties(reading) == [{"Joe Biden", "Olaf Scholz"}, {"Joe Biden", "Frank-Walter Steinmeier"}]
    assert {m.when.start_date for m in reading.meetings} == {date(2025, 3, 14)}


@pytest.mark.parametrize(
    "text",
    [
        "Am Rande des G7-Gipfels in Kananaskis traf Bundeskanzler Friedrich Merz am Montag Wolodymyr Selenskyj.",
        "Beim G7-Gipfel in Kananaskis hat sich Bundeskanzler Friedrich Merz am Montag mit Wolodymyr Selenskyj getroffen.",
        "Bundeskanzler Friedrich Merz traf Wolodymyr Selenskyj am Montag am Rande eines G7-Gipfels in Kananaskis.",
    ],
)
def test_a_talk_beside_a_summit_is_part_of_it(read, text):
    reading = read(text)
    summit, talk = sorted(reading.meetings, key=lambda m: -len(m.parties))
    assert {reading.entities[e].name for e in summit.parties} == {"G7", "Friedrich Merz", "Wolodymyr Selenskyj"}
    assert {reading.entities[e].name for e in talk.parties} == {"Friedrich Merz", "Wolodymyr Selenskyj"}
    assert (summit.meeting_type, talk.meeting_type, talk.parent) == ("summit", "bilateral", summit.number)


def test_a_summit_of_two_is_no_talk_beside_it(read):
    reading = read("Beim Gipfel in Alaska traf US-Präsident Donald Trump am Montag den russischen Präsidenten Putin.")
    assert len(reading.meetings) == 1


def test_a_plain_list_is_one_meeting(read):
    reading = read(
        "Bundeskanzler Friedrich Merz sprach am Montag mit Präsident Recep Tayyip Erdoğan und Außenminister Hakan Fidan."
    )
    assert parties(reading) == [{"Friedrich Merz", "Recep Tayyip Erdoğan", "Hakan Fidan"}]


@pytest.mark.parametrize(
    "text",
    [
        "Der britische Außenminister David Lammy war am Montag zu Krisengesprächen in Israel.",
        "Der britische Außenminister David Lammy ist in Israel und führt dort ernsthafte Gespräche.",
    ],
)
def test_who_is_abroad_for_talks_meets_somebody(read, text):
    reading = read(text)
    [meeting] = reading.meetings
    assert meeting.destination == "IL"
    assert names_of(reading) == {"David Lammy"}


def test_talks_at_home_without_a_counterpart_are_none(read):
    assert read("Der britische Außenminister David Lammy führt in London ernsthafte Gespräche.").meetings == []


def test_a_reception_during_a_visit_is_a_meeting_of_its_own(read):
    reading = read(
        "US-Außenminister Marco Rubio sprach bei einem Besuch in Kopenhagen über die Arktis. "
        "Dort wurde er auch von Ministerpräsidentin Mette Frederiksen empfangen."
    )
    assert [m.meeting_type for m in reading.meetings] == ["visit", "bilateral"]
    assert parties(reading)[1] == {"Marco Rubio", "Mette Frederiksen"}


def test_the_party_in_brackets_tells_the_country_of_an_office_that_several_have(read):
    reading = read("In Berlin traf Bundeskanzler Christian Stocker (ÖVP) Bundeskanzler Friedrich Merz (CDU).")
    assert {e.name: e.country_code for e in reading.entities if e.kind == "person"} == {
        "Christian Stocker": "AT",
        "Friedrich Merz": "DE",
    }


def test_a_meeting_with_somebody_else_is_another_one(read):
    reading = read(
        "Der russische Präsident Wladimir Putin führte Gespräche mit Präsident Recep Tayyip Erdoğan und dem saudischen "
        "Kronprinzen Mohammed bin Salman. Es gab auch ein Treffen mit US-Präsident Donald Trump."
    )
    assert [m.status for m in reading.meetings] == ["held", "held"]
    assert parties(reading)[1] == {"Wladimir Putin", "Donald Trump"}
