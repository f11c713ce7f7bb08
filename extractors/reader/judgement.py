"""Second decisions, on what the first ones say together: are two event mentions one meeting, is a group of them a meeting at all.

Heads look at one thing at a time. That two mentions have the same people, the same day and the same place, or that those who take part
act for one country only, is seen when their probabilities lie side by side. Each decision is a logistic regression over a few
named features, whose weights are fitted on held-out articles (`training/held_out.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log, log1p

import numpy as np

from extractors.actors.entity import Entity
from extractors.dates import ResolvedDate
from extractors.reader.candidates import Candidates, Floats, Ints
from extractors.reader.model import ReadingModel, softmax
from extractors.reader.vocabulary import Factuality, MeetingType, Relation

Weights = Mapping[str, float]
_EDGE = 1e-4
HEADS_ALONE: Mapping[str, Weights] = {"same": {"head": 1.0}, "meeting": {"head": 1.0}} | {
    kind.value: {f"head {kind.value}": 1.0} for kind in Factuality
}
"""What decides as long as no weights have been fitted."""


@dataclass(frozen=True)
class Profiles:
    """What each event mention by itself says: a row a mention.

    taking_part: probability of each acting entity (`entities`). times, places: shares of the time expressions and of the
    places, behind them that of none. types, factualities: probabilities.
    """

    entities: list[int]
    taking_part: Floats
    times: Floats
    places: Floats
    types: Floats
    factualities: Floats


def profiles(model: ReadingModel, c: Candidates, states: Floats, words: Ints, participation: Floats) -> Profiles:
    """The profile of each of these event mentions; `participation` are the scores of all mentions with all of them."""
    acting = np.array(sorted({m.entity for m in c.mentions if m.kind != "place"}), dtype=np.int64)
    entity_of = np.array([m.entity for m in c.mentions], dtype=int)
    is_place = np.array([m.kind in {"place", "country"} for m in c.mentions], dtype=bool)
    places = sorted(set(entity_of[is_place].tolist()))
    taking_part = np.zeros((len(words), len(acting)), dtype=np.float32)
    rows: dict[str, list[Floats]] = {"times": [], "places": [], "types": [], "factualities": []}
    for n, word in enumerate(words):
        one = np.array([word])
        state, types, factualities, _ = model.meeting(c, states, one)
        nothing = model.nothing(state)
        numbers, status, *_ = model.participants(c, participation[:, n : n + 1])
        if len(acting):
            taking_part[n] = 1 - status[np.searchsorted(numbers, acting), 0]
        told = model.places(c, states, one, is_place)
        summed = [np.logaddexp.reduce(told[entity_of[is_place] == p]) for p in places]
        rows["times"].append(softmax(np.array([*model.times(c, states, one), *nothing[:2]], dtype=np.float32)))
        rows["places"].append(softmax(np.array([*summed, nothing[2]], dtype=np.float32)))
        rows["types"].append(types)
        rows["factualities"].append(factualities)
    return Profiles(acting.tolist(), taking_part, *(np.stack(rows[name]) for name in rows))


def features_of_pair(c: Candidates, words: Ints, relations: Floats, told: Profiles, i: int, j: int) -> dict[str, float]:
    """What speaks for and against two event mentions (`i` the earlier one) denoting one meeting; `relations` are log-probabilities."""
    kinds = list(Relation)
    shares = np.exp(relations[i, j])
    one, other = told.taking_part[i], told.taking_part[j]
    either, both = float(np.maximum(one, other).sum()), float(np.minimum(one, other).sum())
    shared = both / either if either else 0.0
    are_known = float(min(one.sum(), other.sum()) >= 1)
    apart = int(c.sentences[words[j]] - c.sentences[words[i]])
    features = {
        "always": 1.0,
        "head": logit(float(shares[kinds.index(Relation.SAME)])),
        "part or whole": float(shares[kinds.index(Relation.PART)] + shares[kinds.index(Relation.WHOLE)]),
        "shared actors": shared,
        "other actors": are_known * (1 - shared),
        "same type": float(told.types[i] @ told.types[j]),
        "same factuality": float(told.factualities[i] @ told.factualities[j]),
        "same lemma": float(c.lemmas[words[i]] == c.lemmas[words[j]]),
        "same sentence": float(apart == 0),
        "sentences apart": log1p(apart),
    }
    for name, rows, unknown in (("day", told.times, 2), ("place", told.places, 1)):
        a, b = rows[i, :-unknown], rows[j, :-unknown]
        agreed = float(a @ b)
        features[f"same {name}"] = agreed
        features[f"other {name}"] = float(a.sum() * b.sum()) - agreed
    return features


def features_of_meeting(
    c: Candidates,
    words: Ints,
    events: Floats,
    keep: float,
    types: Floats,
    taking_part: Mapping[int, float],
    entities: list[Entity],
) -> dict[str, float]:
    """What speaks for and against these event mentions denoting a meeting: `events` are their scores, `taking_part` who is at it by probability."""
    by_body: dict[str, float] = {}
    persons = others = 0.0
    for number, probability in taking_part.items():
        entity = entities[number]
        if entity.kind == "person":
            persons += probability
        else:
            others += probability
        if entity.body:
            by_body[str(entity.body)] = max(by_body.get(str(entity.body), 0.0), probability)
    strongest = sorted(by_body.values(), reverse=True)
    features = {
        "always": 1.0,
        "head": logit(keep),
        "surest mention": float(events.max()),
        "mean mention": float(events.mean()),
        "mentions": log1p(len(words)),
        "early": float(c.sentences[words[0]] == 0),
        "persons": min(persons, 3.0),
        "other actors": min(others, 3.0),
        "any actor": max(taking_part.values(), default=0.0),
        "second body": strongest[1] if len(strongest) > 1 else 0.0,
    }
    return features | {f"type {kind.value}": float(types[n]) for n, kind in enumerate(MeetingType)}


def features_of_factuality(
    c: Candidates, words: Ints, factualities: Floats, when: ResolvedDate | None, published_on: date | None
) -> dict[str, float]:
    """What speaks for each status of the meeting: the head, the tense of the verb beside each of its words, and where its day lies
    (`when`: None where it has none, or one that the status itself decides on)."""
    tenses = [c.tenses.get(int(word), "unknown") for word in words]
    day = when.start_date if when else None
    days = (day - published_on).days if day and published_on else None
    return {
        "always": 1.0,
        **{f"head {kind.value}": logit(float(factualities[n])) for n, kind in enumerate(Factuality)},
        **{tense: tenses.count(tense) / len(tenses) for tense in ("past", "present", "future", "unknown")},
        **{f"first {tense}": float(tenses[0] == tense) for tense in ("past", "present", "future")},
        "day unknown": float(days is None),
        "day before": float(days is not None and days < 0),
        "day of publication": float(days == 0),
        "day after": float(days is not None and days > 0),
    }


def factuality(weights: Mapping[str, Weights], features: Mapping[str, float]) -> Factuality:
    """The status that most speaks for."""
    return max(Factuality, key=lambda kind: log_odds(weights[kind.value], features))


def logit(probability: float) -> float:
    """Log-odds of a probability, kept off 0 and 1."""
    p = min(max(probability, _EDGE), 1 - _EDGE)
    return log(p / (1 - p))


def log_odds(weights: Weights, features: Mapping[str, float]) -> float:
    """The sum of the features by their weights."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())
