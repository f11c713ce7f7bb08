"""Participation claims: what an article says of each actor at each meeting, with status, mode and role."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meetings.argument import Argument
from extractors.meetings.attribution import source_kind, unnamed_source
from extractors.meetings.confidence import NOT_TAKING_PART, claim_grounds, confidence_of
from extractors.meetings.model import Meeting
from extractors.meetings.trigger import OPENING, Trigger

_MODES = word_lists("modes")
_SOURCES = word_lists("sources")


@dataclass(frozen=True)
class Claim:
    """One actor at one meeting, as the article says it; `evidence` is the sentence."""

    meeting: int
    entity: int
    status: str
    mode: str
    role: str
    according_to: int | None
    according_to_text: str | None  # the source as printed, also one without a name
    according_to_type: str | None  # actor | office | media | unnamed
    on_behalf_of: int | None  # whom the actor represents or stands in for at this meeting
    evidence: Span
    grounds: tuple[str, ...]  # what its confidence rests on

    @property
    def confidence(self) -> float:
        """How sure the claim is, 0 to 1."""
        return confidence_of("claim", self.grounds)


def find_claims(doc: Doc, meeting: Meeting, mentions: list[Mention], entities: list[Entity]) -> list[Claim]:
    """One claim for every entity that the meeting's triggers name."""
    claims = []
    for number, found in meeting.arguments.items():
        if entities[number].kind == "place":
            continue
        argument, trigger = _best(found)
        status = _status(meeting, found)
        mode = _mode(meeting, number, found, status)
        role = "host" if any(a.role == "host" for a, _ in found) else "participant"
        grounds = claim_grounds(meeting, entities[number], status, argument)
        claims.append(
            Claim(
                meeting.number,
                number,
                status,
                mode,
                role,
                *_said_by(doc, trigger, mentions),
                _on_behalf_of(number, found),
                trigger.sentence,
                grounds,
            )
        )
    return claims


def _best(found: list[tuple[Argument, Trigger]]) -> tuple[Argument, Trigger]:
    return max(found, key=lambda pair: (pair[0].mention is not None, pair[0].confidence, -pair[1].start))


def _status(meeting: Meeting, found: list[tuple[Argument, Trigger]]) -> str:
    for argument, trigger in found:
        if trigger.relation == "absent" and (
            trigger.verb in {"reisen", "fliegen", "besuchen"} or not trigger.is_negated
        ):
            return "absent"
        if trigger.relation == "decline" and not trigger.is_negated and argument.role != "host":
            return "declined"
        if trigger.relation in {"attend", "expect", "represent"} and trigger.is_negated:
            return "absent" if trigger.tense == "past" else "declined"
    if any(a.role == "replaced" for a, _ in found):
        return "absent"
    if any(a.role == "invitee" for a, _ in found) and all(a.role == "invitee" for a, _ in found):
        return "invited"
    if meeting.status in {"held", "ongoing"}:
        ahead = [t for _, t in found if t.status in {"planned", "proposed"} and t.relation != "noun"]
        done = [t for _, t in found if t not in ahead]
        return "expected" if ahead and not done else "attended"
    return "expected"


def _mode(meeting: Meeting, entity: int, found: list[tuple[Argument, Trigger]], status: str) -> str:
    if any(entity in t.on_screen for t in meeting.triggers) or any(t.is_on_screen for _, t in found):
        return "virtual"
    if status in NOT_TAKING_PART:
        return "unknown"
    modes = [t.mode for t in meeting.triggers if t.mode and t.relation in OPENING]
    if "virtual" in modes:
        return "virtual"
    if "phone" in modes or meeting.meeting_type == "call":
        return "phone"
    opening_words = {t.lower_ for trigger in meeting.triggers for t in trigger.clause.tokens}
    if (
        meeting.place is not None
        or opening_words & _MODES["in_person"]
        or any(
            t.relation in {"host", "visit"}
            or (t.relation == "meet" and "treff" in t.sentence.doc[t.start].lower_)
            or (t.relation == "meet" and t.sentence.doc[t.start].lower_.startswith("traf"))
            for t in meeting.triggers
        )
    ):
        return "in_person"
    return "unknown"


def _said_by(doc: Doc, trigger: Trigger, mentions: list[Mention]) -> tuple[int | None, str | None, str | None]:
    """The entity that says so, the words for the source, and what kind of source it is."""
    named = _according_to(trigger, mentions)
    if named is not None:
        return named.entity, named.text(doc), "actor"
    phrase = unnamed_source(trigger.sentence)
    return (None, phrase.text, source_kind(phrase)) if phrase is not None else (None, None, None)


def _on_behalf_of(entity: int, found: list[tuple[Argument, Trigger]]) -> int | None:
    """`Österreich wird von Plakolm vertreten`, `Tusk lässt sich von Sikorski vertreten`: whom the person stands for."""
    for argument, trigger in found:
        if trigger.relation == "represent" and argument.role == "participant" and not trigger.is_negated:
            others = [a for a in trigger.arguments if a.role in {"replaced", "represented"} and a.entity != entity]
            if others:
                return max(others, key=lambda a: a.role == "replaced").entity
    return None


def _according_to(trigger: Trigger, mentions: list[Mention]) -> Mention | None:
    """The source that the sentence names: `so Jermak`, or the speaker of the clause above."""
    for mention in mentions:
        if (
            trigger.sentence.start <= mention.start < trigger.sentence.end
            and mention.relation == "source"
            and mention.entity >= 0
        ):
            return mention
    if trigger.clause.opener in {"dass", "wie"}:
        sentence = trigger.sentence
        inside = {t.i for t in trigger.clause.tokens}
        if any(t.lower_ in _SOURCES["verbs"] for t in sentence if t.i not in inside):
            for mention in mentions:
                if (
                    sentence.start <= mention.start < sentence.end
                    and mention.start not in inside
                    and mention.preposition is None
                    and mention.relation is None
                    and mention.kind != "place"
                    and mention.entity >= 0
                ):
                    return mention
    return None
