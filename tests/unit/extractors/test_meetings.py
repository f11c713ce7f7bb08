"""Meetings and who takes part: what a careful reader would list from these sentences, and what not."""

from datetime import date

import pytest

from tests.unit.extractors.conftest import names_of

MERZ, MACRON = "Bundeskanzler Friedrich Merz", "der französische Präsident Emmanuel Macron"


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


def test_telephone_and_video_are_told_apart(read):
    call = read("Bundeskanzler Friedrich Merz telefonierte am Montag mit US-Präsident Donald Trump.")
    assert call.meetings[0].meeting_type == "call"
    assert {c.mode for c in call.claims} == {"phone"}
    video = read(
        "Bundeskanzler Friedrich Merz und US-Präsident Donald Trump sprachen in einer Videokonferenz mit Emmanuel Macron."
    )
    assert {c.mode for c in video.claims} == {"virtual"}


def test_one_of_many_takes_part_on_the_screen(read):
    reading = read(
        "Am Freitag beraten in London der britische Premierminister Keir Starmer und der polnische Ministerpräsident Donald Tusk. "
        "Bundeskanzler Friedrich Merz nimmt virtuell an dem Treffen teil."
    )
    modes = {reading.entities[c.entity].name: c.mode for c in reading.claims}
    assert modes == {"Keir Starmer": "in_person", "Donald Tusk": "in_person", "Friedrich Merz": "virtual"}


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


def test_without_a_date_of_publication_no_day_is_guessed(read):
    reading = read(
        "Bundeskanzler Friedrich Merz traf am Montag in Berlin den französischen Präsidenten Emmanuel Macron.",
        published_on=None,
    )
    assert reading.meetings[0].when is None


def test_a_noun_is_filled_from_its_compound(read):
    reading = read("Beim G7-Gipfel in Kanada sagte Bundeskanzler Friedrich Merz weitere Hilfe zu.")
    assert names_of(reading) == {"G7", "Friedrich Merz"}


def test_a_press_conference_of_two_is_a_meeting_of_two(read):
    reading = read(
        "Auf einer Pressekonferenz mit dem polnischen Ministerpräsidenten Donald Tusk in Warschau "
        "lobte Bundeskanzler Friedrich Merz die Zusammenarbeit."
    )
    assert names_of(reading) == {"Donald Tusk", "Friedrich Merz"}


def test_a_visit_has_the_day_and_place_for_the_talks_in_it(read):
    reading = read(
        "Der deutsche Außenminister Johann Wadephul reiste am Montag nach Kiew. "
        "Wadephul traf dort den ukrainischen Außenminister Andrij Sybiha."
    )
    days = {m.when.start_date for m in reading.meetings if m.when}
    assert days == {date(2025, 3, 10)}
    assert {reading.entities[m.place].name for m in reading.meetings} == {"Kiew"}


def test_two_guests_expected_abroad_make_a_meeting(read):
    reading = read("Keir Starmer und Donald Tusk werden am Donnerstag in Israel erwartet.")
    [meeting] = reading.meetings
    assert meeting.status == "planned"
    assert names_of(reading, "expected") == {"Keir Starmer", "Donald Tusk"}


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


def test_the_time_of_day_alone_means_the_day_of_the_paper(read):
    reading = read(
        "Am Morgen traf Bundeskanzler Friedrich Merz in Berlin den französischen Präsidenten Emmanuel Macron."
    )
    assert reading.meetings[0].when.start_date == date(2025, 3, 12)


def test_a_summit_and_a_ministers_meeting_of_one_group_are_two(read):
    reading = read(
        "Das G7-Außenministertreffen in Quebec endete am Montag; für Außenminister Johann Wadephul war es das erste. "
        "Auf dem G7-Gipfel im Juni wird US-Präsident Donald Trump erwartet."
    )
    assert [m.status for m in reading.meetings] == ["held", "planned"]


def test_the_speaker_of_a_clause_above_is_the_source(read):
    reading = read(
        "Andrij Jermak teilte mit, dass Selenskyj am Freitag in Riad US-Außenminister Marco Rubio treffen werde."
    )
    sources = {reading.entities[c.according_to].name for c in reading.claims if c.according_to is not None}
    assert sources == {"Andrij Jermak"}
    assert "Andrij Jermak" not in names_of(reading)


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


def test_what_happened_is_dated_by_the_day_of_the_story(read):
    reading = read(
        "Am Montag begann in Rom die Messe für Mode. "
        "Der italienische Außenminister Antonio Tajani empfing seinen polnischen Kollegen Radosław Sikorski."
    )
    assert reading.meetings[0].when.start_date == date(2025, 3, 10)


def test_a_day_long_ago_does_not_date_what_is_told_after_it(read):
    reading = read(
        "Am 3. Oktober 1990 wurde Deutschland vereint. "
        "Der italienische Außenminister Antonio Tajani empfing seinen polnischen Kollegen Radosław Sikorski."
    )
    assert reading.meetings[0].when is None


def test_where_someone_arrives_after_a_meeting_is_not_where_it_was(read):
    reading = read("US-Außenminister Marco Rubio ist nach seinem Treffen mit Wladimir Putin in Paris eingetroffen.")
    assert [m.place for m in reading.meetings] == [None]


def test_the_summit_of_an_organization_is_a_meeting_of_its_countries(read):
    reading = read("Der Präsident reist zum nächsten Gipfeltreffen der Afrikanischen Union in Addis Abeba.")
    assert names_of(reading) == {"Afrikanische Union"}
    assert read("Beim Gipfel der SPD in Berlin sprach Lars Klingbeil.").meetings == []


def test_a_denied_meeting_is_none(read):
    assert (
        read(
            "Bundeskanzler Friedrich Merz traf sich in Budapest nicht mit dem Oppositionsführer Péter Magyar."
        ).meetings
        == []
    )


def test_a_talk_by_video_is_virtual(read):
    reading = read(
        "Geplant ist ein Gespräch von Johann Wadephul per Video mit dem polnischen Außenminister Radosław Sikorski."
    )
    assert {c.mode for c in reading.claims} == {"virtual"}


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


def test_speaking_for_or_of_something_is_no_talk(read):
    assert (
        read("Merkel und Mogherini sprachen sich für faire Quoten aus. Tusk sprach von Fortschritten.").meetings == []
    )


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


def test_the_minister_of_one_country_is_no_body(read):
    reading = read("Der Außenminister der Ukraine lobte die EU. Die Außenministerin der Schweiz schwieg.")
    assert reading.meetings == []


def test_bodies_go_on_with_their_talks(read):
    reading = read("Die Delegationen der USA und des Iran setzten am Samstag in Maskat ihre Verhandlungen fort.")
    assert names_of(reading) == {"USA", "Iran"}


def test_being_on_a_visit(read):
    reading = read("Der slowakische Regierungschef Robert Fico ist zu Besuch bei Wladimir Putin.")
    assert {(reading.entities[c.entity].name, c.status, c.role) for c in reading.claims} == {
        ("Robert Fico", "attended", "participant"),
        ("Wladimir Putin", "attended", "host"),
    }
    assert reading.meetings[0].status == "ongoing"


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


def test_what_is_proposed_is_not_held(read):
    reading = read("Olaf Scholz hat ein Treffen mit dem französischen Präsidenten Emmanuel Macron vorgeschlagen.")
    assert [m.status for m in reading.meetings] == ["proposed"]


def test_a_meeting_is_named_in_the_nominative(read):
    reading = read("Am Rande des NATO-Gipfels in Den Haag trafen sich Wolodymyr Selenskyj und Donald Trump.")
    assert reading.meetings[0].name == "NATO-Gipfel"


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
