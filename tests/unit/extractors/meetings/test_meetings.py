"""Meetings and claims as people read them, made by the shipped model: evidence, sources, confidence, names, series."""

from datetime import date

import pytest

from extractors.meetings.vocabulary import Factuality, MeetingType, Mode, Participation, Role
from tests.unit.extractors.conftest import names_of

LUNCH = (
    "Bundeskanzler Friedrich Merz empfing am Dienstag in Berlin den polnischen Ministerpräsidenten Donald Tusk. "
    "Merz und Tusk berieten über Grenzkontrollen. Das Treffen dauerte zwei Stunden."
)


def test_a_reception_is_one_meeting_of_two_with_day_and_place(read):
    [meeting] = (reading := read(LUNCH)).meetings
    assert names_of(reading) == {"Friedrich Merz", "Donald Tusk"}
    assert meeting.factuality == Factuality.HELD
    assert meeting.when.start_date == date(2025, 3, 11)
    assert meeting.date_basis == "stated"
    assert reading.entities[meeting.place].name == "Berlin"


def test_evidence_is_a_sentence_that_names_the_actor(read):
    for text in (
        LUNCH,
        "Zum Gipfel in Den Haag wird am Freitag auch Wolodymyr Selenskyj erwartet. Merz reist nicht an.",
    ):
        reading = read(text)
        for claim in reading.claims:
            mentions = reading.entities[claim.entity].mentions
            assert any(claim.evidence.start <= m.start < claim.evidence.end for m in mentions)


def test_confidence_is_a_share(read):
    reading = read(LUNCH)
    values = [c.confidence for c in reading.claims]
    values += [
        v for m in reading.meetings for v in (m.confidence, m.date_confidence, m.place_confidence) if v is not None
    ]
    assert values
    assert all(0 < value < 1 for value in values)


def test_a_call_is_by_phone(read):
    reading = read("Bundeskanzler Friedrich Merz hat am Montag mit US-Präsident Donald Trump telefoniert.")
    [meeting] = reading.meetings
    assert meeting.type == MeetingType.CALL
    assert {c.mode for c in reading.claims} == {Mode.PHONE}
    assert meeting.place is None


def test_what_is_told_without_a_meeting_stays_untold(read):
    assert (
        read("Der VfB gewann das Spitzentreffen in Stuttgart mit 3:1. Trainer Hoeneß lobte seine Mannschaft.").meetings
        == []
    )
    assert read("").meetings == []


def test_statuses_and_roles_are_of_the_vocabulary(read):
    for claim in read(LUNCH).claims:
        assert isinstance(claim.status, Participation)
        assert claim.status != Participation.NONE
        assert isinstance(claim.mode, Mode)
        assert isinstance(claim.role, Role)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Zum EU-Sondergipfel in Brüssel reiste am Montag auch Friedrich Merz. Der Gipfel dauerte bis zum Abend.",
            "EU-Sondergipfel",
        ),
        (LUNCH, "Treffen"),
        ("Friedrich Merz traf am Montag in Berlin Donald Tusk.", None),
    ],
)
def test_a_meeting_is_named_by_its_longest_noun(read, text, name):
    [meeting] = read(text).meetings
    assert meeting.name == name


def test_many_at_once_are_a_series_without_a_day(read):
    [meeting] = read("Friedrich Merz und Emmanuel Macron telefonieren regelmäßig miteinander.").meetings
    assert meeting.is_series
    assert (meeting.when, meeting.date_basis, meeting.date_confidence) == (None, None, None)


def test_heads_are_counted_as_printed(read):
    [meeting] = read(
        "Rund 30 Staats- und Regierungschefs berieten am Dienstag in Paris mit Wolodymyr Selenskyj."
    ).meetings
    assert meeting.stated_participants == "Rund 30 Staats- und Regierungschefs"


def test_reading_twice_gives_the_same(read):
    one, other = read(LUNCH), read(LUNCH)
    assert [(c.entity, c.status, c.confidence) for c in one.claims] == [
        (c.entity, c.status, c.confidence) for c in other.claims
    ]
