"""Which meetings an article reports, of which status, and what is none: as a careful reader would list them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.extractors.conftest import names_of


@pytest.mark.parametrize(
    "text",
    [
        "Bundeskanzler Friedrich Merz traf am Montag in Berlin den französischen Präsidenten Emmanuel Macron.",
        "Bundeskanzler Friedrich Merz und der französische Präsident Emmanuel Macron kamen in Berlin zusammen.",
        "In Berlin beriet Bundeskanzler Friedrich Merz mit dem französischen Präsidenten Emmanuel Macron.",
        "Bundeskanzler Friedrich Merz empfing in Berlin den französischen Präsidenten Emmanuel Macron.",
        "Der französische Präsident Emmanuel Macron wurde in Berlin von Bundeskanzler Friedrich Merz empfangen.",
        "Bei einem Treffen mit dem französischen Präsidenten Emmanuel Macron in Berlin sagte Bundeskanzler Friedrich Merz Hilfe zu.",
        "Das Treffen zwischen Bundeskanzler Friedrich Merz und dem französischen Präsidenten Emmanuel Macron fand in Berlin statt.",
    ],
)
def test_two_people_meet_in_many_wordings(read, text):
    reading = read(text)
    [meeting] = reading.meetings
    assert names_of(reading) == {"Friedrich Merz", "Emmanuel Macron"}
    assert meeting.status == "held"
    assert reading.entities[meeting.place].name == "Berlin"


def test_a_held_and_a_planned_meeting_are_two(read):
    reading = read(
        "US-Außenminister Marco Rubio traf in der vergangenen Woche den russischen Außenminister Sergej Lawrow in Riad. "
        "Am Freitag will Rubio in Paris mit dem französischen Präsidenten Emmanuel Macron zusammentreffen."
    )
    assert [m.status for m in reading.meetings] == ["held", "planned"]
    assert [reading.entities[m.place].name for m in reading.meetings] == ["Riad", "Paris"]
    assert reading.meetings[1].when.start_date == date(2025, 3, 14)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Merz trifft am Freitag in Rom die italienische Ministerpräsidentin Giorgia Meloni.", "planned"),
        ("Merz wird in Rom die italienische Ministerpräsidentin Giorgia Meloni treffen.", "planned"),
        ("Merz traf in Rom die italienische Ministerpräsidentin Giorgia Meloni.", "held"),
        ("Merz hat in Rom mit der italienischen Ministerpräsidentin Giorgia Meloni beraten.", "held"),
        ("Das Treffen von Merz mit der italienischen Ministerpräsidentin Giorgia Meloni wurde abgesagt.", "cancelled"),
        (
            "Das Treffen von Merz mit der italienischen Ministerpräsidentin Giorgia Meloni wurde auf Juni verschoben.",
            "postponed",
        ),
        ("Merz schlug ein Treffen mit der italienischen Ministerpräsidentin Giorgia Meloni vor.", "proposed"),
    ],
)
def test_the_status_follows_tense_and_verb(read, text, status):
    reading = read("Bundeskanzler Friedrich Merz regiert in Berlin. " + text)
    assert [m.status for m in reading.meetings] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Der Gipfel der Zugspitze liegt im Nebel. Bergsteiger Max Huber traf dort seinen Freund Paul Meier.",
        "Die Koalitionsgespräche zwischen Friedrich Merz und Lars Klingbeil beginnen am Montag in Berlin.",
        "Bei den Tarifverhandlungen trafen sich Anna Schmidt und Karl Braun in Köln.",
        "Bundeskanzler Friedrich Merz hat eine Entscheidung getroffen.",
        "Der Stürmer traf in der 80. Minute zum Sieg gegen Frankreich.",
    ],
)
def test_what_is_no_meeting_between_countries_is_not_listed(read, text):
    assert read(text).meetings == []


def test_a_press_conference_of_two_is_a_meeting_of_two(read):
    reading = read(
        "Auf einer Pressekonferenz mit dem polnischen Ministerpräsidenten Donald Tusk in Warschau "
        "lobte Bundeskanzler Friedrich Merz die Zusammenarbeit."
    )
    assert names_of(reading) == {"Donald Tusk", "Friedrich Merz"}


def test_two_guests_expected_abroad_make_a_meeting(read):
    reading = read("Keir Starmer und Donald Tusk werden am Donnerstag in Israel erwartet.")
    [meeting] = reading.meetings
    assert meeting.status == "planned"
    assert names_of(reading, "expected") == {"Keir Starmer", "Donald Tusk"}


def test_a_summit_and_a_ministers_meeting_of_one_group_are_two(read):
    reading = read(
        "Das G7-Außenministertreffen in Quebec endete am Montag; für Außenminister Johann Wadephul war es das erste. "
        "Auf dem G7-Gipfel im Juni wird US-Präsident Donald Trump erwartet."
    )
    assert [m.status for m in reading.meetings] == ["held", "planned"]


@pytest.mark.parametrize(
    "text",
    [
        "Außenminister Johann Wadephul sagte im Gespräch mit der Frankfurter Allgemeinen Zeitung, Russland sei nicht bereit.",
        "Im Halbfinale trafen Kanada und Lettland aufeinander.",
        "Der Vorschlag von Kanzler Merz traf auf Widerstand in Polen und Ungarn.",
    ],
)
def test_interviews_matches_and_resistance_are_no_meetings(read, text):
    assert read(text).meetings == []


def test_what_is_announced_at_a_visit_does_not_make_the_visit_a_plan(read):
    reading = read(
        "Der italienische Außenminister Antonio Tajani hat heute bei einem Besuch in Bagdad den Abzug angekündigt."
    )
    assert [m.status for m in reading.meetings] == ["held"]


def test_a_denied_meeting_is_none(read):
    assert (
        read(
            "Bundeskanzler Friedrich Merz traf sich in Budapest nicht mit dem Oppositionsführer Péter Magyar."
        ).meetings
        == []
    )


def test_speaking_for_or_of_something_is_no_talk(read):
    assert (
        read("Merkel und Mogherini sprachen sich für faire Quoten aus. Tusk sprach von Fortschritten.").meetings == []
    )


def test_the_minister_of_one_country_is_no_body(read):
    reading = read("Der Außenminister der Ukraine lobte die EU. Die Außenministerin der Schweiz schwieg.")
    assert reading.meetings == []


def test_being_on_a_visit(read):
    reading = read("Der slowakische Regierungschef Robert Fico ist zu Besuch bei Wladimir Putin.")
    assert {(reading.entities[c.entity].name, c.status, c.role) for c in reading.claims} == {
        ("Robert Fico", "attended", "participant"),
        ("Wladimir Putin", "attended", "host"),
    }
    assert reading.meetings[0].status == "ongoing"


def test_what_is_proposed_is_not_held(read):
    reading = read("Olaf Scholz hat ein Treffen mit dem französischen Präsidenten Emmanuel Macron vorgeschlagen.")
    assert [m.status for m in reading.meetings] == ["proposed"]


def test_a_meeting_is_named_in_the_nominative(read):
    reading = read("Am Rande des NATO-Gipfels in Den Haag trafen sich Wolodymyr Selenskyj und Donald Trump.")
    assert reading.meetings[0].name == "NATO-Gipfel"


def test_the_present_of_a_headline_is_what_has_happened(read):
    reading = read(
        "Merz trifft Macron in Berlin\n\nBundeskanzler Friedrich Merz hat am Montag den französischen Präsidenten "
        "Emmanuel Macron in Berlin empfangen."
    )
    assert [m.status for m in reading.meetings] == ["held"]


def test_a_man_behind_a_weekday_is_no_genitive(read):
    reading = read("In Paris trafen sich am Montag der britische Premierminister Keir Starmer und Emmanuel Macron.")
    assert names_of(reading) == {"Keir Starmer", "Emmanuel Macron"}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Bundeskanzler Friedrich Merz sagte seine Teilnahme am Gipfel in Paris ab.", "Friedrich Merz"),
        (
            "Der russische Präsident Wladimir Putin lehnte eine Einladung zu dem Gipfel in Istanbul ab.",
            "Wladimir Putin",
        ),
        ("Der russische Präsident Wladimir Putin schlug eine Einladung zum Gipfel in Istanbul aus.", "Wladimir Putin"),
    ],
)
def test_a_summit_abroad_that_somebody_declines_is_still_planned(read, text, party):
    reading = read(text)
    assert [m.status for m in reading.meetings] == ["planned"]
    assert names_of(reading, "declined") == {party}


def test_declining_a_proposal_calls_off_nothing(read):
    reading = read(
        "Der russische Präsident Wladimir Putin sprach am Montag mit US-Präsident Donald Trump. "
        "Putin lehnte den Vorschlag einer Waffenruhe ab."
    )
    assert [m.status for m in reading.meetings] == ["held"]


def test_what_does_not_come_about_is_cancelled(read):
    reading = read(
        "Die geplante Begegnung von Präsident Wolodymyr Selenskyj und Präsident Donald Trump kam nicht zustande."
    )
    assert [m.status for m in reading.meetings] == ["cancelled"]


def test_who_stays_away_from_a_meeting_of_a_body(read):
    reading = read("Ungarns Ministerpräsident Viktor Orbán blieb dem Treffen der EU-Außenminister in Kopenhagen fern.")
    assert names_of(reading, "absent") == {"Viktor Orbán"}


def test_two_countries_take_up_talks(read):
    reading = read("Indien und Pakistan nehmen am Montag in Doha unter Vermittlung Katars Verhandlungen auf.")
    assert {"Indien", "Pakistan"} <= names_of(reading)
    assert [m.status for m in reading.meetings] == ["planned"]


def test_colleagues_from_several_countries_are_their_countries(read):
    reading = read(
        "Der iranische Außenminister Abbas Araghtschi wird am Freitag in Istanbul mit seinen Kollegen aus Deutschland "
        "und Frankreich zusammentreffen."
    )
    assert names_of(reading) == {"Abbas Araghtschi", "Deutschland", "Frankreich"}


def test_the_colleague_from_a_country_is_who_is_named(read):
    reading = read(
        "Der iranische Außenminister Abbas Araghtschi traf am Freitag seinen Kollegen aus Frankreich, Jean-Noël Barrot."
    )
    assert names_of(reading) == {"Abbas Araghtschi", "Jean-Noël Barrot"}


def test_a_meeting_that_is_not_planned_is_none(read):
    assert read("Ein Treffen zwischen Wladimir Putin und Wolodymyr Selenskyj sei derzeit nicht geplant.").meetings == []


def test_talks_going_on_since_a_day_are_ongoing(read):
    reading = read("Die Außenminister der G7 und der Iran verhandeln seit Freitag in Genf.")
    [meeting] = reading.meetings
    assert (meeting.status, reading.entities[meeting.place].name) == ("ongoing", "Genf")


def test_on_invitation_is_no_proposal(read):
    reading = read(
        "Auf Einladung von Ministerpräsident Pedro Sánchez kommen am Freitag Brasiliens Präsident Lula da Silva und "
        "Kolumbiens Präsident Gustavo Petro in Madrid zusammen."
    )
    assert [m.status for m in reading.meetings] == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "In der zweiten Runde trifft er auf den Franzosen Jean Morel oder den Kroaten Ivan Babić.",
        "Kampfflugzeuge besuchen Litauen und Rumänien.",
        "Bundeskanzler Friedrich Merz und Griechenland: Über den Antrag kann nicht mehr beraten werden.",
    ],
)
def test_opponents_machines_and_what_is_discussed_do_not_meet(read, text):
    assert read(text).meetings == []


def test_who_speaks_of_expectations_of_a_summit_takes_no_part(read):
    reading = read("US-Präsident Donald Trump hat die Erwartungen an den Gipfel der G7 in Kananaskis gedämpft.")
    assert "Donald Trump" not in names_of(reading)
