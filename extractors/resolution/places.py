"""Which entities of different articles are one place. A country is an actor and a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from extractors.keys import make_key
from extractors.resolution import registry
from extractors.resolution.names import fold

Row = dict[str, Any]


def resolve_places(entities: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Row], list[Row], dict[str, str]]:
    """Rows of `schemas.PLACE` by key, of `schemas.ENTITY_PLACE`, and the city's key of each place in or being a city.

    `entities` are rows of `schemas.ENTITY`.

    A place that the registry lacks is known by its name and country; where one article leaves the
    country open and the others agree on one, it is theirs.
    """
    rows = [entity for entity in entities if entity["entity_type"] in ("place", "country")]
    countries: dict[str, set[str]] = defaultdict(set)
    for entity in rows:
        if entity["entity_type"] == "place" and entity["country_code"]:
            countries[fold(entity["entity_name"])].add(entity["country_code"])
    places: dict[str, Row] = {}
    links: list[Row] = []
    cities: dict[str, str] = {}
    for entity in sorted(rows, key=lambda e: (e["entity_name"], e["entity_key"])):
        name, code = entity["entity_name"], entity["country_code"]
        known = (
            registry.country_place(code) if entity["entity_type"] == "country" and code else registry.place(name, code)
        )
        if known is not None:
            key = _key(known.name_de, known.country_code)
            city = known.name_de if known.place_type == "city" else known.city
            if city:
                cities[key] = _key(city, known.country_code)
            row = _row(key, known.name_de, known.country_code, known.latitude, known.longitude, known.place_type)
        else:
            theirs = countries[fold(name)]
            code = code or (next(iter(theirs)) if len(theirs) == 1 else None)
            key = _key(name, code)
            row = _row(key, name, code, None, None, "country" if entity["entity_type"] == "country" else "unknown")
        places.setdefault(key, row)
        links.append({"entity_key": entity["entity_key"], "place_key": key})
    return places, links, cities


def _key(name: str, country: str | None) -> str:
    return make_key("place", fold(name), country)


def _row(
    key: str, name: str, country: str | None, latitude: float | None, longitude: float | None, place_type: str
) -> Row:
    return {
        "place_key": key,
        "place_name": name,
        "country_code": country,
        "latitude": latitude,
        "longitude": longitude,
        "place_type": place_type,
    }
