"""Who fills a trigger: subject, object, `mit`, `zwischen`, genitive; and who only speaks, sends or is spoken of."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.meetings.argument import Argument, kept_by_noun, unique
from extractors.meetings.noun_arguments import noun_arguments
from extractors.meetings.residence import holds, resident
from extractors.meetings.trigger import Trigger
from extractors.meetings.verb_arguments import verb_arguments

_ACTORS = {"person", "country", "organization", "group"}


def find_arguments(
    doc: Doc,
    triggers: list[Trigger],
    mentions: list[Mention],
    entities: list[Entity],
    antecedents: dict[int, list[int]],
) -> None:
    """Fill `trigger.arguments`. `antecedents` maps a sentence's first token to the entities a pronoun in it can mean."""
    by_clause: dict[tuple[int, int], list[Mention]] = {}
    clause_of = {token.i: (t.sentence.start, t.clause.number) for t in triggers for token in t.clause.tokens}
    for mention in mentions:
        if mention.kind in _ACTORS and mention.start in clause_of:
            by_clause.setdefault(clause_of[mention.start], []).append(mention)
    taken = {
        id(m)
        for t in triggers
        if t.relation == "noun"
        for m in kept_by_noun(t, by_clause.get((t.sentence.start, t.clause.number), []))
    }
    # `blieb dem Treffen der G7 fern`: the genitive behind a noun fills that noun
    genitives = {
        t.end for t in triggers if t.relation == "noun" and t.end < len(doc) and doc[t.end].lower_ in {"der", "des"}
    }
    for trigger in triggers:
        inside = by_clause.get((trigger.sentence.start, trigger.clause.number), [])
        if trigger.relation != "noun":
            inside = [m for m in inside if id(m) not in taken and m.phrase_start not in genitives]
        if trigger.relation == "noun":
            trigger.arguments = noun_arguments(doc, trigger, inside, mentions, entities, antecedents)
        else:
            trigger.arguments = verb_arguments(doc, trigger, inside, mentions, antecedents)
        for argument in trigger.arguments:
            argument.entity = _holder(argument, entities)
        trigger.arguments += resident(doc, trigger, mentions, entities)
        trigger.arguments = unique(trigger.arguments)


def _holder(argument: Argument, entities: list[Entity]) -> int:
    """`die Präsidenten Russlands und der Türkei`: the one person of the article who has that office there, else the country."""
    mention = argument.mention
    if mention is None or mention.kind != "country" or not mention.role_title:
        return argument.entity
    people = [
        e.number
        for e in entities
        if e.kind == "person" and e.country_code == mention.key and holds(e, mention.role_title)
    ]
    return people[0] if len(people) == 1 else argument.entity
