"""Offices over time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from extractors.resolution.affiliations import OfficeClaim, RegistryOffice, resolve_affiliations


def test_the_registry_gives_offices_with_their_dates(corpus):
    rutte = corpus.article("a1", "2025-02-01").person("Mark Rutte", "NATO-Generalsekretär", organization="NATO")
    offices = {row["role_title"]: row for row in corpus.resolve().affiliations(rutte)}
    assert offices["Ministerpräsident"]["valid_to"] == date(2024, 7, 2)
    assert not offices["Ministerpräsident"]["is_current"]
    assert offices["Generalsekretär"]["is_current"]
    assert {row["known_from"] for row in offices.values()} == {"registry"}


def test_an_office_only_articles_know_starts_with_its_first_report_and_has_no_end(corpus):
    first = corpus.article("a1", "2024-03-01").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    corpus.article("a2", "2024-02-01").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    corpus.article("a3").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    [office] = corpus.resolve().affiliations(first)
    assert (office["role_title"], office["valid_from"], office["valid_to"]) == ("Unterhändler", date(2024, 2, 1), None)
    assert office["is_current"]
    assert office["known_from"] == "articles"


def test_the_office_of_the_newest_report_is_the_current_one(corpus):
    person = corpus.article("a1", "2024-02-01").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    corpus.article("a2", "2024-06-01").person("Ostap Wyschnjakow", "Botschafter", "UA")
    offices = {row["role_title"]: row["is_current"] for row in corpus.resolve().affiliations(person)}
    assert offices == {"Unterhändler": False, "Botschafter": True}


def test_a_former_office_is_kept_but_not_current(corpus):
    person = corpus.article("a1", "2024-02-01").person("Ostap Wyschnjakow", "Botschafter", "UA", former=True)
    [office] = corpus.resolve().affiliations(person)
    assert not office["is_current"]
    assert office["valid_from"] is None


def test_a_man_and_a_woman_of_one_office_and_a_prefix_make_no_second_office(corpus):
    person = corpus.article("a1", "2024-02-01").person("Pia Hinterhuber", "Außenministerin", "AT")
    corpus.article("a2", "2024-02-02").person("Pia Hinterhuber", "Außenminister", "AT")
    assert len(corpus.resolve().affiliations(person)) == 1


def test_a_country_without_an_office_is_an_affiliation_without_a_role(corpus):
    person = corpus.article("a1", "2024-02-01").person("Ostap Wyschnjakow", country="UA")
    [office] = corpus.resolve().affiliations(person)
    assert office["role_title"] is None
    assert office["on_behalf_of_actor_key"] is not None


def test_an_office_the_registry_knows_in_other_words_is_not_told_twice(corpus):
    macron = corpus.article("a1", "2024-02-01").person("Emmanuel Macron", "Staatschef", "FR")
    assert {row["known_from"] for row in corpus.resolve().affiliations(macron)} == {"registry"}


def test_who_holds_no_office_anywhere_has_no_affiliation(corpus):
    person = corpus.article("a1").person("Pia Hinterhuber")
    assert corpus.resolve().affiliations(person) == []


def test_what_an_article_prints_never_overwrites_the_registry(corpus):
    trump = corpus.article("a1", "2025-04-20").person("Donald Trump", "Präsident", "US", former=True)
    corpus.article("a2", "2025-04-21").person("Donald Trump", "US-Präsident", "US")
    presidencies = [row for row in corpus.resolve().affiliations(trump) if row["role_title"] == "Präsident"]
    assert {row["known_from"] for row in presidencies} == {"registry"}
    assert [row["valid_from"] for row in presidencies if row["is_current"]] == [date(2025, 1, 20)]


def test_what_an_article_calls_somebody_stays_with_the_entity(corpus):
    corpus.article("a1", "2025-04-20").person("Donald Trump", "Präsident", "US", former=True)
    _, extracted = corpus.frames()
    assert extracted["entity"].select("role_title", "is_former_role").rows() == [("Präsident", True)]


def test_an_office_that_the_registry_ends_stays_ended_whatever_a_later_article_says(corpus):
    scholz = corpus.article("a1", "2025-09-01").person("Olaf Scholz", "Bundeskanzler", "DE")
    offices = corpus.resolve().affiliations(scholz)
    [chancellor] = [row for row in offices if row["known_from"] == "registry" and row["role_title"] == "Bundeskanzler"]
    assert (chancellor["valid_to"], chancellor["is_current"]) == (date(2025, 5, 6), False)
    assert not any(row["is_current"] for row in offices)


def test_a_second_term_is_an_office_of_its_own(corpus):
    lula = corpus.article("a1", "2024-09-01").person("Lula da Silva", "Präsident", "BR")
    terms = [row["valid_from"] for row in corpus.resolve().affiliations(lula)]
    assert terms == [date(2003, 1, 1), date(2023, 1, 1)]


def test_registry_and_articles_stand_side_by_side(corpus):
    rubio = corpus.article("a1", "2025-06-01").person("Marco Rubio", "Nationaler Sicherheitsberater", "US")
    known = {row["role_title"]: row["known_from"] for row in corpus.resolve().affiliations(rubio)}
    assert known["Außenminister"] == "registry"
    assert known["Nationaler Sicherheitsberater"] == "articles"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Präsident", "Sondergesandter", "Berater", None]),
            st.sampled_from(["US", "FR", None]),
            st.booleans(),
            st.dates(date(2015, 1, 1), date(2026, 6, 1)) | st.none(),
        ),
        max_size=6,
    )
)
def test_no_claim_changes_a_row_of_the_registry(claims):
    offices = [
        RegistryOffice("trump", "Präsident", "US", date(2017, 1, 20), date(2021, 1, 20)),
        RegistryOffice("trump", "Präsident", "US", date(2025, 1, 20), None),
    ]
    printed = [OfficeClaim("trump", role, party, former, day) for role, party, former, day in claims]
    rows = resolve_affiliations(printed, offices)
    assert [row for row in rows if row["known_from"] == "registry"] == resolve_affiliations([], offices)
    assert len({row["affiliation_key"] for row in rows}) == len(rows)
