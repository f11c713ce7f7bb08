"""Meetings and participation claims of one article, as people read them: what was decoded, put back onto the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spacy.tokens import Doc, Span

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.dates import ResolvedDate
from extractors.lexicon import word_lists
from extractors.meeting_nouns import match_noun, nominative
from extractors.meetings.affiliations import assign_affiliations
from extractors.meetings.attribution import source_kind, unnamed_source
from extractors.meetings.candidates import Candidates
from extractors.meetings.confidence import confidence
from extractors.meetings.decoder import Decoded, Participant, decode
from extractors.meetings.model import ReadingModel
from extractors.meetings.series import is_told_as_series
from extractors.meetings.vocabulary import Factuality, MeetingType, Mode, Participation, Role

Calibration = Mapping[str, Sequence[float]]
_PRESENT = {Participation.ATTENDED, Participation.EXPECTED}
_HEADS = word_lists("head_counts")
_STANDING_IN = word_lists("standing_in")["words"]


@dataclass(frozen=True)
class Claim:
    """One actor at one meeting, as the article says it; `evidence` is the sentence that weighs most."""

    meeting: int
    entity: int
    status: Participation
    mode: Mode
    role: Role
    according_to: int | None
    according_to_text: str | None  # the source as printed, also one without a name
    according_to_type: str | None  # actor | office | media | unnamed
    on_behalf_of: int | None  # whom the actor stands in for at this meeting
    evidence: Span
    confidence: float


@dataclass(frozen=True)
class Meeting:
    """A meeting that the article reports. `mentions` are the spans that denote it; numbers are those of entities."""

    number: int
    mentions: tuple[Span, ...]
    type: MeetingType
    factuality: Factuality
    name: str | None
    is_series: bool
    when: ResolvedDate | None
    date_basis: str | None  # stated (in a sentence of its own words) | story (elsewhere) | publication
    date_confidence: float | None
    place: int | None
    place_basis: str | None  # stated | story
    place_confidence: float | None
    host: int | None
    parent: int | None
    stated_participants: str | None
    confidence: float
    claims: tuple[Claim, ...]

    @property
    def evidence(self) -> Span:
        """The sentence that speaks of it first."""
        return self.mentions[0].sent


@lru_cache(maxsize=1)
def shipped_model() -> ReadingModel:
    """The model that ships with the package, read once."""
    return ReadingModel.from_folder()


def find_meetings(
    doc: Doc, c: Candidates, entities: list[Entity], published_on: date | None, model: ReadingModel | None = None
) -> list[Meeting]:
    """The meetings that the article reports, each with its claims, in order of the text; persons get whom they act for, in place."""
    model = model or shipped_model()
    assign_affiliations(model, c, entities)
    decoded = decode(model, c, entities, published_on)
    return [_meeting(doc, c, number, meeting, model.calibration) for number, meeting in enumerate(decoded)]


def _meeting(doc: Doc, c: Candidates, number: int, meeting: Decoded, calibration: Calibration) -> Meeting:
    mentions = tuple(doc[int(c.words[w]) : int(c.words[w]) + 1] for w in meeting.words)
    sentences = {m.sent.start for m in mentions}
    claims = tuple(_claim(doc, c, number, meeting, p, calibration["claim"]) for p in meeting.participants)
    hosts = [p for p in meeting.participants if p.role == Role.HOST]
    time, place = meeting.time, meeting.place
    basis = None
    if time is not None:
        own = time.item is not None and doc[int(c.words[c.time_words[time.item, 0]])].sent.start in sentences
        basis = "publication" if time.item is None else "stated" if own else "story"
    is_series = is_told_as_series(mentions) and basis != "stated"
    if is_series:  # many days, of which the article's time is at most one
        time = basis = None
    near = place is not None and any(
        m.entity == place.item and doc[m.start].sent.start in sentences for m in c.mentions
    )
    return Meeting(
        number=number,
        mentions=mentions,
        type=meeting.type,
        factuality=meeting.factuality,
        name=_name(mentions),
        is_series=is_series,
        when=meeting.when if time else None,
        date_basis=basis,
        date_confidence=confidence(calibration["date"], time.probability, meeting.probability) if time else None,
        place=place.item if place else None,
        place_basis=("stated" if near else "story") if place else None,
        place_confidence=confidence(calibration["place"], place.probability, meeting.probability) if place else None,
        host=max(hosts, key=lambda p: (p.probability, -p.entity)).entity if hosts else None,
        parent=meeting.parent,
        stated_participants=_head_count(doc, mentions),
        confidence=confidence(calibration["meeting"], meeting.probability, meeting.probability),
        claims=claims,
    )


def _claim(
    doc: Doc, c: Candidates, number: int, meeting: Decoded, p: Participant, calibration: Sequence[float]
) -> Claim:
    evidence = doc[c.mentions[p.mention].start].sent
    named = _named_source(evidence, c.mentions)
    phrase = unnamed_source(evidence) if named is None else None
    if named is not None and named.entity != p.entity:
        source: tuple[int | None, str | None, str | None] = (named.entity, named.text(doc), "actor")
    else:
        source = (None, phrase.text, source_kind(phrase)) if phrase is not None else (None, None, None)
    return Claim(
        number, p.entity, p.status, p.mode, p.role, *source,
        _stands_in_for(evidence, c, meeting, p), evidence, confidence(calibration, p.probability, meeting.probability),
    )  # fmt: skip


def _named_source(sentence: Span, mentions: list[Mention]) -> Mention | None:
    """`so Jermak`, `laut Macron`: the actor that the sentence names as its source."""
    inside = (m for m in mentions if sentence.start <= m.start < sentence.end)
    return next((m for m in inside if m.relation == "source"), None)


def _stands_in_for(sentence: Span, c: Candidates, meeting: Decoded, p: Participant) -> int | None:
    """`Tusk lässt sich von Sikorski vertreten`, `Österreich wird von Plakolm vertreten`: whom a participant stands in for.

    The one who stays away, else the country, that is named in the same sentence with a word of standing in for somebody.
    """
    words = {token.lemma_.lower() for token in sentence} | {token.lower_ for token in sentence}
    if not words & _STANDING_IN or p.status not in _PRESENT:
        return None
    inside = [m for m in c.mentions if sentence.start <= m.start < sentence.end and m.entity != p.entity]
    away = {q.entity for q in meeting.participants if q.status in {Participation.ABSENT, Participation.DECLINED}}
    replaced = [m.entity for m in inside if m.entity in away] or [m.entity for m in inside if m.kind == "country"]
    return replaced[0] if replaced else None


def _name(mentions: tuple[Span, ...]) -> str | None:
    """The meeting's noun, the longest compound first: `EU-Sondergipfel` before `Gipfel`; None where only verbs tell of it."""
    nouns = [m.text for m in mentions if match_noun(m.text)]
    return nominative(max(nouns, key=len)) if nouns else None


def _head_count(doc: Doc, mentions: tuple[Span, ...]) -> str | None:
    """`rund 30 Staats- und Regierungschefs`, `35 Staaten`: a number with heads, states or delegations, as printed."""
    for mention in mentions:
        tokens = list(mention.sent)
        for k, token in enumerate(tokens[:-1]):
            if not (token.text.isdigit() and len(token.text) <= 3 and int(token.text) > 2):
                continue
            for j in range(k + 1, min(k + 4, len(tokens))):
                if tokens[j].lower_ in _HEADS["counted"]:
                    start = k - 1 if k and tokens[k - 1].lower_ in _HEADS["about"] else k
                    end = j + 3 if tokens[j].text.endswith("-") and j + 2 < len(tokens) else j + 1
                    return str(doc[tokens[start].i : tokens[end - 1].i + 1].text)
                if not tokens[j].text.islower():
                    break
    return None
