"""Places by German name: buildings and regions, countries, cities of the world."""

from __future__ import annotations

from functools import lru_cache

from extractors.reference.names import GENITIVES, SMALLEST_STEM, normalize
from extractors.reference.tables import Place, city_rows, countries, places_by_hand, split_list


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    """Everything but cities, by form."""
    as_places = (
        Place(c.name_de, c.variants, c.country_code, c.latitude, c.longitude, "country") for c in countries().values()
    )
    found: dict[str, Place] = {}
    for place in (*places_by_hand(), *as_places):
        for form in (place.name_de, *place.variants):
            found.setdefault(normalize(form), place)
    return found


@lru_cache(maxsize=1)
def _city_rows() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Cities by form and by adjective, left as rows: most of the 33,000 are never asked for. The first claim counts."""
    by_name: dict[str, list[str]] = {}
    by_adjective: dict[str, list[str]] = {}
    for row in city_rows():
        name, variants, adjective = row[:3]
        by_name.setdefault(normalize(name), row)
        if variants:
            for form in split_list(variants):
                by_name.setdefault(normalize(form), row)
        if adjective:
            for form in split_list(adjective):
                by_adjective.setdefault(form, row)
    return by_name, by_adjective


def _city(row: list[str] | None) -> Place | None:
    if row is None:
        return None
    name, variants, _, code, latitude, longitude, population, _ = row
    return Place(
        name, split_list(variants), code, float(latitude), float(longitude), "city", population=int(population)
    )


def place_of_name(form: str) -> Place | None:
    """The place that a name means; of cities of one name a capital, then one with a German name, then the largest.

    >>> place_of_name("Brüssel").country_code, place_of_name("San José").country_code
    ('BE', 'CR')
    >>> place_of_name("Mar-a-Lago").place_type, place_of_name("Ukraine").place_type
    ('building', 'country')
    """
    if not form or not form[0].isalpha() or form[0].islower():
        return None
    folded = normalize(form)
    stems = (folded.removesuffix(ending) for ending in GENITIVES if len(folded) - len(ending) >= SMALLEST_STEM)
    for candidate in (folded, *stems):
        if place := _places().get(candidate) or _city(_city_rows()[0].get(candidate)):
            return place
    return None


def place_of_adjective(word: str) -> Place | None:
    """The city in an adjective on -er, for capitals and for cities with a German name.

    >>> place_of_adjective("Genfer").name_de, place_of_adjective("Münchner").name_de, place_of_adjective("Bäcker")
    ('Genf', 'München', None)
    """
    return _city(_city_rows()[1].get(word))
