"""Who fills a noun: genitive, `mit`, `zwischen`, first part of the compound, owner, and the subject of its clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors import reference
from extractors.actors.attributes import follows_in_list, is_adjective
from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meeting_nouns import compound_party, match_noun
from extractors.meetings.argument import (
    Argument,
    acts,
    carried_over,
    is_political_body,
    kept_by_noun,
    meant_by_pronoun,
    speaker,
    subjects_of,
    unique,
)
from extractors.meetings.trigger import TALKS, Trigger
from extractors.titles import parse_title

_WORDS = word_lists("function_words")
_SOURCES = word_lists("sources")
_TENSE = word_lists("tense")
_COUNTERPARTS = word_lists("counterparts")
_TOPICAL = {"vor", "für", "über", "gegen", "um"}
_INSIDE = {"bei", "auf", "an", "in", "während", "mit"}


@dataclass(frozen=True)
class _Phrase:
    """What stands in the noun's own phrase: `right` hangs on it (`mit Macron`, `der G7`), `left` is its owner (`Bidens`)."""

    right: list[Mention]
    left: Mention | None
    is_owned: bool  # by a name or by a possessive

    @property
    def has_with(self) -> bool:
        return any(m.preposition == "mit" for m in self.right)

    @property
    def has_between(self) -> bool:
        return any(m.preposition == "zwischen" for m in self.right)


def noun_arguments(
    doc: Doc,
    trigger: Trigger,
    inside: list[Mention],
    mentions: list[Mention],
    entities: list[Entity],
    antecedents: dict[int, list[int]],
) -> list[Argument]:
    """The participants that a noun names, or that its clause names for it.

    `inside` are the mentions of its clause, `antecedents` what a pronoun in a sentence can mean.
    """
    if trigger.noun == "gespräch" and _is_interview(trigger, inside):
        return []
    phrase = _phrase(doc, trigger, inside)
    found = _of_phrase(trigger, phrase, inside, entities, antecedents)
    subjects = [
        m
        for m in subjects_of(trigger, inside)
        if m not in phrase.right and m is not phrase.left and not (trigger.phrase_start <= m.start < trigger.end)
    ]
    people = _acting(trigger, subjects, phrase)
    if _is_filled_by_clause(trigger, phrase):
        found += _of_clause(trigger, phrase, people, found, mentions, antecedents)
        is_topic = trigger.preposition in _TOPICAL - {"vor"}
        if not is_topic and not any(
            match_noun(t.text) for t in trigger.clause.tokens if t.i != trigger.start and t.text[:1].isupper()
        ):
            found += [
                Argument(m.entity, m, confidence=0.7, is_tight=False)
                for m in people
                if m.entity not in {a.entity for a in found} and _is_of_member(entities[m.entity], found, entities)
            ]
        if phrase.has_with and not people:
            found += [Argument(e, None, confidence=0.6, is_tight=False) for e in speaker(trigger, mentions)]
    if phrase.has_with and trigger.preposition == "nach" and trigger.is_indefinite and trigger.has_verb_beside:
        found += [Argument(m.entity, m, confidence=0.7) for m in people[:1]]  # `Nach einem Telefonat mit A traf B C`
    if not (phrase.has_between or phrase.is_owned or subjects or trigger.has_verb_beside or trigger.is_definite):
        found += [Argument(e, None, confidence=0.6) for e in carried_over(doc, trigger, found, mentions, entities)]
    return unique(found)


def _phrase(doc: Doc, trigger: Trigger, inside: list[Mention]) -> _Phrase:
    of_verb = trigger.has_verb_beside and trigger.preposition
    kept = kept_by_noun(trigger, inside) if of_verb else []
    right = [
        m for m in _right_attributes(doc, trigger, inside) if not (of_verb and m.preposition == "mit" and m not in kept)
    ]
    left = _left_owner(doc, trigger, inside)
    is_between = any(m.preposition == "zwischen" for m in right)
    return _Phrase(right, left, left is not None or (trigger.article in _WORDS["possessives"] and not is_between))


def _of_phrase(
    trigger: Trigger,
    phrase: _Phrase,
    inside: list[Mention],
    entities: list[Entity],
    antecedents: dict[int, list[int]],
) -> list[Argument]:
    """Whom the noun's own phrase names: attributes, owners, the first parts of a compound."""
    found = [Argument(m.entity, m, "host" if _receives(trigger, m) else "participant") for m in phrase.right]
    if phrase.left is not None:
        found.append(Argument(phrase.left.entity, phrase.left))
    for kind, key in compound_party(trigger.prefix):
        for entity in entities:
            if entity.kind == kind and (entity.key == key):
                found.append(Argument(entity.number, None, confidence=0.8))
    found += _compound_people(trigger, entities)
    if trigger.article in _WORDS["possessives"] and not phrase.has_between:
        found += [Argument(n, None, confidence=0.7) for n in _owners(trigger, inside, antecedents, phrase.right)]
    if "es" in trigger.clause.words and trigger.preposition is None:  # `Für Rubio war es das erste Treffen mit …`
        found += [
            Argument(m.entity, m, confidence=0.75)
            for m in inside
            if m.preposition == "für" and m.kind == "person" and acts(m)
        ]
    return found


def _acting(trigger: Trigger, subjects: list[Mention], phrase: _Phrase) -> list[Mention]:
    """Of the clause's subjects and objects the people; without any, the bodies that act as people do."""
    hold_talks = trigger.noun in TALKS and _holds(trigger) and len({m.entity for m in subjects}) > 1
    return [m for m in subjects if m.kind == "person"] or [
        m
        for m in subjects
        if m.kind == "group"
        or m.mention_type == "nominal"
        or (m.is_delegation and trigger.preposition in _INSIDE | {"zu"})
        or phrase.has_with
        or (m.kind == "country" and hold_talks)
    ]


def _is_filled_by_clause(trigger: Trigger, phrase: _Phrase) -> bool:
    """Whether the clause may name parties that the noun's own phrase leaves open."""
    asks = trigger.clause.words & _SOURCES["asking"] and trigger.preposition not in _INSIDE | {"nach"}
    is_of_other_time = trigger.has_verb_beside and trigger.preposition in {"vor", "nach"}
    return not (phrase.has_between or phrase.is_owned or asks or is_of_other_time)


def _of_clause(
    trigger: Trigger,
    phrase: _Phrase,
    people: list[Mention],
    found: list[Argument],
    mentions: list[Mention],
    antecedents: dict[int, list[int]],
) -> list[Argument]:
    """Who acts in the clause, where the noun is what they do: `führte Gespräche`, `sagte beim Gipfel`."""
    words = trigger.clause.words
    if (phrase.has_with or _anonymous_counterpart(trigger)) and trigger.preposition not in _TOPICAL:
        return [Argument(m.entity, m, confidence=0.75, is_tight=phrase.has_with) for m in people]
    is_aim = trigger.preposition == "zu" and (
        words & _SOURCES["coming"] or (trigger.article is None and words & _TENSE["staying"])
    )
    is_object = trigger.preposition is None and (
        _holds(trigger) or (trigger.is_definite is False and not trigger.article and len(people) > 1)
    )
    if not (trigger.preposition in _INSIDE or is_aim or is_object):
        return []
    named = [Argument(m.entity, m, confidence=0.7, is_tight=m.is_delegation) for m in people]
    if len({m.entity for m in people if m.kind == "person"}) < 2 and trigger.clause.opener is None:
        meant = meant_by_pronoun(trigger, mentions, antecedents, [*found, *named])
        named += [replace(a, is_tight=False) for a in meant]
    return named


def _holds(trigger: Trigger) -> bool:
    """`führten Gespräche`, `nehmen Verhandlungen auf`: the subject holds what the noun names."""
    words = trigger.clause.words
    return bool(words & _SOURCES["holding"]) or ("auf" in words and bool(words & {"nehmen", "nimmt", "nahm", "nahmen"}))


def _receives(trigger: Trigger, mention: Mention) -> bool:
    """`Besuch bei Putin`: who is visited is the host."""
    return trigger.meeting_type == "visit" and mention.preposition == "bei" and mention.kind == "person"


def _is_of_member(person: Entity, found: list[Argument], entities: list[Entity]) -> bool:
    """`Vor dem G7-Treffen warnte Baerbock`: who speaks there for a member of the group that meets."""
    keys = {entities[a.entity].key for a in found if entities[a.entity].kind == "group"}
    members = {code for key in keys if key in reference.groups() for code in reference.groups()[key].members}
    return person.kind == "person" and person.country_code in members


def _is_interview(trigger: Trigger, inside: list[Mention]) -> bool:
    """`im Gespräch mit der Welt am Sonntag`, `STANDARD-Gespräch`: talks with the press are no meeting."""
    if trigger.prefix and trigger.prefix.isupper() and not compound_party(trigger.prefix):
        return True
    return any(
        m.kind == "organization"
        and not is_political_body(m.key)
        and m.preposition == "mit"
        and 0 <= m.phrase_start - trigger.end <= 1
        for m in inside
    )


def _right_attributes(doc: Doc, trigger: Trigger, inside: list[Mention]) -> list[Mention]:
    """Mentions that hang on the noun: `Treffen der G7 mit Selenskyj in Paris`; the chain ends at a verb or comma."""
    found: list[Mention] = []
    position = trigger.end
    previous: Mention | None = None
    for mention in (m for m in inside if m.start >= trigger.end):
        gap = doc[position : max(mention.phrase_start, position)]
        if previous is not None and follows_in_list(doc, previous, mention):
            pass
        elif not all(_may_stand_between(t) for t in gap):
            break
        position = mention.phrase_end
        first = doc[mention.phrase_start].lower_ if mention.phrase_start >= trigger.end else ""
        if not acts(mention):
            continue
        attached = (
            mention.preposition in _WORDS["together"] | {"von", "vom", "unter", "bei"}
            or first in {"der", "des", "von"}
            or (mention.preposition is None and doc[mention.start - 1].lower_ in {"der", "des"})
            or (mention.preposition is None and mention.phrase_start == trigger.end)
        )
        if attached or (previous is not None and follows_in_list(doc, previous, mention)):
            found.append(mention)
            previous = mention
    return found


def _may_stand_between(token: Token) -> bool:
    lower = token.lower_
    return (
        is_adjective(token)
        or token.is_space
        or lower in _WORDS["determiners"]
        or lower in _WORDS["inside_noun_phrases"]
        or token.text[:1].isupper()
        or token.like_num
        or token.text in {"„", "“", '"', "(", ")", "."}
        or (token.text[:1].isdigit())
    )


def _left_owner(doc: Doc, trigger: Trigger, inside: list[Mention]) -> Mention | None:
    """`Bidens Besuch`, `Macrons Treffen mit Merz`: a name in the genitive right before the noun's phrase."""
    for mention in inside:
        if (
            mention.end == trigger.phrase_start
            and mention.kind in {"person", "country"}
            and doc[mention.end - 1].text.endswith(("s", "’", "'"))
            and mention.mention_type == "name"
            and not _is_of_noun_before(doc, mention)
        ):
            return mention
    return None


def _is_of_noun_before(doc: Doc, mention: Mention) -> bool:
    """`unter Vermittlung Katars Verhandlungen`: the genitive belongs to the noun before it."""
    before = doc[mention.start - 1] if mention.start > doc[mention.start].sent.start else None
    return before is not None and before.tag_ == "NN" and parse_title(before.text) is None


def _compound_people(trigger: Trigger, entities: list[Entity]) -> list[Argument]:
    """`Trump-Selenskyj-Treffen`, `Biden-Besuch`: people of the article in the first parts of a compound."""
    parts = {part.casefold() for part in (trigger.prefix or "").split("-")}
    return [
        Argument(e.number, None, confidence=0.7)
        for e in entities
        if e.kind == "person" and e.name.split()[-1].casefold() in parts
    ]


def _owners(
    trigger: Trigger, inside: list[Mention], antecedents: dict[int, list[int]], right: list[Mention]
) -> list[int]:
    """Entities behind `ihr Treffen`: people before it in its clause, else behind it, else the pronoun's antecedents."""
    mine = {m.entity for m in right}
    before = [
        m.entity
        for m in inside
        if m.start < trigger.start and acts(m) and m.preposition is None and m.entity not in mine
    ]
    people = [m.entity for m in inside if m.entity in before and m.kind == "person"]
    before = people or before  # `Die USA und der Iran setzten ihre Gespräche fort`
    if not before and trigger.clause.opener is None and trigger.preposition in _INSIDE | {"nach", "vor"}:
        # `Nach seinem Treffen mit Putin sagte Trump`: nobody is named before it in the clause
        behind = [m.entity for m in subjects_of(trigger, inside) if m.kind == "person" and m.entity not in mine]
        before = behind[:1]
    return before or [e for e in antecedents.get(trigger.sentence.start, []) if e not in mine]


def _anonymous_counterpart(trigger: Trigger) -> bool:
    """`mit hochrangigen europäischen Beamten`: another party without a name."""
    words = [t.lower_ for t in trigger.clause.tokens]
    return any(
        w in {"mit", "zwischen"} and any(v in _COUNTERPARTS["nouns"] for v in words[k + 1 : k + 6])
        for k, w in enumerate(words)
    )
