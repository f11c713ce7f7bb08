"""Visits and meetings that are called off, put off, and made up for."""

from datetime import date

HEAD = "US-Präsident Donald Trump will seinen abgesagten Deutschland-Besuch am Freitag nachholen. "


def test_a_visit_is_to_the_country_that_its_name_begins_with(read):
    [visit] = (reading := read("US-Präsident Donald Trump verschiebt seinen Deutschland-Besuch.")).meetings
    assert visit.meeting_type == "visit"
    assert visit.destination == "DE"
    assert reading.entities[visit.place].name == "Deutschland"


def test_what_is_made_up_for_is_planned(read):
    [visit] = read(HEAD).meetings
    assert visit.status == "planned"
    assert visit.when.start_date == date(2025, 3, 14)


def test_the_visit_called_off_is_another_one_and_counts_as_postponed(read):
    reading = read(HEAD + "Wegen eines Sturms hatte Trump seinen Besuch in Deutschland abgesagt.")
    assert sorted(m.status for m in reading.meetings) == ["planned", "postponed"]


def test_what_was_once_planned_belongs_to_the_visit_called_off(read):
    reading = read(
        HEAD
        + "Wegen eines Sturms hatte Trump seinen Besuch in Deutschland abgesagt. In Berlin waren Gespräche mit "
        + "Bundeskanzler Friedrich Merz geplant."
    )
    [old] = [m for m in reading.meetings if m.status == "postponed"]
    assert {reading.entities[e].name for e in old.parties} >= {"Donald Trump", "Friedrich Merz"}


def test_the_new_day_of_what_is_put_off_beats_the_old_one(read):
    reading = read(
        "Die für den 20. März geplante Konferenz der Europäischen Union und der Türkei ist auf den 27. März verschoben worden."
    )
    [meeting] = reading.meetings
    assert (meeting.status, meeting.when.start_date) == ("postponed", date(2025, 3, 27))


def test_the_day_of_calling_off_is_no_day_of_the_visit(read):
    [visit] = read(
        "US-Präsident Donald Trump hat seinen geplanten Deutschland-Besuch in der vergangenen Woche abgesagt."
    ).meetings
    assert visit.status == "cancelled"
    assert visit.when is None


def test_what_was_once_planned_and_is_over_fell_through(read):
    [summit] = read("Ursprünglich war im Januar ein Gipfel der Europäischen Union mit China geplant gewesen.").meetings
    assert summit.status == "cancelled"


def test_visits_of_two_people_are_two(read):
    reading = read(
        "Der ukrainische Präsident Wolodymyr Selenskyj kam am Montag zu einem Besuch nach Berlin. "
        "Für den Besuch von US-Präsident Donald Trump in Berlin im Mai gelten strenge Regeln."
    )
    assert [{reading.entities[e].name for e in m.parties} for m in reading.meetings] == [
        {"Wolodymyr Selenskyj"},
        {"Donald Trump"},
    ]


def test_talks_newly_planned_are_not_what_was_called_off(read):
    reading = read(
        "US-Präsident Joe Biden hatte seinen Besuch in Berlin wegen eines Sturms abgesagt. "
        "Nun sind für Freitag Gespräche mit Bundeskanzler Olaf Scholz in Berlin geplant."
    )
    assert [(m.status, len(m.parties)) for m in reading.meetings] == [("cancelled", 1), ("planned", 2)]
    assert reading.meetings[0].when is None
