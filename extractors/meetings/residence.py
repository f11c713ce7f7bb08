"""Who receives at a seat of office: `Selenskyj wird im Weißen Haus empfangen`."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.entity import Entity, registered_full_name, same_office
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meetings.argument import Argument
from extractors.meetings.trigger import Trigger

_PLACE_PREPOSITIONS = word_lists("attachment")["place_prepositions"] | {"ins"}


def resident(doc: Doc, trigger: Trigger, mentions: list[Mention], entities: list[Entity]) -> list[Argument]:
    """The one person of the article whose seat the talk is at, where guests alone are named for it; else none.

    `Das Treffen mit Selenskyj im Weißen Haus`: the president of the USA, if the article names one.
    """
    receives = trigger.relation in {"meet", "host"} or (
        trigger.relation == "noun" and (trigger.is_strong or trigger.meeting_type == "visit")
    )
    bodies = {entities[a.entity].body for a in trigger.arguments}
    if not receives or len(bodies) != 1 or None in bodies:
        return []
    tokens = {t.i for t in trigger.clause.tokens}
    for mention in mentions:
        if mention.start not in tokens or mention.preposition not in _PLACE_PREPOSITIONS:
            continue
        place = reference.place_of_name(mention.text(doc))
        if place is None or place.residence_of is None or place.country_code in bodies:
            continue
        people = [
            e.number
            for e in entities
            if e.kind == "person"
            and e.country_code == place.country_code
            and not e.is_former_role
            and holds(e, place.residence_of)
        ]
        if len(people) == 1:
            return [Argument(people[0], None, "host", 0.7)]
    return []


def holds(person: Entity, office: str) -> bool:
    """Whether the article, or else the registry, gives the person this office."""
    if person.role_title:
        return same_office(person.role_title, office)
    registered = registered_full_name(person.name)
    return registered is not None and any(same_office(o.role_title, office) for o in registered.offices)
