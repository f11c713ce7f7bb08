"""From the scores of the heads to meetings and claims: exact, deterministic, consistent.

An event mention belongs to one meeting, a meeting has one type, one factuality, one day and one place, an actor one status
in it, a part lies within its whole. What is chosen has its evidence (the mention that weighs most) and its probability.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import numpy as np

from extractors.actors.entity import Entity
from extractors.dates import ResolvedDate
from extractors.reader.candidates import Candidates, Floats, Ints
from extractors.reader.judgement import (
    Profiles,
    factuality,
    features_of_factuality,
    features_of_meeting,
    features_of_pair,
    log_odds,
    profiles,
)
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


@dataclass(frozen=True)
class Scored:
    """All that is scored of an article before anything is decided: states and event scores of all words, its event mentions
    (`words`), how each two of them stand to each other, who is at which, and what each says alone."""

    states: Floats
    events: Floats
    words: Ints
    relations: Floats
    participation: Floats
    pairs: dict[tuple[int, int], dict[str, float]]
    told: Profiles


Group = tuple[int, ...]


@dataclass(frozen=True)
class Gathered:
    """The meeting of a group of event mentions with every actor that may be at it, what speaks for it and for its status,
    and the scores of the times (behind them that of none and that of publication)."""

    meeting: Decoded
    features: dict[str, float]
    of_factuality: dict[str, float]
    times: Floats


def score(model: ReadingModel, c: Candidates) -> Scored | None:
    """The scores of an article; None if nothing in it can be an event mention."""
    if not model.may_hold_a_meeting(c.states):
        return None
    states, events = model.contextualize(c)
    words = np.flatnonzero(sigmoid(events) >= model.thresholds["event"])
    if not len(words):
        return None
    relations = model.coreference(c, states, words)
    participation = model.participation(c, states, words)
    told = profiles(model, c, states, words, participation)
    pairs = {(i, j): features_of_pair(c, words, relations, told, i, j) for i, j in combinations(range(len(words)), 2)}
    return Scored(states, events, words, relations, participation, pairs, told)


def decode(
    model: ReadingModel,
    c: Candidates,
    entities: list[Entity],
    published_on: date | None,
) -> list[Decoded]:
    """The meetings that an article reports, in order of their first event mention."""
    scored = score(model, c)
    if scored is None:
        return []
    return decide(
        model, c, scored, entities, published_on, lambda g: gathered(model, c, scored, g, entities, published_on)
    )


def decide(
    model: ReadingModel,
    c: Candidates,
    scored: Scored,
    entities: list[Entity],
    published_on: date | None,
    gather: Callable[[Group], Gathered],
) -> list[Decoded]:
    """From the scores to meetings; `gather` makes one of a group of event mentions (`gathered`)."""
    found, groups = [], []
    for group in groups_of(same_odds(model, scored), model.thresholds["same"]):
        one = gather(group)
        probability = float(sigmoid(log_odds(model.judgement["meeting"], one.features)))
        participants = tuple(
            p for p in one.meeting.participants if p.probability >= _threshold(model, entities[p.entity])
        )
        if probability >= model.thresholds["meeting"] and participants:
            status = factuality(model.judgement, one.of_factuality)
            time, when = _when(c, one.times, status, published_on, model.thresholds["time"])
            found.append(
                replace(
                    one.meeting,
                    probability=probability,
                    participants=tuple(_consistent(p, status) for p in participants),
                    factuality=status,
                    time=time,
                    when=when,
                )
            )
            groups.append(group)
    parents = _parents(scored.relations, groups, model.thresholds["part"])
    return [replace(m, parent=p) for m, p in zip(found, parents, strict=True)]


def _consistent(participant: Participant, of_meeting: Factuality) -> Participant:
    """Who takes part in what has begun attends it; in what has not, is expected."""
    if participant.status not in {Participation.ATTENDED, Participation.EXPECTED}:
        return participant
    has_begun = of_meeting in {Factuality.HELD, Factuality.ONGOING}
    return replace(participant, status=Participation.ATTENDED if has_begun else Participation.EXPECTED)


def _threshold(model: ReadingModel, entity: Entity) -> float:
    kind = entity.kind if entity.kind in {"person", "country"} else "body"
    return model.thresholds[f"participation of {kind}"]


def same_odds(model: ReadingModel, scored: Scored) -> Floats:
    """Log-odds of each pair of event mentions to denote one meeting, symmetric."""
    odds = np.zeros((len(scored.words), len(scored.words)), dtype=np.float32)
    for (i, j), features in scored.pairs.items():
        odds[i, j] = odds[j, i] = log_odds(model.judgement["same"], features)
    return odds


def groups_of(odds: Floats, threshold: float) -> list[Group]:
    """Event mentions of one meeting: the two groups whose pairs are the same with the highest mean log-odds are joined,
    as long as that is above the threshold."""
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
    return sorted(map(tuple, groups))


def _parents(relations: Floats, clusters: list[Group], threshold: float) -> list[int | None]:
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


def gathered(
    model: ReadingModel, c: Candidates, scored: Scored, group: Group, entities: list[Entity], published_on: date | None
) -> Gathered:
    """The meeting of a group of event mentions, with every actor that may be at it, and what its probability rests on."""
    words, states = scored.words[list(group)], scored.states
    state, types, factualities, keep = model.meeting(c, states, words)
    nothing = model.nothing(state)
    times = np.concatenate([model.times(c, states, words), nothing[:2]])
    participants = tuple(_participants(model, c, scored.participation[:, list(group)]))
    taking_part = {p.entity: p.probability for p in participants}
    meeting = Decoded(
        tuple(int(w) for w in words),
        list(MeetingType)[int(types.argmax())],
        list(Factuality)[int(factualities.argmax())],
        keep,
        participants,
        None,
        None,
        _where(model, c, states, words, nothing[2]),
    )
    _, held = _when(c, times, Factuality.HELD, published_on)
    _, ahead = _when(c, times, Factuality.PLANNED, published_on)
    return Gathered(
        meeting,
        features_of_meeting(c, words, scored.events[words], keep, types, taking_part, entities),
        features_of_factuality(c, words, factualities, held if held == ahead else None, published_on),
        times,
    )


def _participants(model: ReadingModel, c: Candidates, scores: Floats) -> list[Participant]:
    """Every acting entity with the probability that it is at the meeting or expressly stays away from it."""
    acting = {m.entity for m in c.mentions if m.kind != "place"}
    return [
        Participant(
            int(number),
            list(Participation)[1 + int(status[1:].argmax())],
            list(Mode)[int(mode.argmax())],
            list(Role)[int(role.argmax())],
            int(mention),
            float(1 - status[0]),
        )
        for number, status, mode, role, mention in zip(*model.participants(c, scores), strict=True)
        if number in acting
    ]


def _when(
    c: Candidates, times: Floats, factuality: Factuality, published_on: date | None, against_none: float = 0.0
) -> tuple[Anchor | None, ResolvedDate | None]:
    scores = times.copy()
    scores[-2] -= against_none
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
