"""Look-ups of the world's German names, and the quality of the data behind them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from extractors import reference
from extractors.reference.names import Index
from extractors.reference.tables import REFERENCE, city_rows, places_by_hand

FILES = ("countries.csv", "organizations.csv", "groups.csv", "people.csv", "places.csv", "cities.csv")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- countries ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Frankreich", "FR"), ("Frankreichs", "FR"), ("USA", "US"), ("Vereinigten Staaten", "US"), ("Ukraine", "UA"),
        ("Großbritannien", "GB"), ("Grossbritannien", "GB"), ("Vereinigtes Königreich", "GB"), ("Vereinigten Königreichs", "GB"),
        ("Südkoreas", "KR"), ("Türkei", "TR"), ("Tschechien", "CZ"), ("Kosovo", "XK"), ("Weißrussland", "BY"),
        ("Palästina", "PS"), ("DR Kongo", "CD"), ("Elfenbeinküste", "CI"), ("Emirate", "AE"), ("UdSSR", "SU"),
        ("Laos", "LA"), ("Volksrepublik China", "CN"), ("Saudi-Arabiens", "SA"), ("Saudi–Arabien", "SA"),
    ],
)  # fmt: skip
def test_country_names(form: str, code: str) -> None:
    assert reference.country_of_name(form) == code


@pytest.mark.parametrize(
    "form", ["Am", "In", "Es", "IN", "AM", "De", "frankreich", "war", "", " ", "Zar", "Paris", "Französin"]
)
def test_words_that_are_no_country(form: str) -> None:
    assert reference.country_of_name(form) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("französischen", "FR"), ("Französische", "FR"), ("US-amerikanische", "US"), ("amerikanisches", "US"), ("ukrainischer", "UA"),
        ("britisch", "GB"), ("englischem", "GB"), ("saudi-arabische", "SA"), ("saudische", "SA"), ("kasachischen", "KZ"),
        ("nordkoreanisch", "KP"), ("Schweizer", "CH"), ("schweizerische", "CH"), ("deutsche", "DE"), ("nigrischen", "NE"),
        ("nigerianischen", "NG"), ("sowjetische", "SU"), ("weissrussischen", "BY"),
        ("europäische", None), ("westliche", None), ("koreanische", None), ("schöne", None),
    ],
)  # fmt: skip
def test_country_adjectives(word: str, code: str | None) -> None:
    assert reference.country_of_adjective(word) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Franzosen", "FR"), ("Französin", "FR"), ("Ukrainerinnen", "UA"), ("Russe", "RU"), ("Amerikanern", "US"),
        ("Deutschen", "DE"), ("Israelis", "IL"), ("Ungarn", "HU"), ("Palästinenser", "PS"), ("Polens", None), ("Bäcker", None),
    ],
)  # fmt: skip
def test_demonyms(word: str, code: str | None) -> None:
    assert reference.country_of_demonym(word) == code


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Kreml", "RU"), ("Kremls", "RU"), ("Elysée", "FR"), ("Élysée-Palast", "FR"), ("Weiße Haus", "US"), ("Weißen Hauses", "US"),
        ("Downing Street", "GB"), ("Pentagon", "US"), ("Bundesregierung", "DE"), ("Quai d'Orsay", "FR"), ("Haus", None),
    ],
)  # fmt: skip
def test_metonyms(form: str, code: str | None) -> None:
    assert reference.country_of_metonym(form) == code


@pytest.mark.parametrize(
    ("form", "code"),
    [("Paris", "FR"), ("Kiew", "UA"), ("Kyjiws", "UA"), ("Tel Aviv", "IL"), ("Den Haag", "NL"), ("Hamburg", None)],
)
def test_capitals(form: str, code: str | None) -> None:
    assert reference.country_of_capital(form) == code


@pytest.mark.parametrize(
    ("word", "prefix", "rest", "code", "acts"),
    [
        ("US-Außenminister", "US", "Außenminister", "US", True),
        ("UK-Regierung", "UK", "Regierung", "GB", True),
        ("Ukraine-Beauftragter", "Ukraine", "Beauftragter", "UA", False),
        ("Saudi-Arabien-Reise", "Saudi-Arabien", "Reise", "SA", False),
    ],
)
def test_compounds_with_a_country(word: str, prefix: str, rest: str, code: str, acts: bool) -> None:
    assert reference.country_of_compound_prefix(word) == reference.CompoundPrefix(prefix, rest, code, acts)


@pytest.mark.parametrize("word", ["US-", "-US", "Kommissions-Chef", "Saudi-Arabien", "Außenminister", "", "In-Situ"])
def test_compounds_without_a_country(word: str) -> None:
    found = reference.country_of_compound_prefix(word)
    assert found is None or found.prefix == "Saudi"


# -- organizations and groups ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Nato", "NATO"), ("NATO", "NATO"), ("EU", "Europäische Union"), ("Europäischen Union", "Europäische Union"),
        ("Vereinten Nationen", "Vereinte Nationen"), ("UN", "Vereinte Nationen"), ("Weltsicherheitsrats", "UN-Sicherheitsrat"),
        ("IAEO", "Internationale Atomenergiebehörde"), ("WHO", "Weltgesundheitsorganisation"), ("Huthi-Rebellen", "Huthi"),
        ("Hamas", "Hamas"), ("IS", "Islamischer Staat"), ("Hisbollah", "Hisbollah"), ("OSZE", "OSZE"),
    ],
)  # fmt: skip
def test_organizations(form: str, name: str) -> None:
    found = reference.organization_of_name(form)
    assert found is not None
    assert found.name_de == name


@pytest.mark.parametrize("form", ["Is", "Au", "un", "Un", "Bund", ""])
def test_words_that_are_no_organization(form: str) -> None:
    assert reference.organization_of_name(form) is None


def test_offices_of_eu_institutions_are_held_for_the_union() -> None:
    for form in ("EU-Kommission", "Europäischer Rat", "Rat der EU", "EU-Parlament"):
        found = reference.organization_of_name(form)
        assert found is not None
        assert found.stands_for == "Europäische Union"


@pytest.mark.parametrize(
    ("word", "name", "rest"),
    [
        ("NATO-Generalsekretär", "NATO", "Generalsekretär"),
        ("Nato-Chef", "NATO", "Chef"),
        ("EU-Außenbeauftragte", "Europäische Union", "Außenbeauftragte"),
        ("EU-Kommission-Sprecher", "Europäische Kommission", "Sprecher"),
        ("Hamas-Delegation", "Hamas", "Delegation"),
        ("UN-Generalsekretär", "Vereinte Nationen", "Generalsekretär"),
    ],
)
def test_compounds_with_an_organization(word: str, name: str, rest: str) -> None:
    assert reference.organization_of_compound_prefix(word) == reference.CompoundPrefix(
        word[: -len(rest) - 1], rest, name, True
    )


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Koalition der Willigen", "Koalition der Willigen"), ("G7", "G7"), ("G-7", "G7"), ("G7-Staaten", "G7"), ("E3", "E3"),
        ("Weimarer Dreiecks", "Weimarer Dreieck"), ("Visegrad-Staaten", "Visegrád-Gruppe"), ("Brics-Staaten", "BRICS"),
        ("Ukraine-Kontaktgruppe", "Ramstein-Gruppe"), ("Normandie-Formats", "Normandie-Format"),
    ],
)  # fmt: skip
def test_groups(form: str, name: str) -> None:
    found = reference.group_of_name(form)
    assert found is not None
    assert found.name_de == name


# -- people ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Wolodymyr Selenskij", "Wolodymyr Selenskyj"), ("Selenskyjs", "Wolodymyr Selenskyj"), ("Zelensky", "Wolodymyr Selenskyj"),
        ("Andrii Jermak", "Andrij Jermak"), ("Yermak", "Andrij Jermak"), ("Rustem Umerow", "Rustem Umjerow"), ("Umerov", "Rustem Umjerow"),
        ("Erdogan", "Recep Tayyip Erdoğan"), ("von der Leyens", "Ursula von der Leyen"), ("Macron", "Emmanuel Macron"),
        ("J. D. Vance", "JD Vance"), ("Kim Jong Un", "Kim Jong-un"), ("Xi", "Xi Jinping"), ("Sisi", "Abdel Fattah al-Sisi"),
        ("al-Sisi", "Abdel Fattah al-Sisi"), ("López Obrador", "Andrés Manuel López Obrador"), ("Charles III.", "Charles III."),
    ],
)  # fmt: skip
def test_people_by_any_spelling(form: str, name: str) -> None:
    assert [person.name_de for person in reference.person_candidates(form)] == [name]


def test_a_shared_surname_gives_every_candidate() -> None:
    names = {person.name_de for person in reference.person_candidates("Johnson")}
    assert names == {"Boris Johnson", "Mike Johnson"}


def test_a_genitive_is_told_from_a_name() -> None:
    assert reference.person_candidates("Trumps")
    assert not reference.person_candidates("Trumps", with_genitive=False)
    assert reference.person_candidates("Zeman", with_genitive=False)


def test_unknown_people_give_none() -> None:
    assert reference.person_candidates("III.") == []
    assert reference.person_candidates("Erika Mustermann") == []
    assert reference.person_candidates("") == []
    assert reference.person_candidates("macron") == []


def test_offices_on_a_day() -> None:
    (scholz,) = reference.person_candidates("Olaf Scholz")
    assert [office.role_title for office in scholz.offices_on(date(2021, 12, 7))] == ["Finanzminister"]
    assert [office.role_title for office in scholz.offices_on(date(2024, 1, 1))] == ["Bundeskanzler"]
    assert scholz.offices_on(date(2025, 6, 1)) == ()


def test_a_coarse_last_day_lasts_to_the_end_of_the_month() -> None:
    (tillerson,) = reference.person_candidates("Rex Tillerson")
    assert tillerson.offices[0].valid_to == date(2018, 3, 31)


def test_without_a_first_day_nobody_knows() -> None:
    office = reference.Office("Berater", "IR", None, None, None, "gipfel")
    assert office.is_held_on(date(2020, 1, 1)) is None


# -- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "name", "code", "place_type"),
    [
        ("Brüssel", "Brüssel", "BE", "city"), ("Kyjiw", "Kiew", "UA", "city"), ("Genfs", "Genf", "CH", "city"),
        ("Den Haag", "Den Haag", "NL", "city"), ("San José", "San José", "CR", "city"), ("Odessa", "Odessa", "UA", "city"),
        ("Mar-a-Lago", "Mar-a-Lago", "US", "building"), ("Camp David", "Camp David", "US", "building"),
        ("Bürgenstock", "Bürgenstock", "CH", "region"), ("Schweiz", "Schweiz", "CH", "country"), ("Lwiw", "Lwiw", "UA", "city"),
        ("Weißen Hauses", "Weißes Haus", "US", "building"), ("Scharm El-Scheich", "Scharm el-Scheich", "EG", "city"),
    ],
)  # fmt: skip
def test_places(form: str, name: str, code: str, place_type: str) -> None:
    place = reference.place_of_name(form)
    assert place is not None
    assert (place.name_de, place.country_code, place.place_type) == (name, code, place_type)
    assert place.latitude is not None


def test_words_that_are_no_place() -> None:
    for form in ("", "am", "Gipfeltreffen", "10", "Man", "Auch", "Ende", "Mai"):
        assert reference.place_of_name(form) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Genfer", "Genf"),
        ("Münchner", "München"),
        ("Wiener", "Wien"),
        ("Kyjiwer", "Kiew"),
        ("Minister", None),
        ("Peter", None),
    ],
)
def test_adjectives_of_cities(word: str, name: str | None) -> None:
    place = reference.place_of_adjective(word)
    assert (place and place.name_de) == name


# -- forms -------------------------------------------------------------------------------------


@given(st.text(max_size=30))
def test_normalizing_twice_changes_nothing_more(form: str) -> None:
    once = reference.normalize(form)
    assert reference.normalize(once) == once


@given(st.text(max_size=30))
def test_any_text_is_taken(form: str) -> None:
    look_ups: tuple[Callable[[str], object], ...] = (
        reference.country_of_name, reference.country_of_adjective, reference.country_of_demonym, reference.country_of_metonym,
        reference.country_of_capital, reference.country_of_compound_prefix, reference.organization_of_name,
        reference.organization_of_compound_prefix, reference.group_of_name, reference.person_candidates,
        reference.place_of_name, reference.place_of_adjective,
    )  # fmt: skip
    for look_up in look_ups:
        look_up(form)


def test_abbreviations_match_only_as_written() -> None:
    index = Index([("IS", "is"), ("EAD", "ead"), ("Oman", "om")])
    assert [index.find(form) for form in ("IS", "Is", "EADs", "EADS", "Omans", "oman")] == [
        "is",
        None,
        "ead",
        None,
        "om",
        None,
    ]


# -- data --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_no_row_is_ragged_and_no_list_has_an_empty_part(name: str) -> None:
    for row in rows(name):
        assert None not in [*row, *row.values()], row
        for cell in row.values():
            assert cell == cell.strip(), row
            assert not cell or all(cell.split("|")), row


def shared(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Forms that more than one key claims."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, key in pairs:
        found[form].add(key)
    return {form: keys for form, keys in found.items() if len(keys) > 1}


def forms(*lists: Iterable[str]) -> Iterator[str]:
    for entries in lists:
        yield from map(reference.normalize, entries)


def test_a_form_belongs_to_one_country_one_organization_one_group() -> None:
    countries, organizations = reference.countries().values(), reference.organizations().values()
    assert shared((f, c.country_code) for c in countries for f in forms([c.name_de], c.variants)) == {}
    assert shared((f, c.country_code) for c in countries for f in forms(c.adjectives)) == {}
    assert shared((f, c.country_code) for c in countries for f in forms(c.demonyms)) == {}
    assert shared((f, c.country_code) for c in countries for f in forms(c.metonyms)) == {}
    assert shared((p, c.country_code) for c in countries for p in c.compound_prefixes) == {}
    assert shared((f, o.name_de) for o in organizations for f in (o.name_de, *o.variants)) == {}
    assert shared((f, g.name_de) for g in reference.groups().values() for f in (g.name_de, *g.variants)) == {}


def test_a_full_name_belongs_to_one_person() -> None:
    people = reference.people().values()
    assert shared((f, p.person_id) for p in people for f in forms([p.name_de], p.variants)) == {}


def test_no_country_is_called_by_a_code() -> None:
    codes = set(reference.countries())
    for country in reference.countries().values():
        assert not codes & {
            country.name_de,
            *country.variants,
            country.capital,
            *country.capital_variants,
            *country.metonyms,
        }


def test_every_country_of_the_locale_data_is_there() -> None:
    listed = {code for code in Locale("de").territories if re.fullmatch("[A-Z]{2}", code)}
    # Not countries of ISO 3166: regions, unions and outlying places that the locale data also names.
    listed -= {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    assert listed <= set(reference.countries())


def test_every_state_has_an_adjective_a_capital_and_coordinates() -> None:
    for country in reference.countries().values():
        if country.is_sovereign and country.country_code not in {"KN"}:  # nobody has an adjective for it
            assert country.adjectives, country.country_code
        if country.is_sovereign:
            assert None not in (country.capital or None, country.latitude, country.wikidata_id), country.country_code


def test_codes_and_names_that_rows_refer_to_exist() -> None:
    codes, organizations, groups = set(reference.countries()), set(reference.organizations()), set(reference.groups())
    for organization in reference.organizations().values():
        assert organization.country_code in codes | {None}, organization
        assert organization.stands_for in organizations | {None}, organization
    for group in reference.groups().values():
        assert set(group.members) <= codes, group
    for person in reference.people().values():
        for office in person.offices:
            assert office.country_code in codes | {None}, person
            assert office.organization in organizations | groups | {None}, person
    for place in places_by_hand():
        assert place.country_code in codes | {None}, place
    assert {row[3] for row in city_rows()} <= codes


def test_an_organization_is_no_group_and_no_country() -> None:
    organizations = {o.name_de for o in reference.organizations().values()}
    assert not organizations & set(reference.groups())
    assert not organizations & {c.name_de for c in reference.countries().values()}


def test_the_rows_of_a_person_agree() -> None:
    same: dict[str, set[tuple[str, str, str, str]]] = defaultdict(set)
    for row in rows("people.csv"):
        same[row["person_id"]].add(
            (row["person_name"], row["variants"], row["surname"], row["gender"] + row["wikidata_id"])
        )
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["person_id"]), row
        assert row["gender"] in {"m", "f"}, row
        assert row["source"], row
    assert [person for person, versions in same.items() if len(versions) > 1] == []


def test_dates_are_dates_in_order_and_offices_do_not_repeat() -> None:
    for row in rows("people.csv"):
        for cell in (row["valid_from"], row["valid_to"]):
            assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", cell), row
    for person in reference.people().values():
        for office in person.offices:
            assert not (office.valid_from and office.valid_to) or office.valid_from <= office.valid_to, person
        keys = [(o.role_title, o.country_code, o.organization, o.valid_from) for o in person.offices]
        assert len(set(keys)) == len(keys), person


def test_one_person_at_a_time_holds_an_office_that_only_one_can_hold() -> None:
    heads = {"Bundeskanzler", "Präsident", "Premierminister", "Ministerpräsident", "Außenminister"}
    terms: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for person in reference.people().values():
        for office in person.offices:
            role = office.role_title.removesuffix("in")
            if office.country_code and role in heads and office.valid_from:
                terms[office.country_code, role].append(
                    (office.valid_from, office.valid_to or date.max, person.name_de)
                )
    for (code, role), held in terms.items():
        for (_, end, first), (start, _, second) in zip(sorted(held), sorted(held)[1:], strict=False):
            # A month's precision lets two terms overlap within it.
            assert start >= end or (start.year, start.month) == (end.year, end.month), (code, role, first, second)


@pytest.mark.parametrize("name", ["countries.csv", "organizations.csv", "groups.csv", "people.csv"])
def test_wikidata_ids_are_ids_of_one_thing(name: str) -> None:
    key = {"countries.csv": "country_code", "people.csv": "person_id"}.get(name, "name_de")
    pairs = [(row["wikidata_id"], row[key]) for row in rows(name) if row["wikidata_id"]]
    assert all(re.fullmatch(r"Q\d+", wikidata_id) for wikidata_id, _ in pairs)
    assert shared(pairs) == {}


def test_coordinates_lie_on_earth() -> None:
    for name in ("countries.csv", "places.csv", "cities.csv"):
        for row in rows(name):
            if row["latitude"]:
                assert abs(float(row["latitude"])) <= 90, row
                assert abs(float(row["longitude"])) <= 180, row
