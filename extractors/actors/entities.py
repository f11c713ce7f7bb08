"""Entities of one article: which mentions are the same actor, what office it has and for whom it acts."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.entity import Entity, base_form, registered_full_name, registered_surname
from extractors.actors.mentions import Mention
from extractors.actors.offices import add_nominals, assign_offices


def cluster(doc: Doc, mentions: list[Mention], published_on: date | None) -> list[Entity]:
    """Group the mentions into entities; adds mentions by office (`der Kanzler`) to the list of mentions."""
    entities: list[Entity] = []
    _cluster_persons(doc, mentions, entities)
    _cluster_others(doc, mentions, entities)
    assign_offices(entities, published_on)
    add_nominals(doc, mentions, entities)
    mentions.sort(key=lambda m: m.start)
    for entity in entities:
        entity.mentions.sort(key=lambda m: m.start)
    return entities


def _cluster_persons(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
    people = [m for m in mentions if m.kind == "person"]
    printed = {" ".join(m.text(doc).split()) for m in people}
    by_name: dict[str, Entity] = {}
    by_registry: dict[str, Entity] = {}

    def join(entity: Entity, mention: Mention) -> None:
        mention.entity = entity.number
        entity.mentions.append(mention)

    def new(name: str, mention: Mention) -> Entity:
        entity = Entity(len(entities), "person", name)
        entities.append(entity)
        by_name[name.casefold()] = entity
        join(entity, mention)
        return entity

    names = {id(m): base_form(" ".join(m.text(doc).split()), printed) for m in people}
    for mention in sorted(people, key=lambda m: (reference.is_surname(names[id(m)]), m.start)):
        name = names[id(mention)]
        if name.casefold() in by_name:
            join(by_name[name.casefold()], mention)
            continue
        if not reference.is_surname(name):
            person = registered_full_name(name)
            if person is not None and person.person_id in by_registry:
                join(by_registry[person.person_id], mention)
                by_name[name.casefold()] = by_registry[person.person_id]
                continue
            longer = _same_person(name, by_name)
            if longer is not None:
                join(longer, mention)
                by_name[name.casefold()] = longer
                continue
            entity = new(name, mention)
            if person is not None:
                by_registry[person.person_id] = entity
            continue
        chained = _chain(name, mention, entities)
        if chained is not None:
            join(chained, mention)
            continue
        person = registered_surname(name, mention.country_code, mention.role_title)
        if person is not None and person.person_id in by_registry:
            join(by_registry[person.person_id], mention)
            continue
        entity = new(name, mention)
        if person is not None:
            by_registry[person.person_id] = entity


def _same_person(name: str, by_name: dict[str, Entity]) -> Entity | None:
    """`Hans Peter Doskozil` and `Hans-Peter Doskozil`, `George W. Bush` and `George Bush`."""
    words = name.replace("-", " ").casefold().split()
    for other, entity in by_name.items():
        theirs = other.replace("-", " ").split()
        if len(theirs) > 1 and words[-1] == theirs[-1] and words[0] == theirs[0]:
            return entity
    return None


def _chain(name: str, mention: Mention, entities: list[Entity]) -> Entity | None:
    """The full name that a bare surname continues; of several the one with the same gender or office, else the latest."""
    folded = name.casefold()
    candidates = [
        e
        for e in entities
        if e.kind == "person"
        and not reference.is_surname(e.name)
        and (reference.surname_of(e.name).casefold() == folded or e.name.split()[-1].casefold() == folded)
    ]
    if len(candidates) > 1 and mention.role_title:
        same_office = [e for e in candidates if any(m.role_title == mention.role_title for m in e.mentions)]
        candidates = same_office or candidates
    if len(candidates) > 1 and mention.is_feminine:
        candidates = [e for e in candidates if any(m.is_feminine for m in e.mentions)] or candidates
    earlier = [e for e in candidates if any(m.start < mention.start for m in e.mentions)]
    if earlier:
        return max(earlier, key=lambda e: max(m.start for m in e.mentions if m.start < mention.start))
    return candidates[0] if candidates else None


def _cluster_others(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
    known: dict[tuple[str, str], Entity] = {}
    for mention in mentions:
        if mention.kind == "person":
            continue
        text = " ".join(mention.text(doc).split())
        name = text
        code = None
        if mention.kind == "country" and mention.key:
            code = mention.key
            name = reference.countries()[code].name_de
        elif mention.kind == "place":
            place = reference.place_of_name(mention.key or text)
            name = _usual_place(place) if place else text
            code = place.country_code if place else None
        elif mention.key:
            name = mention.key
        identity = (mention.kind, (code if mention.kind == "country" else name) or name)
        entity = known.get(identity)
        if entity is None:
            key = None if mention.kind == "place" else mention.key
            entity = Entity(len(entities), mention.kind, name, key, country_code=code)
            entities.append(entity)
            known[identity] = entity
        mention.entity = entity.number
        entity.mentions.append(mention)


def _usual_place(place: reference.Place) -> str:
    """The city for a building in a capital or of a city's name (`Kanzleramt`: Berlin, `Schloss Elmau`: Elmau).

    Any other venue stands for itself (`Mar-a-Lago`).
    """
    if place.city and (reference.country_of_capital(place.city) or place.city in place.name_de.split()):
        return place.city
    return place.name_de
