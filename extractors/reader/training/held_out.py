"""From held-out articles: the decoder's thresholds, and the weights of its judgement.

An article's decoded meetings are matched with its annotated ones by the actors they share (`match`). Thresholds are those
of the best `objective`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.reader.affiliations import assign_affiliations
from extractors.reader.decoder import Decoded, Gathered, Group, Scored, decide, gathered, score
from extractors.reader.judgement import HEADS_ALONE, Weights
from extractors.reader.model import ReadingModel, sigmoid
from extractors.reader.training.data import Sample
from extractors.reader.training.labels import MeetingLabels
from extractors.reader.vocabulary import NOT_TAKING_PART, Factuality, Participation

STARTING_POINT = {
    "gate": -1e9,
    "event": 0.3,
    "same": 0.0,
    "meeting": 0.4,
    "part": 0.5,
    "time": 0.0,
    "participation of person": 0.5,
    "participation of country": 0.5,
    "participation of body": 0.5,
}
GRID = {
    "same": (-1.0, -0.5, 0.0, 0.5, 1.0),
    "meeting": (0.3, 0.4, 0.5, 0.6),
    "time": (-0.5, 0.0, 0.5, 1.0, 1.5),
    "participation of person": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "participation of country": (0.4, 0.5, 0.6, 0.7),
    "participation of body": (0.4, 0.5, 0.6, 0.7),
}
SHARED = 1 / 3  # of the actors of two meetings that are matched
RIDGE, RIDGE_WITH_PRIOR = 1.0, 3.0
LOST_AT_THE_GATE = 0.002  # of the articles with a meeting: the context is not asked of those below


@dataclass
class HeldOut:
    """An annotated article and a model that has not learned from it; what is scored and gathered once is kept."""

    sample: Sample
    model: ReadingModel
    scored: Scored | None = field(init=False)
    kept: dict[Group, Gathered] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.model.thresholds = STARTING_POINT
        assign_affiliations(self.model, self.sample.candidates, self.sample.entities)
        self.scored = score(self.model, self.sample.candidates)

    def gather(self, group: Group) -> Gathered:
        """The meeting of these event mentions."""
        s = self.sample
        if group not in self.kept:
            assert self.scored is not None
            self.kept[group] = gathered(self.model, s.candidates, self.scored, group, s.entities, s.published_on)
        return self.kept[group]

    def decode(self, thresholds: Mapping[str, float], judgement: Mapping[str, Weights]) -> list[Decoded]:
        """The meetings that the model finds in it."""
        self.model.thresholds, self.model.judgement = thresholds, judgement
        if self.scored is None:
            return []
        s = self.sample
        return decide(self.model, s.candidates, self.scored, s.entities, s.published_on, self.gather)


def fit_judgement(articles: Sequence[HeldOut]) -> dict[str, Weights]:
    """Weights of `judgement`: of pairs of event mentions, then of the meetings that they make and of the status of each."""
    pairs: list[tuple[dict[str, float], bool]] = []
    for article in articles:
        of = {w: m for m in article.sample.labels.meetings for w in m.words}
        words = [] if article.scored is None else article.scored.words.tolist()
        for (i, j), features in article.scored.pairs.items() if article.scored else ():
            if words[i] in of and words[j] in of:
                pairs.append((features, of[words[i]] is of[words[j]]))
    judgement: dict[str, Weights] = {**HEADS_ALONE, "same": fit_logistic(pairs) or HEADS_ALONE["same"]}
    meetings: list[tuple[dict[str, float], bool]] = []
    statuses: list[tuple[dict[str, float], Factuality]] = []
    for article in articles:
        if article.scored is None:
            continue
        labels = article.sample.labels.meetings
        everything = {**STARTING_POINT, "meeting": 0.0}
        decoded = article.decode(everything, judgement)
        matched = match(decoded, labels)
        place = {int(w): n for n, w in enumerate(article.scored.words)}
        for number, meeting in enumerate(decoded):
            right = labels[matched[number]] if number in matched else None
            if right is None or right.is_required:  # what readers differ on teaches nothing
                one = article.gather(tuple(place[w] for w in meeting.words))
                meetings.append((one.features, right is not None))
                if right is not None:
                    statuses.append((one.of_factuality, list(Factuality)[right.factuality]))
    of_status = {
        kind.value: fit_logistic([(f, status == kind) for f, status in statuses], HEADS_ALONE[kind.value])
        for kind in Factuality
    }
    return {**judgement, "meeting": fit_logistic(meetings) or HEADS_ALONE["meeting"], **of_status}


def taking_part(labels: MeetingLabels, required: bool) -> set[int]:
    """Entities that take part by the annotation; with `required` only those where careful readers agree."""
    wanted = {e for e, s in labels.participations.items() if s > 0 and _takes_part(list(Participation)[s])}
    return wanted if required else wanted | {e for e, s in labels.participations.items() if s < 0}


def _takes_part(status: Participation) -> bool:
    return status not in NOT_TAKING_PART


def match(decoded: Sequence[Decoded], labels: Sequence[MeetingLabels]) -> dict[int, int]:
    """Which annotated meeting each decoded one is: those that share most first, at least a third of the actors."""
    weights = np.zeros((len(decoded), len(labels)))
    for i, one in enumerate(decoded):
        ours = {p.entity for p in one.participants}
        for j, other in enumerate(labels):
            theirs = set(other.participations)
            share = len(ours & theirs) / max(1, len(ours | theirs))
            words = len(set(one.words) & set(other.words)) / max(1, len(set(one.words) | set(other.words)))
            weights[i, j] = share + 0.1 * words + 0.01 * other.is_required if share >= SHARED else 0.0
    found: dict[int, int] = {}
    for i, j in sorted(np.argwhere(weights > 0).tolist(), key=lambda pair: (-weights[pair[0], pair[1]], pair)):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def objective(found: Mapping[str, float]) -> float:
    """What thresholds are chosen by: who met whom counts most."""
    return found["persons"] + found["pairs"] + found["meetings"] + (found["no meeting"] + found["day"]) / 2


def figures(
    articles: Iterable[HeldOut], thresholds: Mapping[str, float], judgement: Mapping[str, Weights]
) -> dict[str, float]:
    """F1 of persons taking part, of pairs of them and of meetings, over articles (what is not required neither helps nor harms);
    shares right of articles without a meeting, and of the days and statuses of meetings found."""
    names = ("persons", "pairs", "meetings", "no meeting", "day", "factuality")
    counts: dict[str, list[int]] = {name: [0, 0, 0] for name in names}
    for article in articles:
        labels = article.sample.labels.meetings
        decoded = article.decode(thresholds, judgement)
        persons = {e.number for e in article.sample.entities if e.kind == "person"}
        ours = [{p.entity for p in m.participants if _takes_part(p.status)} & persons for m in decoded]
        required = [taking_part(m, True) & persons if m.is_required else set() for m in labels]
        allowed = [taking_part(m, False) & persons for m in labels]
        _count(counts["persons"], _union(ours), _union(required), _union(allowed))
        pairs = [set(combinations(sorted(m), 2)) for m in (*ours, *required, *allowed)]
        n, k = len(ours), len(labels)
        _count(counts["pairs"], _union(pairs[:n]), _union(pairs[n : n + k]), _union(pairs[n + k :]))
        matched = match(decoded, labels)
        found = sum(labels[j].is_required for j in matched.values())
        counts["meetings"][0] += found
        counts["meetings"][1] += found + len(decoded) - len(matched)
        counts["meetings"][2] += sum(m.is_required for m in labels)
        if not labels:
            counts["no meeting"] = [a + b for a, b in zip(counts["no meeting"], (not decoded, 1, 1), strict=True)]
        for i, j in matched.items():
            if labels[j].is_required:
                is_right = is_right_day(decoded[i], labels[j])
                counts["day"] = [a + b for a, b in zip(counts["day"], (is_right, 1, 1), strict=True)]
                is_right = list(Factuality)[labels[j].factuality] == decoded[i].factuality
                counts["factuality"] = [a + b for a, b in zip(counts["factuality"], (is_right, 1, 1), strict=True)]
    return {name: 2 * right / max(1, said + wanted) for name, (right, said, wanted) in counts.items()}


def is_right_day(meeting: Decoded, labels: MeetingLabels) -> bool:
    """Whether the day rests on what it should: the right time expression, the day of publication, or nothing."""
    if meeting.time is None:
        return not labels.times and not labels.is_of_publication
    return meeting.time.item in labels.times if meeting.time.item is not None else labels.is_of_publication


def _union(sets: Iterable[set]) -> set:
    return set().union(*sets)


def _count(counts: list[int], ours: set, required: set, allowed: set) -> None:
    right = len(ours & required)
    counts[0] += right
    counts[1] += right + len(ours - allowed)
    counts[2] += len(required)


def best_thresholds(articles: Sequence[HeldOut], judgement: Mapping[str, Weights], rounds: int = 2) -> dict[str, float]:
    """Thresholds one after the other, each the best of its grid with the others held."""
    chosen = dict(STARTING_POINT)
    for _ in range(rounds):
        for name, values in GRID.items():
            tried = {v: objective(figures(articles, {**chosen, name: v}, judgement)) for v in values}
            chosen[name] = max(values, key=lambda v: (tried[v], -abs(v - chosen[name])))
    with_meetings = [a for a in articles if any(m.is_required for m in a.sample.labels.meetings)]
    gates = [a.model.gate(a.sample.candidates.states) for a in with_meetings]
    return {**chosen, "gate": float(np.quantile(gates, LOST_AT_THE_GATE))}


def fit_logistic(rows: Sequence[tuple[Mapping[str, float], bool]], prior: Weights | None = None) -> dict[str, float]:
    """Logistic regression by Newton's method, with a ridge that draws all weights but that of `always` to the prior's (else to nought).

    Without rows there is nothing but the prior.
    """
    if not rows:
        return dict(prior or {})
    names = list(rows[0][0])
    x = np.array([[features[name] for name in names] for features, _ in rows])
    y = np.array([is_right for _, is_right in rows], dtype=float)
    ridge = np.array([1e-2 if name == "always" else RIDGE_WITH_PRIOR if prior else RIDGE for name in names])
    centre = np.array([(prior or {}).get(name, 0.0) for name in names])
    weights = centre.copy()

    def loss(w: NDArray[Any]) -> float:
        scores = x @ w
        return float((np.logaddexp(0, scores) - y * scores).sum() + (ridge * (w - centre) ** 2).sum() / 2)

    for _ in range(50):
        p = sigmoid(x @ weights)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curvature, x.T @ (y - p) - ridge * (weights - centre))
        size = next((2.0**-k for k in range(30) if loss(weights + 2.0**-k * step) <= loss(weights)), 0.0)
        weights = weights + size * step
    return dict(zip(names, map(float, weights), strict=True))
