"""Which entities of different articles are one actor, with its names; the offices are in `affiliations.py`.

Countries are known by ISO code, organizations and groups by the registry's name or else by their own,
persons by the registry or else by what `persons.py` clusters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extractors.keys import make_key
from extractors.resolution import registry
from extractors.resolution.affiliations import OfficeClaim, RegistryOffice
from extractors.resolution.names import PersonName, compare, fold, parse
from extractors.resolution.overrides import Cluster, Corrected, Member, Override, correct, kept_apart
from extractors.resolution.persons import BARE_NAME_SCORE, PersonEntity, cluster_persons
from extractors.resolution.registry import RegisteredActor
from extractors.resolution.reports import article_order

Row = dict[str, Any]
_PERSON, _BODY = "person", "body"


@dataclass(frozen=True)
class How:
    """What joined an entity to its actor: registry | name | variant | new | override, how sure, and in words."""

    method: str
    score: float
    evidence: str


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
    settled: Mapping[str, Row] | None = None,
    among: registry.Namesakes | None = None,
) -> Actors:
    """Actors of all entities that are no mere places; `entities` are rows of `schemas.ENTITY`, in any order.

    `party_names` are the names, by key, of organizations that somebody acts for and nothing else is known of;
    `settled` are rows of `schemas.ENTITY_ACTOR`, by entity, of persons of whom the registry has been asked before; of
    the others it is asked `among` these (`registry.person`).
    """

    def order(entity: Mapping[str, Any]) -> tuple[bool, date, str, int]:
        article = articles.get(entity["article_key"], {})
        return article_order(
            article.get("published_on"), article.get("article_id") or entity["article_key"], entity["char_start"] or 0
        )

    acting = [(order(e), e["entity_key"], e) for e in entities if e["entity_type"] != "place"]
    acting.sort(key=lambda item: item[:2])
    rows = [e for _, _, e in acting]
    members = {key: Member(key, place) for place, key, _ in acting}
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in kept_apart("actor", members, overrides):
        apart[one].add(other)
        apart[other].add(one)
    bodies = {e["entity_key"]: e for e in rows if e["entity_type"] != "person"}
    persons = {
        e["entity_key"]: _person(e, members[e["entity_key"]], articles, apart)
        for e in rows
        if e["entity_type"] == "person"
    }
    clusters, registered, ways = _identify(bodies.values(), persons.values(), members, settled or {}, among)
    found = Actors(corrected=correct("actor", clusters, overrides), party_names=party_names or {})
    people: list[tuple[str, list[PersonEntity]]] = []
    for cluster in found.corrected.clusters:
        key = cluster.key("actor")
        if key in found.corrected.dropped:
            continue
        group = [member.key for member in cluster.members]
        if cluster.is_registered and cluster.fixed_key:
            found.add_registered(registered[cluster.fixed_key])
        elif cluster.kind == _PERSON:
            found.actors[key] = _unregistered(
                key,
                _fullest(persons[e].printed for e in group),
                "person",
                _commonest(country for e in group if (country := persons[e].country)),
                found,
            )
        else:
            found.actors[key] = _unregistered(
                key,
                _fullest(bodies[e]["entity_name"] for e in group),
                _commonest(bodies[e]["entity_type"] for e in group) or "organization",
                None,
                found,
            )
        earlier = _Earlier()
        for entity in group:
            by_hand = found.corrected.moved.get(entity)
            if by_hand:
                how = How("override", 1.0, by_hand.evidence)
            elif entity in ways:
                how = ways[entity]
            elif entity in persons:
                how = earlier.person(persons[entity])
            else:
                how = earlier.body(members[entity].article_id)
            found.assign(entity, key, how)
        if cluster.kind == _PERSON:
            people.append((key, [persons[entity] for entity in group]))
    for merged, key in found.corrected.aliases.items():
        if merged in registered and key in found.actors:
            found.registered[key].append(registered[merged])
    for key, group_of_persons in people:
        _add_offices(key, group_of_persons, found)
    for entity_key, link in found.entity_actors.items():
        link["acts_for_actor_key"] = _party_of(entity_key, found)
    return found


def key_alone(
    entity: Mapping[str, Any],
    articles: Mapping[str, Mapping[str, Any]],
    among: registry.Namesakes | None = None,
) -> str | None:
    """The actor key of an entity as far as no other article has a say in it; None for a person that no registry knows."""
    if entity["entity_type"] != "person":
        body = _registered_body(entity)
        return make_key("actor", body.registry_id) if body else body_key(entity["entity_name"])
    published_on = articles.get(entity["article_key"], {}).get("published_on")
    known = registry.person(
        _person(entity, Member(entity["entity_key"], article_order(published_on, "", 0)), articles, {}), among
    )
    return make_key("actor", known.actor.registry_id) if known else None


def _person(
    entity: Mapping[str, Any], member: Member, articles: Mapping[str, Mapping[str, Any]], apart: Mapping[str, set[str]]
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


def _identify(
    bodies: Iterable[Mapping[str, Any]],
    persons: Iterable[PersonEntity],
    members: Mapping[str, Member],
    settled: Mapping[str, Row],
    among: registry.Namesakes | None,
) -> tuple[list[Cluster], dict[str, RegisteredActor], dict[str, How]]:
    """What the machine takes for one actor each; the registry's actors by key; how the registry knew an entity."""
    by_key: dict[str, list[Member]] = defaultdict(list)
    kinds: dict[str, str] = {}
    registered: dict[str, RegisteredActor] = {}
    ways: dict[str, How] = {}

    def put(entity_key: str, key: str, kind: str, known: RegisteredActor | None = None) -> None:
        by_key[key].append(members[entity_key])
        kinds[key] = kind
        if known is not None:
            registered[key] = known

    for entity in bodies:
        body = _registered_body(entity)
        if body is None:
            put(entity["entity_key"], body_key(entity["entity_name"]), _BODY)
            continue
        put(entity["entity_key"], make_key("actor", body.registry_id), _BODY, body)
        is_country = body.actor_type == "country"
        ways[entity["entity_key"]] = How(
            "registry",
            1.0,
            f"registry: country {body.country_code}" if is_country else f"registry: name of {body.name}",
        )
    unknown: list[PersonEntity] = []
    for person in persons:
        if before := settled.get(person.key):
            if actor := registry.person_of_key(before["actor_key"]):
                put(person.key, before["actor_key"], _PERSON, actor)
                ways[person.key] = How(before["method"], before["score"], before["evidence"])
            else:
                unknown.append(person)
            continue
        known = registry.person(person, among)
        if known is None or make_key("actor", known.actor.registry_id) in person.apart:
            unknown.append(person)
            continue
        put(person.key, make_key("actor", known.actor.registry_id), _PERSON, known.actor)
        ways[person.key] = How("registry", known.score, registry.agreement(person, known.actor))
    clusters = [Cluster(tuple(group), kinds[key], key, key in registered) for key, group in by_key.items()]
    clusters += [Cluster(tuple(members[person.key] for person in group), _PERSON) for group in cluster_persons(unknown)]
    return clusters, registered, ways


class _Earlier:
    """What the earlier entities of an actor that no registry knows are called: what a later one was joined by."""

    def __init__(self) -> None:
        self.spellings: dict[str, str] = {}  # folded name: the article that first prints it
        self.names: dict[PersonName, PersonEntity] = {}

    def body(self, article_id: str) -> How:
        first = self.spellings.setdefault("", article_id)
        return (
            How("new", 1.0, "first of this name")
            if first == article_id
            else How("name", 1.0, f"same name as in {first}")
        )

    def person(self, person: PersonEntity) -> How:
        spelling, article_id = fold(person.printed), person.order[2]
        if not self.names:
            how = How("new", 1.0, "first of this name")
        elif spelling in self.spellings:
            how = How("name", 1.0, f"same name as in {self.spellings[spelling]}")
        else:
            likeness, like = max(
                ((compare(name, person.name), other) for name, other in self.names.items()), key=lambda pair: pair[0]
            )
            score = min(max(likeness, BARE_NAME_SCORE), 0.95)
            like_what = f"{like.printed} in {like.order[2]}"
            party = person.organization or person.country
            acting = f", acts for {party} as well" if party and party in (like.organization, like.country) else ""
            how = How("variant", score, f"{person.printed} is like {like_what}{acting}")
        self.spellings.setdefault(spelling, article_id)
        self.names.setdefault(person.name, person)
        return how


def _registered_body(entity: Mapping[str, Any]) -> RegisteredActor | None:
    code = entity["country_code"] if entity["entity_type"] == "country" else None
    return registry.country(code) if code else registry.body(entity["entity_name"])


def body_key(name: str) -> str:
    """The key of an organization or group that no registry knows."""
    return make_key("actor", "body", fold(name) or name)


def _unregistered(key: str, name: str, kind: str, country: str | None, found: Actors) -> Row:
    return actor_row(key, found.corrected.names.get(key, name), kind, country, None, False)


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
