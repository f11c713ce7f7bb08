"""Which entities of different articles are one actor, with its names; the offices are in `affiliations.py`.

Countries are known by ISO code, organizations and groups by the registry's name or else by their own,
persons by the registry or else by what `persons.py` clusters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractors.keys import make_key
from extractors.resolution import registry
from extractors.resolution.affiliations import OfficeClaim, RegistryOffice
from extractors.resolution.names import PersonName, compare, fold, parse
from extractors.resolution.persons import BARE_NAME_SCORE, PersonEntity, cluster_persons
from extractors.resolution.registry import RegisteredActor
from extractors.resolution.reports import article_order

Row = dict[str, Any]


@dataclass
class Actors:
    """The resolved actors and what the other steps need of them."""

    actors: dict[str, Row] = field(default_factory=dict)
    entity_actors: dict[str, Row] = field(default_factory=dict)
    registered: dict[str, RegisteredActor] = field(default_factory=dict)
    party_of_entity: dict[str, str | None] = field(default_factory=dict)
    office_claims: list[OfficeClaim] = field(default_factory=list)
    registry_offices: list[RegistryOffice] = field(default_factory=list)

    def add_registered(self, known: RegisteredActor) -> str:
        key = make_key("actor", known.registry_id)
        if key not in self.actors:
            self.registered[key] = known
            self.actors[key] = _actor_row(
                key, known.name, known.actor_type, known.country_code, known.wikidata_id, True
            )
        return key

    def add_country(self, code: str) -> str:
        return self.add_registered(registry.country(code))

    def add_body(self, name: str, actor_type: str) -> str:
        """An organization or a group; the registry's, else one of its own by its name."""
        known = registry.body(name)
        if known is not None:
            return self.add_registered(known)
        key = make_key("actor", "body", fold(name) or name)
        if key not in self.actors:
            self.actors[key] = _actor_row(key, name, actor_type, None, None, False)
        return key

    def assign(self, entity_key: str, actor_key: str, method: str, score: float) -> None:
        self.entity_actors[entity_key] = {
            "entity_key": entity_key,
            "actor_key": actor_key,
            "method": method,
            "score": score,
        }


def resolve_actors(entities: Iterable[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]]) -> Actors:
    """Actors of all entities that are no mere places; `entities` are rows of `schemas.ENTITY`, in any order."""
    found = Actors()

    def order(entity: Mapping[str, Any]) -> tuple:
        article = articles.get(entity["article_key"], {})
        return article_order(
            article.get("published_on"), article.get("article_id") or entity["article_key"], entity["char_start"] or 0
        )

    rows = sorted(entities, key=lambda e: (order(e), e["entity_key"]))
    _add_bodies([e for e in rows if e["entity_type"] in ("country", "organization", "group")], found)
    persons = []
    for entity in rows:
        if entity["entity_type"] == "person":
            article = articles.get(entity["article_key"], {})
            organization = entity["represents_organization"]
            persons.append(
                PersonEntity(
                    key=entity["entity_key"],
                    article_key=entity["article_key"],
                    order=order(entity),
                    published_on=article.get("published_on"),
                    printed=entity["entity_name"],
                    name=parse(entity["entity_name"]),
                    country=entity["represents_country_code"],
                    organization=registry.represented(organization) if organization else None,
                    role=entity["role_title"],
                    is_former=bool(entity["is_former_role"]),
                )
            )
    _add_persons(persons, found)
    return found


def _actor_row(
    key: str, name: str, kind: str, country: str | None, wikidata_id: str | None, is_registered: bool
) -> Row:
    return {
        "actor_key": key,
        "actor_name": name,
        "actor_type": kind,
        "country_code": country,
        "wikidata_id": wikidata_id,
        "is_registered": is_registered,
    }


def _add_bodies(entities: list[Mapping[str, Any]], found: Actors) -> None:
    printed: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entity in entities:
        if entity["entity_type"] == "country" and entity["country_code"]:
            key = found.add_country(entity["country_code"])
        else:
            key = found.add_body(entity["entity_name"], entity["entity_type"])
        if found.actors[key]["is_registered"]:
            found.assign(entity["entity_key"], key, "registry", 1.0)
        else:
            found.assign(entity["entity_key"], key, "name" if printed[key] else "new", 1.0)
        printed[key].append(entity)
    for key, group in printed.items():
        if not found.actors[key]["is_registered"]:
            found.actors[key]["actor_name"] = _fullest(entity["entity_name"] for entity in group)
            found.actors[key]["actor_type"] = _commonest(entity["entity_type"] for entity in group)


def _add_persons(persons: list[PersonEntity], found: Actors) -> None:
    unknown: list[PersonEntity] = []
    groups: dict[str, list[PersonEntity]] = defaultdict(list)
    for person in persons:
        known = registry.person(person)
        if known is None:
            unknown.append(person)
            continue
        key = found.add_registered(known.actor)
        found.assign(person.key, key, "registry", known.score)
        groups[key].append(person)
    for cluster in cluster_persons(unknown):
        key = make_key("actor", cluster[0].key)
        country = _commonest(person.country for person in cluster if person.country)
        found.actors[key] = _actor_row(
            key, _fullest(person.printed for person in cluster), "person", country, None, False
        )
        spellings: set[str] = set()
        names: set[PersonName] = set()
        for person in cluster:
            if not names:
                method, score = "new", 1.0
            elif fold(person.printed) in spellings:
                method, score = "name", 1.0
            else:
                likeness = max(compare(name, person.name) for name in names)
                method, score = "variant", min(max(likeness, BARE_NAME_SCORE), 0.95)
            found.assign(person.key, key, method, score)
            spellings.add(fold(person.printed))
            names.add(person.name)
        groups[key].extend(cluster)
    for key, group in groups.items():
        _add_offices(key, group, found)


def _add_offices(key: str, group: list[PersonEntity], found: Actors) -> None:
    """Offices that articles and registry give, their parties as actors of their own.

    Where an article does not say for whom a person acts, the registry's office of that day does, or
    else what most articles say.
    """
    known = found.registered.get(key)
    parties = {person.key: _add_party(person.country, person.organization, found) for person in group}
    usual = _commonest(party for party in parties.values() if party)
    for person in group:
        office = registry.office_on(known, person.published_on) if known else None
        by_registry = _add_party(office.country_code, office.organization, found) if office else None
        found.party_of_entity[person.key] = parties[person.key] or by_registry or usual
        found.office_claims.append(
            OfficeClaim(key, person.role, parties[person.key], person.is_former, person.published_on)
        )
    for office in known.offices if known else ():
        party = _add_party(office.country_code, office.organization, found)
        found.registry_offices.append(RegistryOffice(key, office.role_title, party, office.valid_from, office.valid_to))


def _add_party(country: str | None, organization: str | None, found: Actors) -> str | None:
    """The actor acted for: the organization before the country, where both are given."""
    if organization:
        return found.add_body(registry.represented(organization), "organization")
    return found.add_country(country) if country else None


def party_of(entity_key: str, found: Actors) -> str | None:
    """Whom an entity acts for at a meeting, as an actor key: a country, organization or group mostly for itself."""
    key = found.entity_actors[entity_key]["actor_key"]
    if found.actors[key]["actor_type"] == "person":
        return found.party_of_entity.get(entity_key)
    known = found.registered.get(key)
    return make_key("actor", known.stands_for) if known else key


def actor_names(
    found: Actors, mentions: Iterable[Mapping[str, Any]], entities: Iterable[Mapping[str, Any]]
) -> list[Row]:
    """Rows of `schemas.ACTOR_NAME`: canonical names, the registry's variants, and every form that articles print."""
    names: dict[str, dict[str, str]] = {key: {row["actor_name"]: "canonical"} for key, row in found.actors.items()}

    def add(key: str, name: str | None, name_type: str) -> None:
        if name:
            names[key].setdefault(name, name_type)

    for key, known in found.registered.items():
        for variant in known.variants:
            add(key, variant, "variant")
    for entity in entities:
        if entity["entity_key"] in found.entity_actors:
            add(found.entity_actors[entity["entity_key"]]["actor_key"], entity["entity_name"], "printed")
    for mention in mentions:
        if mention["mention_type"] == "name" and mention["entity_key"] in found.entity_actors:
            add(
                found.entity_actors[mention["entity_key"]]["actor_key"],
                " ".join(mention["mention_text"].split()),
                "printed",
            )
    return [
        {"actor_name_key": make_key("actor_name", key, name), "actor_key": key, "name": name, "name_type": name_type}
        for key, spellings in names.items()
        for name, name_type in spellings.items()
    ]


def _fullest(names: Iterable[str]) -> str:
    """The most frequent of the full names; of bare ones where there is no full one."""
    counts = Counter(names)
    return min(counts, key=lambda name: (" " not in name, -counts[name], -len(name), name))


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
