"""How well each step of the reader does by itself, on annotated articles: what comes before a step is taken from the annotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from extractors.reader.affiliations import choose
from extractors.reader.candidates import Candidates
from extractors.reader.training.data import Sample
from extractors.reader.training.fit import (
    affiliation_scores,
    contextualize,
    coreference_features,
    meeting_scores,
    participation_scores,
    place_scores,
    pooled_by_entity,
    time_scores,
)
from extractors.reader.training.labels import MeetingLabels
from extractors.reader.training.network import Reader
from extractors.reader.vocabulary import Factuality, MeetingType, Participation, Relation

THRESHOLD = 0.5


class Counts:
    """Right, predicted and wanted of each step."""

    def __init__(self) -> None:
        self.of: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, step: str, right: int, predicted: int, wanted: int) -> None:
        """Count what one article, meeting or pair adds."""
        for n, value in enumerate((right, predicted, wanted)):
            self.of[step][n] += value

    def join(self, other: Counts) -> None:
        """Add what was counted elsewhere."""
        for step, values in other.of.items():
            self.add(step, *values)

    def f1(self, step: str) -> float:
        """F1 of a step; where each item has one answer it is the share of right ones."""
        right, predicted, wanted = self.of[step]
        return 2 * right / max(1, predicted + wanted)


@torch.no_grad()
def step_scores(model: Reader, samples: Iterable[Sample]) -> Counts:
    """The steps: event mention, coreference, type, factuality, participation (required meetings and actors), time, place, affiliation."""
    model.eval()
    counts = Counts()
    for sample in samples:
        c = sample.candidates
        states, events = contextualize(model, c)
        found = {int(w) for w in (events.sigmoid() >= THRESHOLD).nonzero()[:, 0]}
        every = {w for m in sample.labels.meetings for w in m.words}
        needed = {w for m in sample.labels.meetings if m.is_required for w in m.words}
        counts.add("event mention", len(found & needed), len(found - every) + len(found & needed), len(needed))
        _coreference(model, c, states, sample.labels.meetings, counts)
        for meeting in sample.labels.meetings:
            if meeting.is_required and meeting.words:
                _meeting(model, c, states, meeting, counts)
        persons = list(sample.labels.affiliations)
        for person, scores in zip(persons, affiliation_scores(model, c, persons), strict=True):
            if right := sample.labels.affiliations[person]:
                counts.add("affiliation", int(int(scores.argmax()) in right), 1, 1)
                chosen = choose(scores.softmax(0).numpy(), c.affiliations[person])
                counts.add("affiliation chosen", int(chosen in right), 1, 1)
                by_rule = any(c.affiliations[person][n].features[0] for n in right)
                counts.add("affiliation by rules", int(by_rule), 1, 1)
    return counts


def _coreference(model: Reader, c: Candidates, states: Tensor, meetings: list[MeetingLabels], counts: Counts) -> None:
    owned = sorted((w, m.number) for m in meetings for w in m.words)
    if len(owned) < 2:
        return
    words = np.array([w for w, _ in owned])
    scores = model.heads.coreference(states[words], states[words], torch.tensor(coreference_features(c, words)))
    same = scores.argmax(-1) == list(Relation).index(Relation.SAME)
    for i in range(len(owned)):
        for j in range(i + 1, len(owned)):
            said, is_same = bool(same[i, j]), owned[i][1] == owned[j][1]
            counts.add("coreference", int(said and is_same), int(said), int(is_same))


def _meeting(model: Reader, c: Candidates, states: Tensor, meeting: MeetingLabels, counts: Counts) -> None:
    state, scores = meeting_scores(model, c, states, meeting.words)
    types, factualities, _ = scores.split([len(MeetingType), len(Factuality), 1])
    counts.add("type", int(int(types.argmax()) == meeting.type), 1, 1)
    counts.add("factuality", int(int(factualities.argmax()) == meeting.factuality), 1, 1)
    at = np.array(meeting.words)
    nothing = model.heads.nothing(state)
    entity_of = np.array([m.entity for m in c.mentions], dtype=int)
    if len(entity_of):
        acting = {m.entity for m in c.mentions if m.kind != "place"}
        entities, rows = pooled_by_entity(participation_scores(model, c, states, at), entity_of)
        rows = rows[:, : len(Participation)] + model.heads.entity(torch.tensor(c.entity_features[entities]))
        for number, row in zip(entities.tolist(), rows, strict=True):
            said, wanted = int(row.argmax()) > 0, meeting.participations.get(number, 0)
            if wanted >= 0 and number in acting:
                counts.add("participation", int(said and wanted > 0), int(said), int(wanted > 0))
        places = np.array([m.kind in {"place", "country"} for m in c.mentions])
        if meeting.places and places.any():
            told = place_scores(model, c, states, at, places).logsumexp(1)
            numbers = sorted(set(entity_of[places].tolist()))
            summed = [float(told[torch.tensor(entity_of[places] == n)].logsumexp(0)) for n in numbers]
            best = int(np.argmax([*summed, float(nothing[2])]))
            counts.add("place", int(best < len(numbers) and numbers[best] in meeting.places), 1, 1)
    if meeting.times or meeting.is_of_publication:
        told = time_scores(model, c, states, at)
        scores = torch.cat([told.logsumexp(1) if told.numel() else told.new_zeros(0), nothing[:2]])
        best = int(scores.argmax())
        is_right = best in meeting.times or (best == len(scores) - 1 and meeting.is_of_publication)
        counts.add("time", int(is_right), 1, 1)
