"""Who is who in one article: names, titles, parties, superiors, surnames."""

import pytest
from spacy.tokens import Span

from extractors.actors.mentions import find_mentions
from tests.unit.extractors.conftest import person


def kinds(reading):
    return {e.name: e.kind for e in reading.entities}


@pytest.mark.parametrize(
    ("text", "name", "role", "party"),
    [
        ("Bundeskanzler Friedrich Merz reist nach Rom.", "Friedrich Merz", "Bundeskanzler", "DE"),
        ("Der französische Präsident Emmanuel Macron sprach.", "Emmanuel Macron", "Präsident", "FR"),
        ("US-Außenminister Marco Rubio kommt.", "Marco Rubio", "Außenminister", "US"),
        ("Polens Ministerpräsident Donald Tusk sagte das.", "Donald Tusk", "Ministerpräsident", "PL"),
        ("Nato-Generalsekretär Mark Rutte mahnte.", "Mark Rutte", "Generalsekretär", "NATO"),
        (
            "EU-Kommissionspräsidentin Ursula von der Leyen kommt.",
            "Ursula von der Leyen",
            "Kommissionspräsidentin",
            "Europäische Union",
        ),
        ("Der Präsident der Ukraine, Wolodymyr Selenskyj, reist ab.", "Wolodymyr Selenskyj", "Präsident", "UA"),
        ("Anna Keller, die Außenministerin Luxemburgs, sagte ab.", "Anna Keller", "Außenministerin", "LU"),
    ],
)
def test_office_and_party_are_read_before_and_after_the_name(read, text, name, role, party):
    found = person(read(text), name)
    assert found.role_title == role
    assert party in {found.country_code, found.organization}


def test_a_superior_is_told_from_the_envoy(read):
    reading = read("Trumps Sondergesandter Steve Witkoff traf in Genf den iranischen Außenminister Abbas Araghtschi.")
    relations = {m.text(reading.doc): m.relation for m in reading.mentions}
    assert relations["Trumps"] == "superior"
    assert person(reading, "Steve Witkoff").country_code == "US"


def test_an_apposition_after_the_name_ends_before_the_next_member_of_the_list(read):
    reading = read(
        "Merz empfing Paul Braun, den Sondergesandten von Präsident Trump, und Außenminister Rubio in Berlin."
    )
    assert person(reading, "Paul Braun").role_title == "Sondergesandter"
    assert person(reading, "Rubio").role_title == "Außenminister"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Emmanuel Macron kam. Später sprach Macron.", "Emmanuel Macron"),
        ("Olaf Scholz kam. Scholz’ Rede war kurz.", "Olaf Scholz"),
        ("Ursula von der Leyen kam. Dann sprach von der Leyen.", "Ursula von der Leyen"),
        ("Donald Trump kam. Trumps Rede war lang.", "Donald Trump"),
    ],
)
def test_a_surname_continues_the_full_name(read, text, name):
    people = [e for e in read(text).entities if e.kind == "person"]
    assert [e.name for e in people] == [name]
    assert len(people[0].mentions) == 2


def test_spellings_of_a_registered_person_are_one_entity(read):
    reading = read("Wolodymyr Selenskyj reist an. Präsident Selenskij wird am Abend erwartet.")
    assert [e.name for e in reading.entities if e.kind == "person"] == ["Wolodymyr Selenskyj"]


def test_countries_groups_and_organizations_come_from_the_registry(read):
    found = kinds(
        read("Die Koalition der Willigen und die Vereinten Nationen berieten mit den Vereinigten Staaten in Genf.")
    )
    assert found == {
        "Koalition der Willigen": "group",
        "Vereinte Nationen": "organization",
        "USA": "country",
        "Genf": "place",
    }


def test_iso_codes_and_small_words_are_no_countries(read):
    assert not [e for e in read("Am Montag war es in Bonn kalt. Es regnete.").entities if e.kind == "country"]


@pytest.mark.parametrize(
    "phrase", ["eine Delegation aus Kyjiw", "Vertretern der Ukraine", "der ukrainischen Delegation"]
)
def test_a_delegation_is_its_country(read, phrase):
    reading = read(
        f"Macron traf sich in Paris mit {phrase}." if phrase[0] != "e" else f"Macron empfing in Paris {phrase}."
    )
    assert "Ukraine" in {e.name for e in reading.entities if e.kind == "country"}


def test_an_office_without_a_name_means_the_person_that_holds_it(read):
    reading = read("Bundeskanzler Friedrich Merz reist nach Paris. Der Kanzler trifft dort Emmanuel Macron.")
    assert [m.mention_type for m in person(reading, "Friedrich Merz").mentions] == ["name", "nominal"]


def test_a_bare_office_means_the_one_the_article_is_about(read):
    reading = read(
        "Außenminister Johann Wadephul reist nach Kiew. Wadephul sprach mit Außenminister Andrij Sybiha. "
        "Der Minister lobte die Gespräche."
    )
    assert "nominal" in [m.mention_type for m in person(reading, "Johann Wadephul").mentions]


def test_a_minister_with_his_party_before_him_acts_for_the_country(read):
    found = person(read("ÖVP-Europaministerin Anna Berger reist an."), "Anna Berger")
    assert (found.role_title, found.country_code) == ("Europaministerin", "AT")


def test_an_office_before_a_comma_belongs_to_the_name_behind_it(read):
    found = person(read("Der Leiter der Kiewer Präsidialverwaltung, Andrij Jermak, ist angereist."), "Andrij Jermak")
    assert (found.role_title, found.country_code) == ("Leiter", "UA")


def test_a_country_in_brackets_is_the_party_of_the_name(read):
    reading = read("Es kamen Rafael Soto (Chile) und Mario Diaz (Peru).")
    assert [person(reading, n).country_code for n in ("Rafael Soto", "Mario Diaz")] == ["CL", "PE"]


def test_capitals_stand_for_governments_beside_each_other_and_for_places_alone(read):
    reading = read("Zwischen Washington und Moskau herrscht Streit. In Paris regnet es.")
    assert kinds(reading) == {"USA": "country", "Russland": "country", "Paris": "place"}


def test_a_counterpart_holds_the_office_of_the_one_named_before(read):
    reading = read("Außenminister Johann Wadephul traf seinen polnischen Amtskollegen Radosław Sikorski.")
    found = person(reading, "Radosław Sikorski")
    assert (found.role_title, found.country_code) == ("Außenminister", "PL")


def test_kinship_is_no_office(read):
    assert person(read("Trumps Schwiegersohn Jared Kushner reist an."), "Jared Kushner").role_title is None


def test_a_government_by_its_seat_is_no_person_whatever_the_model_says(nlp):
    """Regression: a model that took `Elysée` for a person made an actor of it."""
    doc = nlp("Der Elysée bestätigte das Treffen. Auch Bruno Kreml war dabei.")
    doc.ents = [Span(doc, 1, 2, label="PER"), Span(doc, 7, 9, label="PER")]
    kind = {mention.text(doc): mention.kind for mention in find_mentions(doc)}
    assert kind["Elysée"] == "country"
    assert kind["Bruno Kreml"] == "person"
