"""Who takes part in a meeting, how and in which role, and who does not: as a careful reader would list them."""

from __future__ import annotations

import pytest

from tests.unit.extractors.conftest import names_of


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        (
            "Der Sondergesandte von US-Präsident Donald Trump, Steve Witkoff, traf in Genf den iranischen Außenminister Abbas Araghtschi.",
            "Donald Trump",
        ),
        (
            "Laut Emmanuel Macron traf US-Außenminister Marco Rubio in Riad den russischen Außenminister Sergej Lawrow.",
            "Emmanuel Macron",
        ),
        (
            "US-Außenminister Marco Rubio sprach in Riad mit dem russischen Außenminister Sergej Lawrow über Wladimir Putin.",
            "Wladimir Putin",
        ),
    ],
)
def test_superiors_sources_and_topics_take_no_part(read, text, absent):
    reading = read(text)
    assert len(names_of(reading)) == 2
    assert absent not in names_of(reading)


def test_a_group_takes_part_as_a_group_and_its_members_do_not(read):
    reading = read(
        "Die Koalition der Willigen trifft sich am Freitag in Paris mit dem ukrainischen Präsidenten Wolodymyr Selenskyj. "
        "Der Gruppe gehören auch Australien, Japan und Kanada an."
    )
    assert names_of(reading) == {"Koalition der Willigen", "Wolodymyr Selenskyj"}


def test_staying_away_is_a_claim_of_its_own(read):
    reading = read(
        "In Budapest kamen der ungarische Ministerpräsident Viktor Orbán und der serbische Präsident Aleksandar Vučić zum Gipfel zusammen. "
        "Bundeskanzler Friedrich Merz blieb dem Gipfel fern."
    )
    assert names_of(reading, "absent") == {"Friedrich Merz"}


def test_a_host_by_invitation(read):
    reading = read(
        "Auf Einladung von Emmanuel Macron beraten am Freitag in Paris Keir Starmer und Donald Tusk über die Ukraine."
    )
    assert {reading.entities[c.entity].name for c in reading.claims if c.role == "host"} == {"Emmanuel Macron"}


def test_a_country_is_represented_by_a_person(read):
    reading = read(
        "Am Freitag beraten in Genf US-Außenminister Marco Rubio und der russische Außenminister Sergej Lawrow. "
        "Die Schweiz wird bei den Gesprächen von Außenminister Ignazio Cassis vertreten."
    )
    assert "Ignazio Cassis" in names_of(reading)


def test_a_noun_is_filled_from_its_compound(read):
    reading = read("Beim G7-Gipfel in Kanada sagte Bundeskanzler Friedrich Merz weitere Hilfe zu.")
    assert names_of(reading) == {"G7", "Friedrich Merz"}


def test_who_is_stood_in_for_is_absent(read):
    reading = read(
        "In Genf beraten US-Außenminister Marco Rubio und der russische Außenminister Sergej Lawrow. "
        "Emmanuel Macron lässt sich bei den Gesprächen durch Jean-Noël Barrot vertreten."
    )
    assert names_of(reading, "absent") == {"Emmanuel Macron"}
    assert "Jean-Noël Barrot" in names_of(reading)


def test_by_lines_and_photo_credits_take_no_part(read):
    reading = read(
        "Bundeskanzler Friedrich Merz traf in Berlin den französischen Präsidenten Emmanuel Macron.\n\n"
        "Foto: Eva Roth\n\nTreffen im Kanzleramt: Merz und Macron. © Paul Huber/dpa"
    )
    assert names_of(reading) == {"Friedrich Merz", "Emmanuel Macron"}


def test_the_speaker_of_a_clause_above_is_the_source(read):
    reading = read(
        "Andrij Jermak teilte mit, dass Selenskyj am Freitag in Riad US-Außenminister Marco Rubio treffen werde."
    )
    sources = {reading.entities[c.according_to].name for c in reading.claims if c.according_to is not None}
    assert sources == {"Andrij Jermak"}
    assert "Andrij Jermak" not in names_of(reading)


def test_the_summit_of_an_organization_is_a_meeting_of_its_countries(read):
    reading = read("Der Präsident reist zum nächsten Gipfeltreffen der Afrikanischen Union in Addis Abeba.")
    assert names_of(reading) == {"Afrikanische Union"}
    assert read("Beim Gipfel der SPD in Berlin sprach Lars Klingbeil.").meetings == []


def test_the_country_of_an_office_takes_no_part(read):
    reading = read("Viktor Orbán reiste als Ministerpräsident Ungarns zu Wladimir Putin nach Moskau.")
    assert names_of(reading) == {"Viktor Orbán", "Wladimir Putin"}


def test_who_opens_interrupts_or_leaves_a_meeting_takes_part_in_it(read):
    reading = read(
        "Die Staats- und Regierungschefs der Europäischen Union tagen beim EU-Gipfel in Brüssel. "
        "Ratspräsident António Costa unterbrach den Gipfel am Abend, Mette Frederiksen verließ das Treffen früh."
    )
    assert {"António Costa", "Mette Frederiksen"} <= names_of(reading, "attended") | names_of(reading, "expected")


def test_who_does_not_travel_to_it_is_absent(read):
    reading = read(
        "In Brüssel hat der EU-Gipfel begonnen. Polens Ministerpräsident Donald Tusk reiste nicht nach Brüssel, weil er krank ist."
    )
    assert names_of(reading, "absent") == {"Donald Tusk"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Die Außenminister der EU-Staaten beraten heute in Luxemburg über Sanktionen.", "Europäische Union"),
        ("Die Verteidigungsminister der Nato kommen am Mittwoch in Brüssel zusammen.", "NATO"),
        ("Die G7-Finanzminister haben sich am Dienstag in Banff getroffen.", "G7"),
        (
            "Beim Gipfel in Brüssel einigten sich die Staats- und Regierungschefs der EU auf ein Paket.",
            "Europäische Union",
        ),
    ],
)
def test_ministers_in_the_plural_stand_for_their_body(read, text, body):
    reading = read(text)
    assert len(reading.meetings) == 1
    assert names_of(reading) == {body}


def test_bodies_go_on_with_their_talks(read):
    reading = read("Die Delegationen der USA und des Iran setzten am Samstag in Maskat ihre Verhandlungen fort.")
    assert names_of(reading) == {"USA", "Iran"}


def test_who_is_only_met_on_a_journey_was_met_by_the_traveller(read):
    reading = read("Kanzler Olaf Scholz reist nach China. In Peking ist ein Gespräch mit Präsident Xi Jinping geplant.")
    assert names_of(reading) == {"Olaf Scholz", "Xi Jinping"}


def test_reported_speech_keeps_the_speaker_out_or_in(read):
    out = read("Das Weiße Haus teilte mit, Donald Trump werde Benjamin Netanjahu am Montag in Washington empfangen.")
    assert names_of(out) == {"Donald Trump", "Benjamin Netanjahu"}
    assert {out.entities[c.entity].name for c in out.claims if c.role == "host"} == {"Donald Trump"}
    inside = read("Olaf Scholz kündigte an, er wolle bald mit Wladimir Putin telefonieren.")
    assert names_of(inside) == {"Olaf Scholz", "Wladimir Putin"}


def test_a_second_verb_shares_the_subject_alone(read):
    reading = read(
        "Antony Blinken sprach am Sonntag in Jerusalem mit Benjamin Netanjahu und reiste nach Ramallah weiter."
    )
    for meeting in reading.meetings:
        if any(t.relation == "visit" for t in meeting.triggers):
            assert "Benjamin Netanjahu" not in {reading.entities[e].name for e in meeting.arguments}


def test_the_object_of_a_verb_is_no_envoy_of_its_subject(read):
    reading = read("Am Montag traf Bundeskanzler Olaf Scholz den französischen Präsidenten Emmanuel Macron.")
    assert names_of(reading) == {"Olaf Scholz", "Emmanuel Macron"}


def test_who_speaks_before_a_meeting_of_a_group_comes_for_a_member(read):
    reading = read("Vor dem G7-Treffen auf Capri hat Außenministerin Annalena Baerbock den Iran gewarnt.")
    assert "Annalena Baerbock" in names_of(reading)
    assert "Iran" not in names_of(reading)


def test_a_pronoun_in_a_clause_means_the_subject_above(read):
    reading = read(
        "Chinas Außenminister Wang Yi ist am Montag in Neu-Delhi eingetroffen, wo er mit dem indischen Außenminister "
        "Subrahmanyam Jaishankar sprach."
    )
    assert names_of(reading) == {"Wang Yi", "Subrahmanyam Jaishankar"}


def test_a_country_before_a_title_can_be_where_someone_is(read):
    reading = read(
        "Bundespräsident Frank-Walter Steinmeier hat in Kasachstan Präsident Kassym-Jomart Tokajew getroffen."
    )
    assert names_of(reading) == {"Frank-Walter Steinmeier", "Kassym-Jomart Tokajew"}
