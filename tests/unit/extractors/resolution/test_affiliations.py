"""Offices over time."""

from datetime import date


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
