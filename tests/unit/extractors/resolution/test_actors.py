"""Who is who across articles."""

import pytest


def test_a_registered_person_is_known_by_any_spelling(corpus):
    first = corpus.article("a1").person("Wolodymyr Selenskyj", "Präsident", "UA")
    second = corpus.article("a2").person("Wolodymyr Selenskij", "Staatschef", "UA")
    result = corpus.resolve()
    assert result.are_one_actor(first, second)
    assert result.actor(first)["actor_name"] == "Wolodymyr Selenskyj"
    assert result.actor(first)["is_registered"]
    assert result.rows("entity_actor", entity_key=first)[0]["method"] == "registry"


def test_a_registered_person_keeps_its_key_whatever_the_articles(corpus, new_corpus):
    first = corpus.article("a1", "2025-01-01").person("Emmanuel Macron", "Präsident", "FR")
    other = new_corpus()
    second = other.article("b7", "2020-01-01").person("Emmanuel Macron")
    assert corpus.resolve().actor_of[first] == other.resolve().actor_of[second]


def test_a_bare_family_name_is_a_registered_person_only_with_office_or_country(corpus):
    full = corpus.article("a1").person("Emmanuel Macron", "Präsident", "FR")
    with_office = corpus.article("a2").person("Macron", "Präsident", "FR")
    with_country = corpus.article("a3", "2024-05-01").person("Macron", country="FR")
    alone = corpus.article("a4").person("Macron")
    elsewhere = corpus.article("a5").person("Macron", "Trainer", "BE")
    result = corpus.resolve()
    assert result.are_one_actor(full, with_office, with_country)
    assert result.actor_of[alone] != result.actor_of[full]
    assert result.actor_of[elsewhere] != result.actor_of[full]


def test_a_bare_family_name_that_is_only_printed_in_the_genitive_is_known(corpus):
    """`Macrons Vorschlag`, and no other word of him in the article."""
    full = corpus.article("a1").person("Emmanuel Macron", "Präsident", "FR")
    genitive = corpus.article("a2", "2024-05-01").person("Macrons", country="FR")
    alone = corpus.article("a3", "2024-05-01").person("Macrons")
    result = corpus.resolve()
    assert result.are_one_actor(full, genitive)
    assert not result.are_one_actor(full, alone)


def test_a_given_name_alone_joins_nobody(corpus):
    full = corpus.article("a1").person("Angela Merkel", "Bundeskanzlerin", "DE")
    given = corpus.article("a2").person("Angela", country="DE")
    result = corpus.resolve()
    assert not result.are_one_actor(full, given)


def test_a_namesake_of_a_registered_person_with_another_office_and_country_is_somebody_else(corpus):
    president = corpus.article("a1").person("Emmanuel Macron", "Präsident", "FR")
    namesake = corpus.article("a2").person("Emmanuel Macron", "Trainer", "HT")
    result = corpus.resolve()
    assert not result.are_one_actor(president, namesake)


def test_two_presidents_named_bush_are_two(corpus):
    son = corpus.article("a1", "2003-04-01").person("George W. Bush", "Präsident", "US")
    father = corpus.article("a2", "2018-12-01").person("George H. W. Bush", "Präsident", "US", former=True)
    assert not corpus.resolve().are_one_actor(son, father)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Hasan Ruhani", "Hassan Ruhani"),
        ("Sergueï Lavrov", "Sergej Lawrow"),
        ("Bill Clinton", "Bill Clinton"),
        ("William Clinton", "Bill Clinton"),
        ("Claudia Sheinbaum Pardo", "Claudia Sheinbaum"),
        ("König Felipe VI.", "Felipe VI."),
    ],
)
def test_a_full_name_that_sounds_like_a_registered_one_suffices(corpus, printed, name):
    person = corpus.article("a1").person(printed)
    assert corpus.resolve().actor(person)["actor_name"] == name


@pytest.mark.parametrize(
    "printed",
    [
        "Sanna Martin",  # a letter more than Sanna Marin
        "John Kelly",  # a letter other than John Kerry
        "Juan Carlos Varlo",  # a king's given names
        "Donald Trump jr.",
        "Raissa Gorbatschowa",
    ],
)
def test_a_full_name_that_is_only_nearly_a_registered_one_is_somebody_else(corpus, printed):
    person = corpus.article("a1").person(printed)
    assert not corpus.resolve().actor(person)["is_registered"]


def test_a_slip_of_the_pen_in_a_registered_name_needs_the_country(corpus):
    with_country = corpus.article("a1").person("Emmanuel Marcon", country="FR")
    without = corpus.article("a2").person("Emmanuel Marcon")
    result = corpus.resolve()
    assert result.actor(with_country)["actor_name"] == "Emmanuel Macron"
    assert not result.actor(without)["is_registered"]


def test_people_in_no_registry_meet_again_in_any_manner_of_writing(corpus):
    german = corpus.article("a1").person("Wjatscheslaw Tschernyschow", "Abgeordneter", "RU")
    english = corpus.article("a2").person("Vyacheslav Chernyshov", "Abgeordneter", "RU")
    french = corpus.article("a3").person("Viatcheslav Tchernychov", "Abgeordneter", "RU")
    wife = corpus.article("a4").person("Wjatscheslawa Tschernyschowa", "Abgeordnete", "RU")
    result = corpus.resolve()
    assert result.are_one_actor(german, english, french)
    assert not result.are_one_actor(german, wife)


def test_people_in_no_registry_meet_again_by_name(corpus):
    first = corpus.article("a1", "2024-01-01").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    second = corpus.article("a2", "2024-02-01").person("Ostap Vyshnyakov", "Berater", "UA")
    third = corpus.article("a3").person("Ostap Wyschnjakow")
    result = corpus.resolve()
    assert result.are_one_actor(first, second, third)
    assert result.actor(first)["country_code"] == "UA"
    assert not result.actor(first)["is_registered"]
    assert {row["method"] for row in result.rows("entity_actor")} == {"new", "variant", "name"}


def test_namesakes_of_two_countries_are_two_and_one_without_country_is_neither(corpus):
    german = corpus.article("a1").person("Klaus Hinterhuber", "Staatssekretär", "DE")
    austrian = corpus.article("a2").person("Klaus Hinterhuber", "Sektionschef", "AT")
    unknown = corpus.article("a3").person("Klaus Hinterhuber")
    result = corpus.resolve()
    assert len({result.actor_of[e] for e in (german, austrian, unknown)}) == 3


def test_a_near_miss_of_a_name_needs_the_same_country(corpus):
    first = corpus.article("a1").person("Bassam Haltawi", "Minister", "JO")
    same_country = corpus.article("a2").person("Bassim Haltawi", "Minister", "JO")
    unknown_country = corpus.article("a3").person("Bassem Haltawi")
    result = corpus.resolve()
    assert result.are_one_actor(first, same_country)
    assert not result.are_one_actor(first, unknown_country)


def test_a_bare_family_name_goes_to_the_one_person_of_its_country(corpus):
    full = corpus.article("a1").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    bare = corpus.article("a2").person("Wyschnjakow", country="UA")
    foreign = corpus.article("a3").person("Wyschnjakow", country="RU")
    alone = corpus.article("a4").person("Wyschnjakow")
    result = corpus.resolve()
    assert result.are_one_actor(full, bare)
    assert len({result.actor_of[e] for e in (full, foreign, alone)}) == 3


def test_a_bare_family_name_of_two_people_goes_to_the_one_of_its_office_or_to_neither(corpus):
    minister = corpus.article("a1").person("Pia Hinterhuber", "Finanzministerin", "AT")
    envoy = corpus.article("a2").person("Klaus Hinterhuber", "Botschafter", "AT")
    with_office = corpus.article("a3").person("Hinterhuber", "Botschafter", "AT")
    without = corpus.article("a4").person("Hinterhuber", country="AT")
    result = corpus.resolve()
    assert result.are_one_actor(envoy, with_office)
    assert result.actor_of[without] not in {result.actor_of[minister], result.actor_of[envoy]}


def test_a_person_without_registry_is_keyed_by_the_earliest_mention(corpus, new_corpus):
    late = corpus.article("a1", "2024-03-01").person("Ostap Wyschnjakow", country="UA")
    alone = corpus.resolve().actor_of[late]
    early = corpus.article("b1", "2024-02-01").person("Ostap Wyschnjakow", country="UA")
    corpus.article("c1").person("Ostap Wyschnjakow", country="UA")  # without a date: last of all
    together = corpus.resolve()
    other = new_corpus()
    other.article("b1", "2024-02-01").person("Ostap Wyschnjakow", country="UA")
    assert together.actor_of[early] == next(iter(other.resolve().actor_of.values())) != alone


def test_countries_are_one_by_code_and_bodies_by_their_registered_name(corpus):
    a1, a2 = corpus.article("a1"), corpus.article("a2")
    usa, america = a1.country("USA", "US"), a2.country("Vereinigte Staaten", "US")
    union, short = a1.organization("Europäische Union"), a2.organization("EU")
    seven, states = a1.group("G7"), a2.group("G7-Staaten")
    result = corpus.resolve()
    for pair in ((usa, america), (union, short), (seven, states)):
        assert result.are_one_actor(*pair)
        assert result.actor(pair[0])["is_registered"]
    assert result.actor(usa)["country_code"] == "US"


def test_an_organization_in_no_registry_is_known_by_its_name(corpus):
    first = corpus.article("a1").organization("Bund der Imker vom Hochkar")
    second = corpus.article("a2").organization("Bund der Imker vom Hochkar")
    result = corpus.resolve()
    assert result.are_one_actor(first, second)
    assert not result.actor(first)["is_registered"]


def test_countries_and_organizations_that_persons_act_for_are_actors_though_nobody_mentions_them(corpus):
    corpus.article("a1").person("Ostap Wyschnjakow", "Unterhändler", "UA")
    corpus.article("a2").person("Pia Hinterhuber", "Sprecherin", organization="Bund der Imker vom Hochkar")
    result = corpus.resolve()
    assert {row["actor_name"] for row in result.rows("actor")} == {
        "Ostap Wyschnjakow",
        "Ukraine",
        "Pia Hinterhuber",
        "Bund der Imker vom Hochkar",
    }


def test_every_spelling_is_kept_with_where_it_comes_from(corpus):
    selenskyj = corpus.article("a1").person(
        "Wolodymyr Selenskij", "Präsident", "UA", printed=("Wolodymyr Selenskij", "Selenskijs")
    )
    result = corpus.resolve()
    names = {row["name"]: row["name_type"] for row in result.rows("actor_name", actor_key=result.actor_of[selenskyj])}
    assert names["Wolodymyr Selenskyj"] == "canonical"
    assert names["Selenskijs"] == "printed"
    assert "variant" in names.values()
