"""What an entity is by itself, and which entities the machine takes for one actor, before people have their say.

Countries are known by ISO code, organizations and groups by the registry's name or else by their own, persons by the
registry or else by what `persons.py` clusters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extractors.keys import make_key
from extractors.resolution import registry
from extractors.resolution.actor_reasons import How
from extractors.resolution.corrections import Cluster, Member, kept_apart
from extractors.resolution.names import fold, parse
from extractors.resolution.overrides import Override
from extractors.resolution.persons import PersonEntity, cluster_persons
from extractors.resolution.registry import RegisteredActor
from extractors.resolution.reports import article_order

Row = dict[str, Any]
Articles = Mapping[str, Mapping[str, Any]]
PERSON, BODY = "person", "body"


@dataclass
class Identified:
    """Entities by key in the order of publication, and what the machine takes for one actor each.

    `registered` are actors of the registry by actor key, `ways` says how the registry knew an entity.
    """

    members: dict[str, Member]
    bodies: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    persons: dict[str, PersonEntity] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)
    registered: dict[str, RegisteredActor] = field(default_factory=dict)
    ways: dict[str, How] = field(default_factory=dict)


def identify(
    entities: Iterable[Mapping[str, Any]],
    articles: Articles,
    overrides: Sequence[Override],
    settled: Mapping[str, Row | None],
    among: registry.Namesakes | None,
) -> Identified:
    """Cluster entities that are no mere places; see `actors.resolve_actors`."""

    def order(entity: Mapping[str, Any]) -> tuple[bool, date, str, int]:
        article = articles.get(entity["article_key"], {})
        return article_order(
            article.get("published_on"), article.get("article_id") or entity["article_key"], entity["char_start"] or 0
        )

    acting = [(order(e), e["entity_key"], e) for e in entities if e["entity_type"] != "place"]
    acting.sort()  # keys differ, so that no entity is ever compared
    found = Identified({key: Member(key, place) for place, key, _ in acting})
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in kept_apart("actor", found.members, overrides):
        apart[one].add(other)
        apart[other].add(one)
    for _, key, entity in acting:
        if entity["entity_type"] == "person":
            found.persons[key] = _person(entity, found.members[key], articles, apart)
        else:
            found.bodies[key] = entity
    by_key: dict[str, list[Member]] = defaultdict(list)
    for key, entity in found.bodies.items():
        by_key[_identify_body(key, entity, found)].append(found.members[key])
    found.clusters = [Cluster(tuple(group), BODY, key, key in found.registered) for key, group in by_key.items()]
    known: dict[str, list[Member]] = defaultdict(list)
    unknown: list[PersonEntity] = []
    for person in found.persons.values():
        if actor_key := _identify_person(person, settled, among, found):
            known[actor_key].append(found.members[person.key])
        else:
            unknown.append(person)
    found.clusters += [Cluster(tuple(group), PERSON, key, True) for key, group in known.items()]
    found.clusters += [
        Cluster(tuple(found.members[person.key] for person in group), PERSON) for group in cluster_persons(unknown)
    ]
    return found


def _identify_body(key: str, entity: Mapping[str, Any], found: Identified) -> str:
    """The actor key of a country, organization or group."""
    body = _registered_body(entity)
    if body is None:
        return body_key(entity["entity_name"])
    actor_key = make_key("actor", body.registry_id)
    what = f"country {body.country_code}" if body.actor_type == "country" else f"name of {body.name}"
    found.registered[actor_key], found.ways[key] = body, How("registry", 1.0, f"registry: {what}")
    return actor_key


def _identify_person(
    person: PersonEntity, settled: Mapping[str, Row | None], among: registry.Namesakes | None, found: Identified
) -> str | None:
    """The actor key of a person of the registry, None of anybody else; `settled` is what was said of them last time."""
    if person.key in settled:
        before = settled[person.key]
        if before is None:
            return None
        actor = registry.person_of_key(before["actor_key"])
        how = How(before["method"], before["score"], before["evidence"])
    else:
        known = registry.person(person, among)
        if known is None or make_key("actor", known.actor.registry_id) in person.apart:
            return None
        actor, how = known.actor, How("registry", known.score, registry.agreement(person, known.actor))
    if actor is None:
        return None
    actor_key = make_key("actor", actor.registry_id)
    found.registered[actor_key], found.ways[person.key] = actor, how
    return actor_key


def key_alone(entity: Mapping[str, Any], articles: Articles, among: registry.Namesakes | None = None) -> str | None:
    """The actor key of an entity as far as no other article has a say in it; None for a person that no registry knows."""
    if entity["entity_type"] != "person":
        body = _registered_body(entity)
        return make_key("actor", body.registry_id) if body else body_key(entity["entity_name"])
    published_on = articles.get(entity["article_key"], {}).get("published_on")
    member = Member(entity["entity_key"], article_order(published_on, "", 0))
    known = registry.person(_person(entity, member, articles, {}), among)
    return make_key("actor", known.actor.registry_id) if known else None


def _person(
    entity: Mapping[str, Any], member: Member, articles: Articles, apart: Mapping[str, set[str]]
) -> PersonEntity:
    organization = entity["represents_organization"]
    return PersonEntity(
        key=member.key,
        article_key=entity["article_key"],
        order=member.order,
        published_on=articles.get(entity["article_key"], {}).get("published_on"),
        printed=entity["entity_name"],
        name=parse(entity["entity_name"]),
        country=entity["represents_country_code"],
        organization=registry.represented(organization) if organization else None,
        role=entity["role_title"],
        is_former=bool(entity["is_former_role"]),
        apart=frozenset(apart.get(member.key, ())),
    )


def _registered_body(entity: Mapping[str, Any]) -> RegisteredActor | None:
    code = entity["country_code"] if entity["entity_type"] == "country" else None
    return registry.country(code) if code else registry.body(entity["entity_name"])


def body_key(name: str) -> str:
    """The key of an organization or group that no registry knows."""
    return make_key("actor", "body", fold(name) or name)
