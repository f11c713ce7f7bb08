"""Which entities of different articles are one place. A country is an actor and a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from extractors.keys import make_key
from extractors.reference import Place
from extractors.resolution import registry
from extractors.resolution.names import fold

Row = dict[str, Any]


def resolve_places(entities: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Row], list[Row]]:
    """Rows of `schemas.PLACE` by key, and of `schemas.ENTITY_PLACE`; `entities` are rows of `schemas.ENTITY`.

    A place that the registry lacks is known by its name and country; where one article leaves the
    country open and the others agree on one, it is theirs.
    """
    rows = [entity for entity in entities if entity["entity_type"] in ("place", "country")]
    known_of = {_asked(entity): _known(*_asked(entity)) for entity in rows}
    countries: dict[str, set[str]] = defaultdict(set)
    for kind, name, code in known_of:
        if kind == "place" and code and known_of[kind, name, code] is None:
            countries[fold(name)].add(code)
    places: dict[str, Row] = {}
    links: list[Row] = []
    for entity in sorted(rows, key=lambda e: (e["entity_name"], e["entity_key"])):
        kind, name, code = _asked(entity)
        if known := known_of[kind, name, code]:
            key = _key(known.name_de, known.country_code)
            city = known.name_de if known.place_type == "city" else known.city
            row = _row(key, known.name_de, known.country_code, known.place_type)
            row |= {"latitude": known.latitude, "longitude": known.longitude, "city_name": city or None}
        else:
            theirs = countries[fold(name)]
            code = code or (next(iter(theirs)) if len(theirs) == 1 else None)
            key = _key(name, code)
            row = _row(key, name, code, "country" if kind == "country" else "unknown")
        if known or key not in places:
            places[key] = row
        links.append({"entity_key": entity["entity_key"], "place_key": key})
    return places, links


def _asked(entity: Mapping[str, Any]) -> tuple[str, str, str | None]:
    return entity["entity_type"], entity["entity_name"], entity["country_code"]


def _known(kind: str, name: str, code: str | None) -> Place | None:
    return registry.country_place(code) if kind == "country" and code else registry.place(name, code)


def is_known(entity: Mapping[str, Any]) -> bool:
    """Whether the registry knows the place that an entity means; then no other article has a say in it."""
    return _known(*_asked(entity)) is not None


def _key(name: str, country: str | None) -> str:
    return make_key("place", fold(name), country)


def city_key(place: Mapping[str, Any]) -> str | None:
    """The key of the city that a place (a row of `schemas.PLACE`) is or lies in, None for a country or a region."""
    return _key(place["city_name"], place["country_code"]) if place.get("city_name") else None


def _row(key: str, name: str, country: str | None, place_type: str) -> Row:
    return {
        "place_key": key,
        "place_name": name,
        "country_code": country,
        "latitude": None,
        "longitude": None,
        "place_type": place_type,
        "city_name": None,
    }
