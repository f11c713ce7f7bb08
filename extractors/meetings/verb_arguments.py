"""Who fills a verb: subject, object, `mit`, `von`, by the relation that the verb has to a meeting."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meetings.argument import Argument, acts, meant_by_pronoun, subjects_of, unique
from extractors.meetings.attachment import hangs_on_other_noun
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_TAKING_PART = word_lists("taking_part")


def verb_arguments(
    doc: Doc, trigger: Trigger, inside: list[Mention], mentions: list[Mention], antecedents: dict[int, list[int]]
) -> list[Argument]:
    """The participants that a verb names.

    `inside` are the mentions of its clause that no noun keeps, `antecedents` what a pronoun in a sentence can mean.
    """
    if doc[trigger.start - 1].lower_ == "und":  # `sprach mit Netanjahu und reiste weiter`: the subject alone is shared
        inside = [m for m in inside if m.start > trigger.start or m.preposition is None]
    subjects = subjects_of(trigger, inside)
    together = [
        m
        for m in inside
        if acts(m)
        and (
            (m.preposition in _WORDS["together"] and not _belongs_to_topic(doc, m, trigger))
            or (
                m.preposition == "von" and doc[m.phrase_start - 1].lower_ in _TAKING_PART["escort"]
            )  # `in Begleitung von Reiche`
        )
    ]
    agents = [m for m in inside if acts(m) and m.preposition in {"von", "vom", "durch"} and m not in together]
    relation = trigger.relation
    found: list[Argument] = []
    if trigger.verb in {"sprechen", "reden"}:
        together = [m for m in together if m.preposition != "zwischen"]  # `sprachen von Harmonie zwischen A und B`
    if relation == "cancel" or (trigger.verb in {"sprechen", "reden"} and not _talks_with(trigger, together)):
        return []
    if relation == "meet" and trigger.is_passive and trigger.verb != "treffen":
        found = [Argument(m.entity, m) for m in agents + together]  # `kann nicht beraten werden`: not by the subject
    elif relation == "meet":
        found = [Argument(m.entity, m) for m in subjects + together]
        found += _relative_head(doc, trigger, mentions)
        found += meant_by_pronoun(trigger, mentions, antecedents, found, has_subject=bool(subjects))
    elif relation == "host":
        passive = trigger.is_passive and (agents or len(subjects) < 2)  # `werde ihn empfangen` has the form of one
        hosts = agents if passive or (trigger.tense == "past" and agents) else subjects[:1]
        guests = subjects if hosts is agents else subjects[1:]
        found = [Argument(m.entity, m, "host") for m in hosts] + [Argument(m.entity, m) for m in guests + together]
        found += meant_by_pronoun(trigger, mentions, antecedents, found)
    elif relation == "visit":
        hosts = [m for m in inside if acts(m) and m.preposition in {"bei", "zu"} and m.kind == "person"]
        found = (
            [Argument(m.entity, m) for m in subjects]
            + [Argument(m.entity, m, "host", 0.7) for m in hosts]
            + [Argument(m.entity, m) for m in together]
        )
        found += meant_by_pronoun(trigger, mentions, antecedents, found, has_subject=bool(subjects))
    elif relation == "invite":
        hosts = agents or subjects[:1]
        guests = subjects if agents else subjects[1:]
        found = [Argument(m.entity, m, "host", 0.8) for m in hosts] + [
            Argument(m.entity, m, "invitee", 0.8) for m in guests
        ]
        found += meant_by_pronoun(trigger, mentions, antecedents, found)
    elif doc[trigger.start].lower_ == "einladung":
        hosts = [m for m in inside if trigger.start < m.start and m.start - trigger.start < 8 and m.kind != "group"][:1]
        found = [Argument(m.entity, m, "host", 0.85) for m in hosts] + [
            Argument(m.entity, m, confidence=0.8) for m in subjects + together if m not in hosts
        ]
    elif relation in {"attend", "absent", "decline", "expect"}:
        found = [Argument(m.entity, m) for m in subjects + [m for m in together if m.preposition == "mit"]]
        if not found:
            found = _relative_head(doc, trigger, mentions) or meant_by_pronoun(trigger, mentions, antecedents, found)
    elif relation == "represent":
        people = [m for m in agents if m.kind == "person"] or [m for m in subjects if m.kind == "person"]
        replaced = [m for m in subjects if m.kind == "person" and m not in people]
        bodies = [m for m in subjects if m.kind in {"country", "organization"}]
        found = [Argument(m.entity, m) for m in people]
        if people:
            found += [Argument(m.entity, m, "represented", 0.5, False) for m in bodies]
            found += [Argument(m.entity, m, "replaced", 0.8) for m in replaced]
    elif relation == "hold":
        found = [Argument(m.entity, m, confidence=0.75) for m in subjects + agents if m.kind == "person"]
    elif relation == "accompany":
        found = [Argument(m.entity, m) for m in subjects + agents]
    elif relation == "send":
        found = [Argument(m.entity, m) for m in subjects if m.kind == "person"]
        found += [
            Argument(m.entity, m, "replaced", 0.8)
            for m in inside
            if m.preposition in _TAKING_PART["instead"] and acts(m)
        ]
        found += [
            Argument(m.entity, m, "represented", 0.5, False) for m in subjects if m.kind in {"country", "organization"}
        ][:1]
    return unique(found)


def _talks_with(trigger: Trigger, together: list[Mention]) -> bool:
    """`sprach mit Macron`, not `sprach von Fortschritten` or `sprach sich für Sanktionen aus`."""
    if together or "miteinander" in trigger.clause.words:
        return True
    return trigger.clause.opener == "um" and "mit" in trigger.clause.words


def _belongs_to_topic(doc: Doc, mention: Mention, trigger: Trigger) -> bool:
    """`sprach mit A über den Umgang mit B`: B is part of what is spoken of."""
    i = mention.phrase_start - 1
    if i < trigger.sentence.start or not doc[i].text[:1].isupper() or doc[i].ent_iob_ != "O":
        return False
    return hangs_on_other_noun(doc, mention.phrase_start, trigger)


def _relative_head(doc: Doc, trigger: Trigger, mentions: list[Mention]) -> list[Argument]:
    """`Merz, der in Paris Macron trifft`: the name before the relative clause is its subject."""
    clause = trigger.clause
    if clause.opener not in _WORDS["relatives"] | {"um"} or not clause.tokens:
        return []
    first = clause.tokens[0].i
    if clause.opener == "um":
        ahead = [
            m
            for m in mentions
            if m.start < first
            and m.start >= trigger.sentence.start
            and acts(m)
            and m.preposition is None
            and m.kind == "person"
        ]
        return [Argument(m.entity, m, confidence=0.75) for m in ahead[:2]]
    before = [
        m
        for m in mentions
        if m.phrase_end in {first - 1, first} and m.kind in {"person", "country", "group"} and acts(m)
    ]
    return [Argument(m.entity, m, confidence=0.75) for m in before]
