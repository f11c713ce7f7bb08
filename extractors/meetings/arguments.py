"""Who fills a trigger: subject, object, `mit`, `zwischen`, genitive; and who only speaks, sends or is spoken of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors import reference
from extractors.actors.attributes import follows_in_list, is_adjective
from extractors.actors.entities import Entity
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meeting_nouns import compound_party, match_noun
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_SOURCES = word_lists("sources")
_TENSE = word_lists("tense")
_COUNTERPARTS = word_lists("counterparts")
_ACTORS = {"person", "country", "organization", "group"}
_NOT_ACTING = {"superior", "source", "member_of_title", "attribute", "byline", "compound"}
_INSIDE = {"bei", "auf", "an", "in", "während", "mit"}


@dataclass
class Argument:
    """An entity as a participant of one trigger; `mention` is where it is read from, None for a compound's part."""

    entity: int
    mention: Mention | None
    role: str = "participant"  # participant | host | invitee | represented | replaced
    confidence: float = 0.9
    is_counted: bool = True
    is_tight: bool = True  # read from the trigger's own phrase or frame, not only from the same clause


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
        for m in _kept_by_noun(t, by_clause.get((t.sentence.start, t.clause.number), []))
    }
    for trigger in triggers:
        inside = by_clause.get((trigger.sentence.start, trigger.clause.number), [])
        if trigger.relation != "noun":
            inside = [m for m in inside if id(m) not in taken]
        if trigger.relation == "noun":
            trigger.arguments = _noun_arguments(doc, trigger, inside, mentions, entities, antecedents)
        else:
            trigger.arguments = _verb_arguments(doc, trigger, inside, mentions, antecedents)


def _kept_by_noun(trigger: Trigger, inside: list[Mention]) -> list[Mention]:
    """`Nach dem Treffen mit A sprach er mit B`: A belongs to the noun; with one `mit` only, it is the verb's."""
    if trigger.preposition not in {"nach", "vor", "seit", "bei", "auf"}:
        return []
    beside = [m for m in inside if m.preposition in {"mit", "zwischen"}]
    adjacent = [m for m in beside if m.phrase_start == trigger.end]
    return adjacent if len(beside) > len(adjacent) or not trigger.has_verb_beside else []


def _acts(mention: Mention) -> bool:
    if mention.kind == "organization" and not is_political_body(mention.key):
        return False
    return mention.relation not in _NOT_ACTING and mention.entity >= 0


def is_political_body(organization: str | None) -> bool:
    """Whether an organization can be a party of a meeting between states: no party, no agency, no company."""
    entry = reference.organizations().get(organization or "")
    return entry is not None and entry.kind not in {"party", "ngo"}


def _subjects(trigger: Trigger, inside: list[Mention]) -> list[Mention]:
    """Mentions without preposition: subject and object alike, as German word order does not tell them apart."""
    return [m for m in inside if _acts(m) and m.preposition is None]


def _verb_arguments(
    doc: Doc, trigger: Trigger, inside: list[Mention], mentions: list[Mention], antecedents: dict[int, list[int]]
) -> list[Argument]:
    if doc[trigger.start - 1].lower_ == "und":  # `sprach mit Netanjahu und reiste weiter`: the subject alone is shared
        inside = [m for m in inside if m.start > trigger.start or m.preposition is None]
    subjects = _subjects(trigger, inside)
    together = [m for m in inside if _acts(m) and m.preposition in _WORDS["together"]]
    agents = [m for m in inside if _acts(m) and m.preposition in {"von", "vom", "durch"}]
    relation = trigger.relation
    found: list[Argument] = []
    if relation == "cancel" or (trigger.verb in {"sprechen", "reden"} and not _talks_with(trigger, together)):
        return []
    if relation == "meet":
        found = [Argument(m.entity, m) for m in subjects + together]
        found += _relative_head(doc, trigger, mentions)
        found += _pronoun(trigger, mentions, antecedents, found, has_subject=bool(subjects))
    elif relation == "host":
        passive = trigger.is_passive and (agents or len(subjects) < 2)  # `werde ihn empfangen` has the form of one
        hosts = agents if passive or (trigger.tense == "past" and agents) else subjects[:1]
        guests = subjects if hosts is agents else subjects[1:]
        found = [Argument(m.entity, m, "host") for m in hosts] + [Argument(m.entity, m) for m in guests + together]
        found += _pronoun(trigger, mentions, antecedents, found)
    elif relation == "visit":
        hosts = [m for m in inside if _acts(m) and m.preposition in {"bei", "zu"} and m.kind == "person"]
        found = (
            [Argument(m.entity, m) for m in subjects]
            + [Argument(m.entity, m, "host", 0.7) for m in hosts]
            + [Argument(m.entity, m) for m in together]
        )
        found += _pronoun(trigger, mentions, antecedents, found, has_subject=bool(subjects))
    elif relation == "invite":
        hosts = agents or subjects[:1]
        guests = subjects if agents else subjects[1:]
        found = [Argument(m.entity, m, "host", 0.8) for m in hosts] + [
            Argument(m.entity, m, "invitee", 0.8) for m in guests
        ]
        found += _pronoun(trigger, mentions, antecedents, found)
    elif doc[trigger.start].lower_ == "einladung":
        hosts = [m for m in inside if trigger.start < m.start and m.start - trigger.start < 8 and m.kind != "group"][:1]
        found = [Argument(m.entity, m, "host", 0.85) for m in hosts] + [
            Argument(m.entity, m, confidence=0.8) for m in subjects + together if m not in hosts
        ]
    elif relation in {"attend", "absent", "decline", "expect"}:
        found = [Argument(m.entity, m) for m in subjects + [m for m in together if m.preposition == "mit"]]
        if not found:
            found = _relative_head(doc, trigger, mentions) or _pronoun(trigger, mentions, antecedents, found)
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
            Argument(m.entity, m, "represented", 0.5, False) for m in subjects if m.kind in {"country", "organization"}
        ][:1]
    return _unique(found)


def _talks_with(trigger: Trigger, together: list[Mention]) -> bool:
    """`sprach mit Macron`, not `sprach von Fortschritten` or `sprach sich für Sanktionen aus`."""
    if together or "miteinander" in trigger.clause.words:
        return True
    return trigger.clause.opener == "um" and "mit" in trigger.clause.words


def _noun_arguments(
    doc: Doc,
    trigger: Trigger,
    inside: list[Mention],
    mentions: list[Mention],
    entities: list[Entity],
    antecedents: dict[int, list[int]],
) -> list[Argument]:
    found: list[Argument] = []
    if trigger.noun == "gespräch" and _is_interview(trigger, inside):
        return found
    right = [
        m
        for m in _right_attributes(doc, trigger, inside)
        if not (
            trigger.has_verb_beside
            and trigger.preposition
            and m.preposition == "mit"
            and m not in _kept_by_noun(trigger, inside)
        )
    ]
    found += [Argument(m.entity, m, "host" if _receives(trigger, m) else "participant") for m in right]
    left = _left_owner(doc, trigger, inside)
    if left is not None:
        found.append(Argument(left.entity, left))
    for kind, key in compound_party(trigger.prefix):
        for entity in entities:
            if entity.kind == kind and (entity.key == key):
                found.append(Argument(entity.number, None, confidence=0.8))
    found += _compound_people(trigger, entities)
    has_with = any(m.preposition in {"mit"} for m in right)
    has_between = any(m.preposition == "zwischen" for m in right)
    has_owner = left is not None
    if trigger.article in _WORDS["possessives"] and not has_between:
        found += [Argument(number, None, confidence=0.7) for number in _owners(trigger, inside, antecedents, right)]
        has_owner = True
    if "es" in trigger.clause.words and trigger.preposition is None:  # `Für Rubio war es das erste Treffen mit …`
        found += [
            Argument(m.entity, m, confidence=0.75)
            for m in inside
            if m.preposition == "für" and m.kind == "person" and _acts(m)
        ]
    subjects = [
        m
        for m in _subjects(trigger, inside)
        if m not in right and m is not left and not (trigger.phrase_start <= m.start < trigger.end)
    ]
    people = [m for m in subjects if m.kind == "person"] or [
        m
        for m in subjects
        if m.kind == "group"
        or m.mention_type == "nominal"
        or (m.is_delegation and trigger.preposition in _INSIDE)
        or has_with
    ]
    asks = bool(trigger.clause.words & _SOURCES["asking"]) and trigger.preposition not in _INSIDE | {"nach"}
    if (
        not has_between
        and not has_owner
        and not asks
        and not (trigger.has_verb_beside and trigger.preposition in {"vor", "nach"})
    ):
        if (has_with or _anonymous_counterpart(trigger)) and trigger.preposition not in {
            "vor",
            "für",
            "über",
            "gegen",
            "um",
        }:
            found += [Argument(m.entity, m, confidence=0.75, is_tight=has_with) for m in people]
        elif (
            trigger.preposition in _INSIDE
            or (trigger.preposition == "zu" and trigger.clause.words & _SOURCES["coming"])
            or (trigger.preposition == "zu" and trigger.article is None and trigger.clause.words & _TENSE["staying"])
            or (
                trigger.preposition is None
                and (
                    trigger.clause.words & _SOURCES["holding"]
                    or (trigger.is_definite is False and not trigger.article and len(people) > 1)
                )
            )
        ):
            found += [Argument(m.entity, m, confidence=0.7, is_tight=False) for m in people]
            if not any(m.kind == "person" for m in people) and trigger.clause.opener is None:
                found += [replace(a, is_tight=False) for a in _pronoun(trigger, mentions, antecedents, found)]
        if not any(match_noun(t.text) for t in trigger.clause.tokens if t.i != trigger.start and t.text[:1].isupper()):
            found += [
                Argument(m.entity, m, confidence=0.7, is_tight=False)
                for m in people
                if m.entity not in {a.entity for a in found} and _is_of_member(entities[m.entity], found, entities)
            ]
        if has_with and not people:
            found += [Argument(e, None, confidence=0.6, is_tight=False) for e in _speaker(trigger, mentions)]
    return _unique(found)


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
        if not _acts(mention):
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
        ):
            return mention
    return None


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
    """Entities behind `ihr Treffen`: people before it in its clause, else the pronoun's antecedents."""
    mine = {m.entity for m in right}
    before = [
        m.entity
        for m in inside
        if m.start < trigger.start and _acts(m) and m.preposition is None and m.entity not in mine
    ]
    people = [m.entity for m in inside if m.entity in before and m.kind == "person"]
    before = people or before  # `Die USA und der Iran setzten ihre Gespräche fort`
    return before or [e for e in antecedents.get(trigger.sentence.start, []) if e not in mine]


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
            and _acts(m)
            and m.preposition is None
            and m.kind == "person"
        ]
        return [Argument(m.entity, m, confidence=0.75) for m in ahead[:2]]
    before = [
        m
        for m in mentions
        if m.phrase_end in {first - 1, first} and m.kind in {"person", "country", "group"} and _acts(m)
    ]
    return [Argument(m.entity, m, confidence=0.75) for m in before]


def _pronoun(
    trigger: Trigger,
    mentions: list[Mention],
    antecedents: dict[int, list[int]],
    found: list[Argument],
    has_subject: bool = True,
) -> list[Argument]:
    """`Er traf Macron`: the subject of the clause or sentence before, where the clause has a personal pronoun and room for a party."""
    if not trigger.clause.words & _WORDS["personal_pronouns"] or (has_subject and len({a.entity for a in found}) > 1):
        return []
    meant = _speaker(trigger, mentions) or antecedents.get(trigger.sentence.start, [])
    return [Argument(e, None, confidence=0.6) for e in meant if e not in {a.entity for a in found}]


def _speaker(trigger: Trigger, mentions: list[Mention]) -> list[int]:
    """Who says what the trigger's main clause reports: `Pompeo sagte, ein Treffen mit Netanjahu sei wichtig`."""
    if trigger.clause.opener is not None or trigger.clause.number == 0:
        return []
    start = trigger.clause.tokens[0].i
    before = [
        m.entity
        for m in mentions
        if trigger.sentence.start <= m.start < start and m.kind == "person" and m.preposition is None and _acts(m)
    ]
    return before[-1:]


def _anonymous_counterpart(trigger: Trigger) -> bool:
    """`mit hochrangigen europäischen Beamten`: another party without a name."""
    words = [t.lower_ for t in trigger.clause.tokens]
    return any(
        w in {"mit", "zwischen"} and any(v in _COUNTERPARTS["nouns"] for v in words[k + 1 : k + 6])
        for k, w in enumerate(words)
    )


def _unique(arguments: list[Argument]) -> list[Argument]:
    best: dict[int, Argument] = {}
    for argument in arguments:
        known = best.get(argument.entity)
        if known is None or (argument.role == "host" and known.role == "participant"):
            best[argument.entity] = argument
    return list(best.values())
