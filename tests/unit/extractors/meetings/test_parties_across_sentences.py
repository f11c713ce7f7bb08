"""Parties that a sentence leaves to its neighbours, to a possessive, or to words that look like a preposition."""

import pytest

from tests.unit.extractors.conftest import names_of

VISIT = "Der polnische Außenminister Radosław Sikorski ist am Montag in Kiew eingetroffen. "


def test_talks_without_a_first_party_are_held_by_whom_the_sentences_before_tell_of(read):
    reading = read(VISIT + "Geplant sind Gespräche mit dem ukrainischen Außenminister Andrij Sybiha.")
    assert names_of(reading) == {"Radosław Sikorski", "Andrij Sybiha"}


def test_who_only_speaks_for_a_government_is_no_party_of_what_is_told(read):
    reading = read(
        "Am Montag reist Bundeskanzler Friedrich Merz nach Paris. Das teilte Regierungssprecher Stefan Kornelius mit. "
        "Vorgesehen ist ein Gespräch mit dem französischen Präsidenten Emmanuel Macron."
    )
    assert "Friedrich Merz" in names_of(reading)
    assert "Stefan Kornelius" not in names_of(reading)


def test_a_compatriot_is_not_carried_over(read):
    reading = read(
        "Bundeskanzler Friedrich Merz warb für seinen Plan. Am Abend ist ein Treffen mit Finanzminister Lars Klingbeil geplant."
    )
    assert reading.meetings == []


def test_a_possessive_belongs_to_the_subject_behind_it(read):
    reading = read(
        "Die Ukraine hofft auf Hilfe. Nach ihrem Gespräch mit dem ukrainischen Präsidenten Wolodymyr Selenskyj traf "
        "Ministerpräsidentin Giorgia Meloni den britischen Premierminister Keir Starmer."
    )
    parties = [{reading.entities[e].name for e in m.parties} for m in reading.meetings]
    assert {"Giorgia Meloni", "Wolodymyr Selenskyj"} in parties
    assert {"Giorgia Meloni", "Keir Starmer"} in parties


def test_among_others_is_no_preposition_of_a_name(read):
    reading = read(
        "In Rom trifft Bundeskanzler Friedrich Merz unter anderem Ministerpräsidentin Giorgia Meloni und den "
        "spanischen Ministerpräsidenten Pedro Sánchez."
    )
    assert names_of(reading) == {"Friedrich Merz", "Giorgia Meloni", "Pedro Sánchez"}


def test_a_noun_on_en_or_t_is_no_participle(read):
    reading = read("Die nächste Gelegenheit für eine Einigung ist der EU-Gipfel Ende Juni in Brüssel.")
    assert [m.status for m in reading.meetings] == ["planned"]


def test_a_verb_before_a_name_is_no_part_of_its_phrase(read):
    reading = read("Am Montag reisten Präsident Andrzej Duda und der litauische Präsident Gitanas Nausėda nach Kiew.")
    duda = next(m for m in reading.mentions if m.text(reading.doc) == "Andrzej Duda")
    assert reading.doc[duda.phrase_start : duda.phrase_end].text == "Präsident Andrzej Duda"


def test_heads_of_several_countries_are_the_people_who_hold_the_office(read):
    reading = read(
        "Am Montag fand ein Telefongespräch zwischen den Präsidenten Frankreichs und der Türkei statt. "
        "Emmanuel Macron und Recep Tayyip Erdoğan sprachen über Syrien."
    )
    assert names_of(reading) == {"Emmanuel Macron", "Recep Tayyip Erdoğan"}


def test_heads_of_several_countries_are_their_countries_where_nobody_is_named(read):
    reading = read("Am Montag fand ein Telefongespräch zwischen den Präsidenten Ghanas und der Schweiz statt.")
    assert names_of(reading) == {"Ghana", "Schweiz"}


@pytest.mark.parametrize(
    "text",
    [
        "Die Verteidigungsminister der Mitgliedsstaaten der Europäischen Union haben sich auf einem Treffen in Wien geeinigt.",
        "Thema des Treffens der EU-Außenministerinnen und -minister am Montag in Brüssel ist der Handel.",
        "Am Mittag kam er bei einem Gipfeltreffen der EU-Staats- und Regierungschefs an.",
        "Die EU-Außenminister sind zu einem informellen Treffen nach Kiew gereist.",
    ],
)
def test_ministers_of_the_union_are_the_union(read, text):
    assert "Europäische Union" in names_of(read(text))


def test_whom_one_deals_with_is_no_party(read):
    reading = read(
        "Bundeskanzler Friedrich Merz will mit Emmanuel Macron über den Umgang mit dem russischen Präsidenten Wladimir Putin sprechen."
    )
    assert names_of(reading) == {"Friedrich Merz", "Emmanuel Macron"}


def test_a_pronoun_means_who_has_its_gender_by_the_office(read):
    reading = read(
        "Ministerpräsidentin Giorgia Meloni hat US-Präsident Donald Trump nach Rom eingeladen. "
        "Zugleich sagte sie dem US-Präsidenten in einem Telefonat Hilfe zu."
    )
    [call] = [m for m in reading.meetings if m.meeting_type == "call"]
    assert {reading.entities[e].name for e in call.parties} == {"Giorgia Meloni", "Donald Trump"}


def test_they_are_all_who_acted_in_the_sentence_before(read):
    reading = read(
        "Bundeskanzler Friedrich Merz und Präsident Emmanuel Macron trafen sich im November in Toulon. "
        "Im Mai wollen sie erneut zusammenkommen."
    )
    again = reading.meetings[1]
    assert {reading.entities[e].name for e in again.parties} == {"Friedrich Merz", "Emmanuel Macron"}
    assert again.status == "planned"


def test_who_comes_along_takes_part(read):
    reading = read(
        "Bundespräsident Frank-Walter Steinmeier reist in Begleitung von Wirtschaftsministerin Katherina Reiche nach Astana."
    )
    assert "Katherina Reiche" in names_of(reading)


def test_whom_another_one_is_sent_for_is_absent(read):
    reading = read("Statt Präsident Javier Milei schickt Argentinien Außenminister Pablo Quirno zum G20-Gipfel.")
    assert names_of(reading, "absent") == {"Javier Milei"}


def test_the_talk_before_a_meeting_is_one_of_its_subject(read):
    reading = read(
        "Nach einem Telefonat mit US-Präsident Donald Trump traf sich der finnische Präsident Alexander Stubb am Montag in "
        "Helsinki mit Bundeskanzler Friedrich Merz."
    )
    parties = [{reading.entities[e].name for e in m.parties} for m in reading.meetings]
    assert parties == [{"Donald Trump", "Alexander Stubb"}, {"Alexander Stubb", "Friedrich Merz"}]


def test_guests_that_belong_to_a_meeting_take_part(read):
    reading = read(
        "Zu den Teilnehmern des Treffens in Dschidda gehörten US-Außenminister Marco Rubio und Andrij Jermak."
    )
    assert names_of(reading) == {"Marco Rubio", "Andrij Jermak"}


def test_what_belongs_to_something_else_is_no_guest(read):
    assert read("Zu den Plänen gehörten laut US-Außenminister Marco Rubio und Andrij Jermak Grenzen.").meetings == []


def test_delegations_in_the_genitive(read):
    reading = read(
        "Die Gespräche zwischen Vertretern Russlands, der Ukraine und der USA in Genf endeten ohne Ergebnis."
    )
    assert names_of(reading) == {"Russland", "Ukraine", "USA"}
    assert [m.status for m in reading.meetings] == ["held"]


def test_the_leader_of_a_party_is_of_its_country(read):
    reading = read(
        "In Washington kam US-Vizepräsident JD Vance am Montag mit CDU-Generalsekretär Carsten Linnemann zusammen."
    )
    assert names_of(reading) == {"JD Vance", "Carsten Linnemann"}


def test_a_surname_with_particles_is_a_person_of_the_registry(read):
    reading = read(
        "An dem Gipfel der G7 nahmen Macron, Starmer, von der Leyen und Nato-Generalsekretär Mark Rutte teil."
    )
    assert {"von der Leyen", "Mark Rutte"} <= names_of(reading)


def test_who_travels_on_is_the_subject_of_the_clause_before(read):
    reading = read(
        "Am Montag hatte Außenminister Johann Wadephul in Kigali seinen ruandischen Amtskollegen Olivier Nduhungirehe "
        "getroffen, am Dienstag reist er weiter nach Kinshasa."
    )
    parties = [{reading.entities[e].name for e in m.parties} for m in reading.meetings]
    assert parties == [{"Johann Wadephul", "Olivier Nduhungirehe"}, {"Johann Wadephul"}]
    assert [reading.entities[m.place].name for m in reading.meetings] == ["Kigali", "Kinshasa"]


def test_the_head_of_a_delegation_takes_part(read):
    reading = read(
        "Die US-Delegation unter Leitung von Finanzminister Scott Bessent verhandelt in Genf mit Vizepremier He Lifeng."
    )
    assert {"Scott Bessent", "USA"} <= names_of(reading)
