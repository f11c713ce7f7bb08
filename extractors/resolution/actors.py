"""Which entities of different articles are one actor, with its names; the offices are in `affiliations.py`.

What an entity is by itself, and what the machine takes for one actor, is in `identification.py`; here people's decisions
are applied to that, and rows are made of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.keys import make_key
from extractors.resolution import registry
from extractors.resolution.actor_reasons import Earlier, How
from extractors.resolution.affiliations import OfficeClaim, RegistryOffice
from extractors.resolution.corrections import Cluster, Corrected, correct
from extractors.resolution.identification import PERSON, Identified, body_key, identify
from extractors.resolution.overrides import Override
from extractors.resolution.persons import PersonEntity
from extractors.resolution.registry import RegisteredActor

Row = dict[str, Any]


@dataclass
class Actors:
    """The resolved actors and what the other steps need of them."""

    actors: dict[str, Row] = field(default_factory=dict)
    entity_actors: dict[str, Row] = field(default_factory=dict)
    registered: dict[str, list[RegisteredActor]] = field(default_factory=lambda: defaultdict(list))
    party_of_entity: dict[str, str | None] = field(default_factory=dict)
    office_claims: list[OfficeClaim] = field(default_factory=list)
    registry_offices: list[RegistryOffice] = field(default_factory=list)
    corrected: Corrected = field(default_factory=lambda: Corrected([]))
    party_names: Mapping[str, str] = field(default_factory=dict)
    parties: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)

    def add_registered(self, known: RegisteredActor) -> str | None:
        """The key of an actor of the registry, or of the one it was merged into; None where it was dropped."""
        key = make_key("actor", known.registry_id)
        if key in self.corrected.aliases or key in self.corrected.dropped:
            return self._corrected(key)
        if key not in self.actors:
            self.registered[key].append(known)
            name = self.corrected.names.get(key, known.name)
            self.actors[key] = actor_row(key, name, known.actor_type, known.country_code, known.wikidata_id, True)
        return key

    def add_country(self, code: str) -> str | None:
        return self.add_registered(registry.country(code))

    def add_body(self, name: str, actor_type: str) -> str | None:
        """An organization or a group; the registry's, else one of its own by its name."""
        known = registry.body(name)
        if known is not None:
            return self.add_registered(known)
        key = body_key(name)
        if key in self.corrected.aliases or key in self.corrected.dropped:
            return self._corrected(key)
        if key not in self.actors:
            name = self.corrected.names.get(key) or self.party_names.get(key, name)
            self.actors[key] = actor_row(key, name, actor_type, None, None, False)
        return key

    def _corrected(self, key: str) -> str | None:
        key = self.corrected.aliases.get(key, key)
        return None if key in self.corrected.dropped else key

    def assign(self, entity_key: str, actor_key: str, how: How) -> None:
        self.entity_actors[entity_key] = {
            "entity_key": entity_key,
            "actor_key": actor_key,
            "method": how.method,
            "score": how.score,
            "evidence": how.evidence,
            "acts_for_actor_key": None,
        }


def resolve_actors(
    entities: Iterable[Mapping[str, Any]],
    articles: Mapping[str, Mapping[str, Any]],
    overrides: Sequence[Override] = (),
    party_names: Mapping[str, str] | None = None,
    settled: Mapping[str, Row | None] | None = None,
    among: registry.Namesakes | None = None,
) -> Actors:
    """Actors of all entities that are no mere places; `entities` are rows of `schemas.ENTITY`, in any order.

    `party_names` are the names, by key, of organizations that somebody acts for and nothing else is known of;
    `settled` are rows of `schemas.ENTITY_ACTOR`, by entity, of persons of whom the registry has been asked before, None
    where it had nobody; of the others it is asked `among` these (`registry.person`).
    """
    identified = identify(entities, articles, overrides, settled or {}, among)
    found = Actors(corrected=correct("actor", identified.clusters, overrides), party_names=party_names or {})
    people: list[tuple[str, list[PersonEntity]]] = []
    for cluster in found.corrected.clusters:
        key = cluster.key("actor")
        if key in found.corrected.dropped:
            continue
        if cluster.is_registered and cluster.fixed_key:
            found.add_registered(identified.registered[cluster.fixed_key])
        else:
            found.actors[key] = _unregistered(key, cluster, identified, found.corrected.names)
        _assign(key, cluster, identified, found)
        if cluster.kind == PERSON:
            people.append((key, [identified.persons[member.key] for member in cluster.members]))
    for merged, key in found.corrected.aliases.items():
        if merged in identified.registered and key in found.actors:
            found.registered[key].append(identified.registered[merged])
    for key, group_of_persons in people:
        _add_offices(key, group_of_persons, found)
    for entity_key, link in found.entity_actors.items():
        link["acts_for_actor_key"] = _party_of(entity_key, found)
    return found


def _assign(key: str, cluster: Cluster, identified: Identified, found: Actors) -> None:
    """Say of every entity of a cluster that it is this actor, and what joined it."""
    earlier = Earlier()
    for member in cluster.members:
        if by_hand := found.corrected.moved.get(member.key):
            how = How("override", 1.0, by_hand.evidence)
        elif member.key in identified.ways:
            how = identified.ways[member.key]
        elif member.key in identified.persons:
            how = earlier.person(identified.persons[member.key])
        else:
            how = earlier.body(member.article_id)
        found.assign(member.key, key, how)


def _unregistered(key: str, cluster: Cluster, identified: Identified, given_names: Mapping[str, str]) -> Row:
    """The row of an actor that no registry knows, from what articles say."""
    keys = [member.key for member in cluster.members]
    if cluster.kind == PERSON:
        persons = [identified.persons[key] for key in keys]
        name, kind = _fullest(person.printed for person in persons), "person"
        country = _commonest(person.country for person in persons if person.country)
    else:
        bodies = [identified.bodies[key] for key in keys]
        name, country = _fullest(body["entity_name"] for body in bodies), None
        kind = _commonest(body["entity_type"] for body in bodies) or "organization"
    return actor_row(key, given_names.get(key, name), kind, country, None, False)


def actor_row(key: str, name: str, kind: str, country: str | None, wikidata_id: str | None, is_registered: bool) -> Row:
    return {
        "actor_key": key,
        "actor_name": name,
        "actor_type": kind,
        "country_code": country,
        "wikidata_id": wikidata_id,
        "is_registered": is_registered,
    }


def _add_offices(key: str, group: list[PersonEntity], found: Actors) -> None:
    """Offices that articles and registry give, their parties as actors of their own.

    Where an article does not say for whom a person acts, the registry's office of that day does, or
    else what most articles say.
    """
    known = found.registered[key][0] if key in found.registered else None
    parties = {person.key: _add_party(person.country, person.organization, found) for person in group}
    usual = _commonest(party for party in parties.values() if party)
    for person in group:
        office = registry.office_on(known, person.published_on) if known else None
        by_registry = _add_party(office.country_code, office.organization, found) if office else None
        found.party_of_entity[person.key] = parties[person.key] or by_registry or usual
        found.office_claims.append(
            OfficeClaim(key, person.role, parties[person.key], person.is_former, person.published_on)
        )
    for office in (office for actor in found.registered.get(key, ()) for office in actor.offices):
        party = _add_party(office.country_code, office.organization, found)
        found.registry_offices.append(RegistryOffice(key, office.role_title, party, office.valid_from, office.valid_to))


def _add_party(country: str | None, organization: str | None, found: Actors) -> str | None:
    """The actor acted for: the organization before the country, where both are given."""
    key = (country, organization)
    if key not in found.parties:
        if organization:
            found.parties[key] = found.add_body(registry.represented(organization), "organization")
        else:
            found.parties[key] = found.add_country(country) if country else None
    return found.parties[key]


def _party_of(entity_key: str, found: Actors) -> str | None:
    """Whom an entity acts for at a meeting, as an actor key: a country, organization or group mostly for itself."""
    key: str = found.entity_actors[entity_key]["actor_key"]
    if found.actors[key]["actor_type"] == "person":
        return found.party_of_entity.get(entity_key)
    if key not in found.registered:
        return key
    party = make_key("actor", found.registered[key][0].stands_for)
    return found.corrected.aliases.get(party, party)


def party_names(organizations: Mapping[str, int]) -> dict[str, str]:
    """The name, by actor key, of every organization that no registry knows and that somebody acts for.

    `organizations` says how many entities act for it, by name as extracted.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in organizations.items():
        party = registry.represented(name)
        if registry.body(party) is None:
            spellings[body_key(party)][party] += count
    return {key: _fullest(counts.elements()) for key, counts in spellings.items()}


def _fullest(names: Iterable[str]) -> str:
    """The most frequent of the full names; of bare ones where there is no full one."""
    counts = Counter(names)
    return min(counts, key=lambda name: (" " not in name, -counts[name], -len(name), name))


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
