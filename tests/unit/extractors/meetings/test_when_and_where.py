"""When and where a meeting is: what its words say, what the story says, and what is no date or place of it."""

from __future__ import annotations

from datetime import date

import pytest

PUBLISHED = date(2025, 3, 12)  # a Wednesday; `read` reads every text as of this day


def only_meeting(reading):
    [meeting] = reading.meetings
    return meeting


def day_of(meeting):
    return meeting.when.start_date if meeting.when else None


def place_of(reading, meeting):
    return reading.entities[meeting.place].name if meeting.place is not None else None


def with_person(reading, name):
    """The meetings at which that person has a claim."""
    number = next(e.number for e in reading.entities if e.name == name)
    return [m for m in reading.meetings if number in m.arguments]


# -- when ---------------------------------------------------------------------------------------------------------------


def test_news_without_a_day_are_of_the_day_of_publication(read):
    meeting = only_meeting(
        read("Bundeskanzler Olaf Scholz hat in Rom die italienische Regierungschefin Giorgia Meloni getroffen.")
    )
    assert (day_of(meeting), meeting.date_basis) == (PUBLISHED, "publication")


def test_the_day_that_the_lead_names_is_the_day_of_the_story(read):
    reading = read(
        "Polen schließt am Dienstag seine Grenze. "
        "Die Behörden rechnen mit langen Staus. Viele Lastwagen stehen schon dort. Die Fahrer sind wütend. "
        "Der polnische Präsident Andrzej Duda telefonierte mit dem litauischen Präsidenten Gitanas Nausėda."
    )
    meeting = only_meeting(reading)
    assert (day_of(meeting), meeting.date_basis) == (date(2025, 3, 11), "story")


@pytest.mark.parametrize(
    "text",
    [
        "Bundeskanzler Olaf Scholz hatte bei einem Treffen mit Emmanuel Macron vor Illusionen gewarnt.",
        "Damals traf Bundeskanzler Olaf Scholz den französischen Präsidenten Emmanuel Macron.",
        "Der Vertrag stammt aus dem Jahr 1994. Bundeskanzler Helmut Kohl empfing dazu den polnischen Präsidenten Lech Wałęsa.",
        "Bundeskanzler Olaf Scholz wird den französischen Präsidenten Emmanuel Macron treffen.",
        "Bundeskanzler Olaf Scholz hat ein Treffen mit dem französischen Präsidenten Emmanuel Macron vorgeschlagen.",
    ],
)
def test_what_is_no_news_of_the_day_keeps_no_date(read, text):
    assert day_of(only_meeting(read(text))) is None


def test_what_is_told_far_down_is_not_dated_by_the_day_of_publication(read):
    filler = (
        "Die Opposition im Parlament nannte den Plan der Regierung am Ende doch recht gelungen und lobte ihn. " * 25
    )
    reading = read(filler + "Bundeskanzler Olaf Scholz traf den französischen Präsidenten Emmanuel Macron.")
    assert day_of(only_meeting(reading)) is None


def test_the_meeting_of_today(read):
    meeting = only_meeting(
        read("Olaf Scholz will das heutige Treffen mit dem französischen Präsidenten Emmanuel Macron in Berlin nutzen.")
    )
    assert (day_of(meeting), meeting.date_basis) == (PUBLISHED, "stated")


def test_what_follows_on_the_same_day(read):
    reading = read(
        "Bundeskanzler Olaf Scholz reiste am Dienstag nach Prag. Zunächst besuchte er dort eine Fabrik. "
        "Anschließend sollte er den tschechischen Regierungschef Petr Fiala treffen."
    )
    assert {day_of(m) for m in with_person(reading, "Petr Fiala")} == {date(2025, 3, 11)}


def test_nothing_follows_on_a_day_that_is_none(read):
    reading = read(
        "Bundeskanzler Olaf Scholz reist im Mai nach Prag. "
        "Anschließend will er in Wien den österreichischen Kanzler Christian Stocker treffen."
    )
    [meeting] = with_person(reading, "Christian Stocker")
    assert day_of(meeting) is None


@pytest.mark.parametrize(
    "text",
    [
        # attributes of other nouns
        "Olaf Scholz und Emmanuel Macron sprachen in Paris über die Zerstörung des Staudamms im Juni 2023.",
        "Olaf Scholz traf in Paris Emmanuel Macron zum vierten Mal seit Beginn des Krieges im Februar 2022.",
        # the day on which somebody says so, or on which the invitation was given
        "Ein Treffen mit dem britischen Premierminister Keir Starmer werde folgen, hatte Emmanuel Macron am Montag gesagt.",
        "Emmanuel Macron war im Januar von Keir Starmer zu einem Besuch nach London eingeladen worden.",
        # a relative clause of another noun
        "Wegen des Sturms, der am Sonntag über Paris zog, haben Emmanuel Macron und Keir Starmer ihr Treffen verschoben.",
    ],
)
def test_times_of_other_words_date_no_meeting(read, text):
    for meeting in read(text).meetings:
        assert day_of(meeting) in {None, PUBLISHED}


def test_what_has_happened_is_not_dated_ahead_and_what_is_planned_not_back(read):
    held = only_meeting(read("Nach dem Treffen mit Emmanuel Macron forderte Olaf Scholz eine Einigung noch im Juli."))
    assert day_of(held) == PUBLISHED
    reading = read(
        "Die G7-Außenminister haben sich in Kanada auf eine Erklärung geeinigt. Der G7-Gipfel folgt im Juni."
    )
    assert {day_of(m) for m in reading.meetings if m.status == "held"} <= {PUBLISHED, None}


def test_days_beat_years(read):
    meeting = only_meeting(
        read(
            "Der in diesem Jahr von Kanada ausgerichtete G7-Gipfel soll vom 15. bis 17. Juni in Kananaskis stattfinden."
        )
    )
    assert (day_of(meeting), meeting.when.end_date) == (date(2025, 6, 15), date(2025, 6, 17))


def test_the_day_of_late_guests_is_not_that_of_a_summit_that_is_going_on(read):
    meeting = only_meeting(
        read(
            "Der G7-Gipfel in Kananaskis läuft. Am Freitag wird auch der indische Premierminister Narendra Modi erwartet."
        )
    )
    assert (meeting.status, day_of(meeting)) == ("ongoing", PUBLISHED)


def test_the_date_of_the_by_line_stands_in_for_an_unknown_day_of_publication(read):
    reading = read(
        "Am Montag traf US-Außenminister John Kerry in Kairo seinen ägyptischen Kollegen Samih Schukri. (APA, 4.8.2015)",
        published_on=None,
    )
    assert day_of(only_meeting(reading)) == date(2015, 8, 3)


def test_the_talk_is_the_call_of_the_sentence_before(read):
    reading = read(
        "Emmanuel Macron sprach bei einem Gipfel der Europäischen Union in Brüssel. "
        "Olaf Scholz führte ein Telefonat mit dem indischen Premierminister Narendra Modi. Das Gespräch fand am Montag statt."
    )
    [call] = with_person(reading, "Narendra Modi")
    assert day_of(call) == date(2025, 3, 10)


# -- where --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Olaf Scholz traf Emmanuel Macron in der südfranzösischen Hafenstadt Marseille.", "Marseille"),
        ("Olaf Scholz reiste zu Gesprächen mit Wolodymyr Selenskyj in die ukrainische Hauptstadt.", "Kiew"),
        ("Beim Pariser Gipfel sprachen Olaf Scholz und Emmanuel Macron über die Ukraine.", "Paris"),
        ("Vor seinem Warschau-Besuch telefonierte Olaf Scholz. In Polen trifft er Präsident Andrzej Duda.", "Warschau"),
        ("Olaf Scholz empfing Emmanuel Macron auf Schloss Meseberg.", "Meseberg"),
    ],
)
def test_places_told_in_other_ways(read, text, place):
    reading = read(text)
    assert place in {place_of(reading, m) for m in reading.meetings}


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz und Emmanuel Macron forderten bei ihrem Treffen einen Waffenstillstand in Syrien.",
        "Wegen des Hurrikans in Florida sagte Joe Biden sein Treffen mit Olaf Scholz ab.",
        "Berlin (dpa) – Olaf Scholz und Emmanuel Macron haben telefoniert.",
    ],
)
def test_places_of_other_words_are_not_where_people_meet(read, text):
    reading = read(text)
    assert {place_of(reading, m) for m in reading.meetings} == {None}


def test_a_visit_has_the_city_that_the_story_names(read):
    reading = read(
        "Der ungarische Ministerpräsident Viktor Orbán war zu Besuch bei Russlands Präsident Wladimir Putin. "
        "Die EU kritisierte das. In Moskau sprach er von einer Friedensmission."
    )
    [meeting] = with_person(reading, "Wladimir Putin")
    assert (place_of(reading, meeting), meeting.place_basis) == ("Moskau", "story")


def test_a_guest_seen_in_the_other_ones_country(read):
    reading = read(
        "Außenminister Johann Wadephul hat mit seinem ukrainischen Kollegen Andrij Sybiha gesprochen. "
        "Man stehe zusammen, sagte Wadephul in Kiew."
    )
    assert place_of(reading, only_meeting(reading)) == "Kiew"


def test_the_summit_of_an_organization_is_at_its_seat_if_the_article_goes_there(read):
    told = read("Am Freitag beginnt der EU-Gipfel. Kanzler Olaf Scholz fährt am Donnerstag nach Brüssel.")
    assert "Brüssel" in {place_of(told, m) for m in told.meetings}
    untold = read("Am Freitag beginnt der EU-Gipfel. Kanzler Olaf Scholz dämpft die Erwartungen.")
    assert {place_of(untold, m) for m in untold.meetings} == {None}


def test_going_as_something_else_is_going(read):
    reading = read(
        "Viktor Orbán besuchte Wladimir Putin in Moskau. Er reiste als Ministerpräsident und nicht als Vertreter der EU."
    )
    assert {c.status for c in reading.claims if reading.entities[c.entity].name == "Viktor Orbán"} == {"attended"}


# -- how sure -----------------------------------------------------------------------------------------------------------


def test_claims_are_less_sure_the_less_speaks_for_them(read):
    surest = read("Olaf Scholz traf Emmanuel Macron in Paris. Bei dem Treffen in Paris sprachen sie über die Ukraine.")
    vague = read("Möglich wäre ein Gespräch zwischen Deutschland und Frankreich.")
    assert min(c.confidence for c in surest.claims) >= 0.8 > max(c.confidence for c in vague.claims)
    assert all("proposed" in c.grounds for c in vague.claims)


def test_without_a_date_of_publication_no_day_is_guessed(read):
    reading = read(
        "Bundeskanzler Friedrich Merz traf am Montag in Berlin den französischen Präsidenten Emmanuel Macron.",
        published_on=None,
    )
    assert reading.meetings[0].when is None


def test_a_visit_has_the_day_and_place_for_the_talks_in_it(read):
    reading = read(
        "Der deutsche Außenminister Johann Wadephul reiste am Montag nach Kiew. "
        "Wadephul traf dort den ukrainischen Außenminister Andrij Sybiha."
    )
    days = {m.when.start_date for m in reading.meetings if m.when}
    assert days == {date(2025, 3, 10)}
    assert {reading.entities[m.place].name for m in reading.meetings} == {"Kiew"}


def test_the_time_of_day_alone_means_the_day_of_the_paper(read):
    reading = read(
        "Am Morgen traf Bundeskanzler Friedrich Merz in Berlin den französischen Präsidenten Emmanuel Macron."
    )
    assert reading.meetings[0].when.start_date == date(2025, 3, 12)


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


def test_where_the_clause_before_goes(read):
    reading = read(
        "US-Präsident Donald Trump schickt Steve Witkoff nach Paris, wo sich am Dienstag die Koalition der Willigen trifft."
    )
    [meeting] = reading.meetings
    assert reading.entities[meeting.place].name == "Paris"


def test_a_call_has_no_place(read):
    reading = read(
        "Wie das Präsidialamt in Kiew mitteilte, hat der ukrainische Präsident Wolodymyr Selenskyj am Sonntag mit "
        "Bundeskanzler Friedrich Merz telefoniert."
    )
    [call] = reading.meetings
    assert (call.meeting_type, call.place) == ("call", None)
