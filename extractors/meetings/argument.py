"""A participant of a trigger, and what noun and verb triggers share in finding one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_SOURCES = word_lists("sources")
_SENTENCES_BACK = 3
_NOT_ACTING = {"superior", "source", "member_of_title", "attribute", "byline", "compound"}


@dataclass
class Argument:
    """An entity as a participant of one trigger; `mention` is where it is read from, None for a compound's part."""

    entity: int
    mention: Mention | None
    role: str = "participant"  # participant | host | invitee | represented | replaced
    confidence: float = 0.9
    is_counted: bool = True
    is_tight: bool = True  # read from the trigger's own phrase or frame, not only from the same clause


def kept_by_noun(trigger: Trigger, inside: list[Mention]) -> list[Mention]:
    """`Nach dem Treffen mit A sprach er mit B`: A belongs to the noun; with one `mit` only, it is the verb's."""
    if trigger.preposition not in {"nach", "vor", "seit", "bei", "auf"}:
        return []
    beside = [m for m in inside if m.preposition in {"mit", "zwischen"}]
    adjacent = [m for m in beside if m.phrase_start == trigger.end]
    is_owned = trigger.article in _WORDS["possessives"]  # `Nach ihrem Gespräch mit A traf sie B`
    return adjacent if is_owned or len(beside) > len(adjacent) or not trigger.has_verb_beside else []


def acts(mention: Mention) -> bool:
    """Whether the mention can be a party: no superior, source or part of a title, and no body that is not political."""
    if mention.kind == "organization" and not is_political_body(mention.key):
        return False
    return mention.relation not in _NOT_ACTING and mention.entity >= 0


def is_political_body(organization: str | None) -> bool:
    """Whether an organization can be a party of a meeting between states: no party, no agency, no company."""
    entry = reference.organizations().get(organization or "")
    return entry is not None and entry.kind not in {"party", "ngo"}


def subjects_of(trigger: Trigger, inside: list[Mention]) -> list[Mention]:
    """Mentions without preposition: subject and object alike, as German word order does not tell them apart."""
    return [m for m in inside if acts(m) and m.preposition is None]


def meant_by_pronoun(
    trigger: Trigger,
    mentions: list[Mention],
    antecedents: dict[int, list[int]],
    found: list[Argument],
    has_subject: bool = True,
) -> list[Argument]:
    """`Er traf Macron`: the subject of the clause or sentence before, where the clause has a personal pronoun and room for a party."""
    if not trigger.clause.words & _WORDS["personal_pronouns"] or (has_subject and len({a.entity for a in found}) > 1):
        return []
    meant = (
        speaker(trigger, mentions) or _subject_above(trigger, mentions) or antecedents.get(trigger.sentence.start, [])
    )
    return [Argument(e, None, confidence=0.6) for e in meant if e not in {a.entity for a in found}]


def _persons_before(trigger: Trigger, mentions: list[Mention]) -> list[int]:
    """The persons who act in the sentence in front of the trigger's clause."""
    start = trigger.clause.tokens[0].i
    return [
        m.entity
        for m in mentions
        if trigger.sentence.start <= m.start < start and m.kind == "person" and m.preposition is None and acts(m)
    ]


def _subject_above(trigger: Trigger, mentions: list[Mention]) -> list[int]:
    """The first person of the clause above: `Wang traf in Delhi ein, wo er mit Jaishankar sprach`."""
    if trigger.clause.opener is None:
        return []
    return _persons_before(trigger, mentions)[:1]


def speaker(trigger: Trigger, mentions: list[Mention]) -> list[int]:
    """Who says what the trigger's main clause reports: `Pompeo sagte, ein Treffen mit Netanjahu sei wichtig`.

    Where nobody says anything, the subject of the clause before: `Merz traf Rutte, am Dienstag reist er nach Rom`.
    """
    if trigger.clause.opener is not None or trigger.clause.number == 0:
        return []
    people = _persons_before(trigger, mentions)
    before = {t.lower_ for t in trigger.sentence if t.i < trigger.clause.tokens[0].i}
    return people[-1:] if before & (_SOURCES["verbs"] | _SOURCES["said"]) else people[:1]


def carried_over(
    doc: Doc, trigger: Trigger, found: list[Argument], mentions: list[Mention], entities: list[Entity]
) -> list[int]:
    """Who meets those that `found` names, where the sentence leaves it to the ones before.

    `Pistorius ist in Kiew eingetroffen. Geplant sind Gespräche mit Selenskyj`: the first person of the latest sentence
    that has one who acts for somebody else than those named. Speakers of a government only tell of it.
    """
    people = [entities[a.entity] for a in found if a.mention is not None and entities[a.entity].kind == "person"]
    if not people or len(people) != len(found) or any(p.body is None for p in people):
        return []
    bodies = {p.body for p in people}
    sentence = trigger.sentence
    for _ in range(_SENTENCES_BACK):
        if sentence.start == 0:
            return []
        sentence = doc[sentence.start - 1].sent
        for mention in mentions:
            if (
                sentence.start <= mention.start < sentence.end
                and mention.kind == "person"
                and mention.preposition is None
            ):
                person = entities[mention.entity]
                tells = (person.role_title or "").lower().endswith(("sprecher", "sprecherin"))
                if acts(mention) and person.body is not None and person.body not in bodies and not tells:
                    return [mention.entity]
    return []


def unique(arguments: list[Argument]) -> list[Argument]:
    """One argument for each entity: as host, where it is one, else the first."""
    best: dict[int, Argument] = {}
    for argument in arguments:
        known = best.get(argument.entity)
        if known is None or (argument.role == "host" and known.role == "participant"):
            best[argument.entity] = argument
    return list(best.values())
