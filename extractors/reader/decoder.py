"""From the scores of the heads to meetings and claims: exact, deterministic, consistent.

An event mention belongs to one meeting, a meeting has one type, one factuality, one day and one place, an actor one status
in it, a part lies within its whole. What is chosen has its evidence (the mention that weighs most) and its probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from extractors.actors.entity import Entity
from extractors.dates import ResolvedDate
from extractors.reader.candidates import Candidates, Floats
from extractors.reader.model import ReadingModel, sigmoid, softmax
from extractors.reader.vocabulary import Factuality, MeetingType, Mode, Participation, Relation, Role

LOOKING_AHEAD = frozenset(
    {Factuality.PLANNED, Factuality.PROPOSED, Factuality.ONGOING, Factuality.CANCELLED, Factuality.POSTPONED}
)


@dataclass(frozen=True)
class Participant:
    """An entity at a meeting, the number of the mention that says so, and how sure that is."""

    entity: int
    status: Participation
    mode: Mode
    role: Role
    mention: int
    probability: float


@dataclass(frozen=True)
class Anchor:
    """What a day or place rests on: `item` is a time expression or an entity, None for the day of publication."""

    item: int | None
    probability: float


@dataclass(frozen=True)
class Decoded:
    """A meeting: positions of its event mentions among the words, and all that was decided of it."""

    words: tuple[int, ...]
    type: MeetingType
    factuality: Factuality
    probability: float
    participants: tuple[Participant, ...]
    time: Anchor | None
    when: ResolvedDate | None
    place: Anchor | None
    parent: int | None = None


def decode(model: ReadingModel, c: Candidates, entities: list[Entity], published_on: date | None) -> list[Decoded]:
    """The meetings that an article reports, in order of their first event mention."""
    if not model.may_hold_a_meeting(c.states):
        return []
    states, events = model.contextualize(c)
    words = np.flatnonzero(sigmoid(events) >= model.thresholds["event"])
    if not len(words):
        return []
    relations = model.coreference(c, states, words)
    found = []
    clusters = []
    for cluster in _clusters(relations, model.thresholds["same"]):
        meeting = _meeting(model, c, states, words[cluster], entities, published_on)
        if meeting.probability >= model.thresholds["meeting"] and meeting.participants:
            found.append(meeting)
            clusters.append(cluster)
    parents = _parents(relations, clusters, model.thresholds["part"])
    return [_with_parent(m, p) for m, p in zip(found, parents, strict=True)]


def _with_parent(meeting: Decoded, parent: int | None) -> Decoded:
    return Decoded(**{**meeting.__dict__, "parent": parent})


def _clusters(relations: Floats, threshold: float) -> list[list[int]]:
    """Event mentions of one meeting: the two groups whose pairs are the same with the highest mean log-odds are joined,
    as long as that is above the threshold."""
    same = relations[..., list(Relation).index(Relation.SAME)]
    odds = np.triu(same - np.log1p(-np.minimum(np.exp(same), 1 - 1e-6)), 1)
    odds = odds + odds.T
    groups = [[n] for n in range(len(odds))]
    while len(groups) > 1:
        best, pair = threshold, None
        for i in range(len(groups)):
            for j in range(i + 1, len(groups)):
                mean = float(odds[np.ix_(groups[i], groups[j])].mean())
                if mean > best:
                    best, pair = mean, (i, j)
        if pair is None:
            break
        groups[pair[0]] = sorted(groups[pair[0]] + groups.pop(pair[1]))
    return sorted(groups)


def _parents(relations: Floats, clusters: list[list[int]], threshold: float) -> list[int | None]:
    """The whole that each meeting is part of; never in a circle, never over more than one step."""
    part, whole = (list(Relation).index(r) for r in (Relation.PART, Relation.WHOLE))
    scored = []
    for i, one in enumerate(clusters):
        for j, other in enumerate(clusters):
            if i != j:
                odds = [
                    float(np.exp(relations[min(a, b), max(a, b), whole if a < b else part])) for a in one for b in other
                ]
                scored.append((float(np.mean(odds)), i, j))
    parents: list[int | None] = [None] * len(clusters)
    for probability, i, j in sorted(scored, reverse=True):
        if probability < threshold:
            break
        if parents[i] is None and parents[j] is None and i not in parents:
            parents[i] = j
    return parents


def _meeting(
    model: ReadingModel,
    c: Candidates,
    states: Floats,
    words: np.ndarray,
    entities: list[Entity],
    published_on: date | None,
) -> Decoded:
    state, types, factualities, probability = model.meeting(c, states, words)
    factuality = list(Factuality)[int(factualities.argmax())]
    nothing = model.nothing(state)
    time, when = _when(model, c, states, words, nothing[:2], factuality, published_on)
    return Decoded(
        tuple(int(w) for w in words),
        list(MeetingType)[int(types.argmax())],
        factuality,
        probability,
        tuple(_participants(model, c, states, words)),
        time,
        when,
        _where(model, c, states, words, nothing[2]),
    )


def _participants(model: ReadingModel, c: Candidates, states: Floats, words: np.ndarray) -> list[Participant]:
    if not c.mentions:
        return []
    scores = model.participation(c, states, words)
    entity_of = np.array([m.entity for m in c.mentions])
    found = []
    for number in sorted({m.entity for m in c.mentions if m.kind != "place"}):
        own = np.flatnonzero(entity_of == number)
        status, mode, role, told = model.participant(c, number, scores[own])
        probability = float(1 - status[0])
        if probability >= model.thresholds["participation"]:
            found.append(
                Participant(
                    number,
                    list(Participation)[1 + int(status[1:].argmax())],
                    list(Mode)[int(mode.argmax())],
                    list(Role)[int(role.argmax())],
                    int(own[told]),
                    probability,
                )
            )
    return found


def _when(
    model: ReadingModel,
    c: Candidates,
    states: Floats,
    words: np.ndarray,
    nothing: Floats,
    factuality: Factuality,
    published_on: date | None,
) -> tuple[Anchor | None, ResolvedDate | None]:
    scores = np.concatenate([model.times(c, states, words), nothing])
    if published_on is None:
        scores[-1] = -np.inf
    tense = 1 if factuality in LOOKING_AHEAD else 0
    for n, dates in enumerate(c.time_dates):
        if dates[tense].start_date is None and dates[tense].precision == "unknown":
            scores[n] = -np.inf
    shares = softmax(scores)
    best = int(shares.argmax())
    if best == len(c.times):
        return None, None
    if best == len(c.times) + 1:
        return Anchor(None, float(shares[best])), ResolvedDate(published_on, None, "day")
    return Anchor(best, float(shares[best])), c.time_dates[best][tense]


def _where(model: ReadingModel, c: Candidates, states: Floats, words: np.ndarray, nothing: float) -> Anchor | None:
    places = np.array([m.kind in {"place", "country"} for m in c.mentions], dtype=bool)
    if not places.any():
        return None
    entity_of = np.array([m.entity for m in c.mentions])[places]
    scores = model.places(c, states, words, places)
    numbers = sorted(set(entity_of.tolist()))
    summed = [float(np.logaddexp.reduce(scores[entity_of == n])) for n in numbers]
    shares = softmax(np.array([*summed, nothing]))
    best = int(shares.argmax())
    return None if best == len(numbers) else Anchor(numbers[best], float(shares[best]))
