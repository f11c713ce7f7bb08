"""What `extractors.reference` knows, as actors and places with ids; and which of its people an entity is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extractors import reference
from extractors.keys import make_key
from extractors.reference import Office, Place, RegisteredPerson
from extractors.resolution.names import PersonName, blocks, compare, parse, same_family
from extractors.resolution.persons import PersonEntity, is_same_kind, same_office

_SAME_WORDS = 0.95
_FULL_NAME = 0.9  # from here on the name alone will do, unless country and office contradict it
_CLOSE_NAME = 0.85  # from here on it will do where the article says neither

# People of the registry with one of their names, by block of that name (`names.blocks`).
Namesakes = Mapping[str, Sequence[tuple[RegisteredPerson, PersonName]]]


@dataclass(frozen=True)
class RegisteredActor:
    """An actor of the registry. `stands_for` is the id on whose behalf a body acts, its own mostly."""

    registry_id: str
    name: str
    actor_type: str
    country_code: str | None
    wikidata_id: str | None
    variants: tuple[str, ...]
    stands_for: str
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True)
class KnownPerson:
    """A person found in the registry and how alike the name is, 0 to 1."""

    actor: RegisteredActor
    score: float


@lru_cache(maxsize=1024)
def country(code: str) -> RegisteredActor:
    """The country of an ISO code; one that the registry lacks is called by its code."""
    registry_id = f"country:{code}"
    known = reference.countries().get(code)
    if known is None:
        return RegisteredActor(registry_id, code, "country", code, None, (), registry_id)
    return RegisteredActor(registry_id, known.name_de, "country", code, known.wikidata_id, known.variants, registry_id)


@lru_cache(maxsize=65536)
def body(name: str) -> RegisteredActor | None:
    """The organization or group that a name means, or None."""
    if group := reference.group_of_name(name):
        registry_id = f"group:{group.name_de}"
        return RegisteredActor(
            registry_id, group.name_de, "group", None, group.wikidata_id, group.variants, registry_id
        )
    if known := reference.organization_of_name(name):
        registry_id = f"organization:{known.name_de}"
        stands_for = f"organization:{known.stands_for}" if known.stands_for else registry_id
        return RegisteredActor(
            registry_id, known.name_de, "organization", None, known.wikidata_id, known.variants, stands_for
        )
    return None


def represented(name: str) -> str:
    """The organization on whose behalf somebody of this organization acts (`EU-Kommission`: the EU).

    >>> represented("EU-Kommission"), represented("Bund der Imker")
    ('Europäische Union', 'Bund der Imker')
    """
    known = reference.organization_of_name(name)
    return (known.stands_for or known.name_de) if known else name


def place(name: str, code: str | None) -> Place | None:
    """The place of this name, None where the registry has none in that country."""
    known = reference.place_of_name(name)
    if known is None and (capital_of := reference.country_of_capital(name)):
        known = reference.place_of_name(reference.countries()[capital_of].capital)
    if known is None or (code and known.country_code and code != known.country_code):
        return None
    return known


def country_place(code: str) -> Place | None:
    """The country of an ISO code as a place; its coordinates are its capital's."""
    known = reference.countries().get(code)
    if known is None:
        return None
    return Place(known.name_de, known.variants, code, known.latitude, known.longitude, "country")


def person(entity: PersonEntity, among: Namesakes | None = None) -> KnownPerson | None:
    """The registered person that an entity is, None where there is none or several would do.

    A full name suffices unless country and office contradict it; a near miss of a name or a bare family
    name needs a country, an organization or an office that agrees. `among` spares filing the whole registry: it
    holds at least the people filed under the blocks of the entity's name.
    """
    scored: dict[str, float] = {}
    for candidate, name in _candidates(entity.name, everybody() if among is None else among):
        score = _score(entity, candidate, name)
        if score > scored.get(candidate.person_id, 0.0):
            scored[candidate.person_id] = score
    if not scored:
        return None
    best = max(scored.values())
    ids = [person_id for person_id, score in scored.items() if score == best]
    if len(ids) > 1:
        ranks = {person_id: _rank(entity, reference.people()[person_id]) for person_id in ids}
        ids = [person_id for person_id, rank in ranks.items() if rank == max(ranks.values())]
    return KnownPerson(_person_actor(ids[0]), best) if len(ids) == 1 else None


def person_of_key(actor_key: str) -> RegisteredActor | None:
    """The registered person of an actor key, None where it is nobody's."""
    person_id = _person_ids().get(actor_key)
    return _person_actor(person_id) if person_id else None


@lru_cache(maxsize=1)
def _person_ids() -> dict[str, str]:
    return {make_key("actor", f"person:{person_id}"): person_id for person_id in reference.people()}


@lru_cache(maxsize=8192)
def _likest(name: PersonName, person_id: str) -> str:
    known = reference.people()[person_id]
    return max((known.name_de, *known.variants), key=lambda form: compare(name, parse(form)))


def agreement(entity: PersonEntity, actor: RegisteredActor) -> str:
    """In words: which name of the registry the entity's is like, and what else agrees.

    Only for a person that `person` has found.
    """
    person_id = actor.registry_id.removeprefix("person:")
    known = reference.people()[person_id]
    like = _likest(entity.name, person_id)
    said = [f"registry: name {like}" if like == entity.printed else f"registry: {entity.printed} is like {like}"]
    if _party_agrees(entity, known):
        said.append(f"acts for {entity.organization or entity.country}")
    if entity.role and _office_agrees(entity, known):
        said.append(f"office {entity.role}")
    return ", ".join(said)


def office_on(actor: RegisteredActor, day: date | None) -> Office | None:
    """The office held that day, the latest one where the day is unknown or no office is known for it."""
    held = [office for office in actor.offices if day and office.is_held_on(day)]
    offices = held or list(actor.offices)
    return max(offices, key=lambda o: (o.valid_to is None, o.valid_from or date.min), default=None)


@lru_cache(maxsize=4096)
def _person_actor(person_id: str) -> RegisteredActor:
    known = reference.people()[person_id]
    registry_id = f"person:{person_id}"
    actor = RegisteredActor(
        registry_id, known.name_de, "person", None, known.wikidata_id, known.variants, registry_id, known.offices
    )
    office = office_on(actor, None)
    if office is None or not office.country_code:
        return actor
    return RegisteredActor(
        registry_id,
        known.name_de,
        "person",
        office.country_code,
        known.wikidata_id,
        known.variants,
        registry_id,
        known.offices,
    )


@lru_cache(maxsize=1)
def everybody() -> Namesakes:
    """All people of the registry by the blocks of all their names."""
    return namesakes(filed_names())


def filed_names() -> Iterator[tuple[str, str, str]]:
    """The blocks of every name of the registry's people: (block, name, person_id)."""
    for known in reference.people().values():
        for form in (known.name_de, *known.variants):
            for block in blocks(parse(form)):
                yield block, form, known.person_id


def namesakes(filed: Iterable[tuple[str, str, str]]) -> Namesakes:
    """Some of `filed_names` by block, ready to be compared."""
    found: dict[str, dict[tuple[str, PersonName], None]] = defaultdict(dict)
    for block, form, person_id in filed:
        found[block][person_id, parse(form)] = None
    people = reference.people()
    return {block: [(people[person_id], name) for person_id, name in entries] for block, entries in found.items()}


def blocks_to_ask(name: PersonName) -> set[str]:
    """The blocks under which the people of a name are filed."""
    return {block for form in _base_forms(name) for block in blocks(form)}


def _base_forms(name: PersonName) -> list[PersonName]:
    """The name, and what it is the genitive of where an article prints a bare family name in no other case."""
    if name.is_full or not name.family or not name.family[-1].endswith("s"):
        return [name]
    return [name, replace(name, family=(*name.family[:-1], name.family[-1].removesuffix("s")))]


def _candidates(name: PersonName, among: Namesakes) -> list[tuple[RegisteredPerson, PersonName]]:
    asked = blocks_to_ask(name)
    entries = {(known.person_id, form): (known, form) for block in asked for known, form in among.get(block, ())}
    return [entries[key] for key in sorted(entries, key=lambda key: (key[0], key[1].words, key[1].generation))]


def _score(entity: PersonEntity, candidate: RegisteredPerson, name: PersonName) -> float:
    """0 where the entity is not this person by this name."""
    agrees = _party_agrees(entity, candidate)
    office = _office_agrees(entity, candidate)
    if not entity.name.is_full:
        like = next((form for form in _base_forms(entity.name) if same_family(form, name)), None)
        if like is None or agrees is False or not _bare_name_will_do(entity, candidate, agrees, office):
            return 0.0
        return 0.85 if like == entity.name else 0.8
    score = compare(entity.name, name)
    if score < _SAME_WORDS and _is_another(entity.name, parse(candidate.name_de)):
        return 0.0
    if score >= _FULL_NAME:
        return 0.0 if agrees is False and entity.role and not office else score
    says_nothing = agrees is None and not entity.role and not entity.organization
    return score if score and (agrees or (says_nothing and score >= _CLOSE_NAME)) else 0.0


def _is_another(name: PersonName, canonical: PersonName) -> bool:
    """`George H. W. Bush` goes with the variant `George Bush`, but not with the canonical `George W. Bush`;
    `Juan Carlos Varela` with `Juan Carlos`, but not with `Juan Carlos I.`
    """
    if not canonical.is_full:
        return False
    if canonical.family[-1].isdigit() and name.family[-1] != canonical.family[-1]:
        return True
    return same_family(name, canonical) and name.given[0] == canonical.given[0] and not compare(name, canonical)


def _bare_name_will_do(entity: PersonEntity, candidate: RegisteredPerson, agrees: bool | None, office: bool) -> bool:
    if entity.role:
        return office
    day = entity.published_on
    in_office = day is None or any(o.is_held_on(day) is not False for o in candidate.offices)
    return bool(agrees) and in_office


def _party_agrees(entity: PersonEntity, candidate: RegisteredPerson) -> bool | None:
    """Country or organization is one that the person has acted for; None where the entity has neither."""
    if entity.organization and any(
        o.organization and represented(o.organization) == entity.organization for o in candidate.offices
    ):
        return True
    if not entity.country:
        return None
    countries = {o.country_code for o in candidate.offices if o.country_code}
    return entity.country in countries if countries else None


def _office_agrees(entity: PersonEntity, candidate: RegisteredPerson) -> bool:
    return any(
        same_office(entity.role, o.role_title) or is_same_kind(entity.role, o.role_title) for o in candidate.offices
    )


def _rank(entity: PersonEntity, candidate: RegisteredPerson) -> tuple[bool, bool, bool]:
    day = entity.published_on
    held = any(o.is_held_on(day) for o in candidate.offices) if day else False
    return (
        bool(_party_agrees(entity, candidate)),
        held,
        any(same_office(entity.role, o.role_title) for o in candidate.offices),
    )
