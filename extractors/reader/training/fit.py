"""Training of the reader: the losses of its heads on annotated articles, and the loop over them."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from extractors.reader.candidates import Candidates, pair_features
from extractors.reader.model import coreference_features, even_windows, meeting_features
from extractors.reader.training.data import Sample
from extractors.reader.training.labels import IGNORED, MeetingLabels
from extractors.reader.training.network import Reader, cross_entropy, span_states
from extractors.reader.vocabulary import NOT_TAKING_PART, Factuality, MeetingType, Mode, Participation, Relation, Role

_RARE_STATUSES = torch.tensor([list(Participation).index(s) for s in (Participation.INVITED, *sorted(NOT_TAKING_PART))])
_RARE_FACTUALITIES = {
    list(Factuality).index(f) for f in (Factuality.CANCELLED, Factuality.POSTPONED, Factuality.PROPOSED)
}


@dataclass(frozen=True)
class Settings:
    """What the training command can set."""

    epochs: int = 4
    rate: float = 1e-4  # of the context
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.1
    batch: int = 2  # articles a step
    dropout: float = 0.2
    averaged: float = 0.5  # of the steps, the last ones: their weights' mean is what was learned (Izmailov et al. 2018)
    seed: int = 1
    event_weight: float = 0.2  # of the sum over an article's words; at 0.05, with the next at 1, hardly any was found
    actors_weight: float = 0.25  # of the sums over actors, which would else outweigh all other heads
    rare: float = 2.0  # weight of the statuses that are seldom told, of actors and of meetings
    unsure: float = 0.3  # weight of meetings that careful readers would leave out
    dropped_mentions: float = 0.15  # of event mentions that are hidden from a meeting, as the reader will miss some
    noise: int = 4  # words that are no event mention, taken for one


def contextualize(model: Reader, candidates: Candidates) -> tuple[Tensor, Tensor]:
    """States after the context and scores of event mentions for all words; long articles in overlapping windows."""
    states, marks = torch.tensor(candidates.states), torch.tensor(candidates.marks)
    found, scores = [], []
    for start, stop, keep_start, keep_stop in even_windows(len(states)):
        x, events = model.context(states[start:stop], marks[start:stop])
        found.append(x[keep_start - start : keep_stop - start])
        scores.append(events[keep_start - start : keep_stop - start])
    return torch.cat(found).float(), torch.cat(scores).float()


def pairs_between(candidates: Candidates, left: np.ndarray, right: np.ndarray) -> Tensor:
    return torch.tensor(pair_features(candidates, left, right))


def pooled_by_entity(scores: Tensor, entity_of: np.ndarray) -> tuple[np.ndarray, Tensor]:
    """For each entity the mean over its mentions and all event mentions, weighted by the first of the scores.

    scores: (mentions, event mentions, 1 + outputs). Gives the entities' numbers, ascending, and (entities, outputs).
    """
    numbers, group = np.unique(entity_of, return_inverse=True)
    flat = scores.flatten(0, 1).float()
    of = torch.tensor(group).repeat_interleave(scores.shape[1])
    most = torch.full((len(numbers),), -torch.inf).scatter_reduce(0, of, flat[:, 0].detach(), "amax")
    weights = (flat[:, 0] - most[of]).exp()
    total = torch.zeros(len(numbers)).index_add(0, of, weights)
    summed = torch.zeros(len(numbers), flat.shape[1] - 1).index_add(0, of, weights[:, None] * flat[:, 1:])
    return numbers, summed / total[:, None]


def _each(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores, wanted, reduction="none", ignore_index=IGNORED)


def losses(model: Reader, sample: Sample, settings: Settings, rng: random.Random) -> dict[str, Tensor]:
    """The loss of each head on one article."""
    c, heads = sample.candidates, model.heads
    states, events = contextualize(model, c)
    found: dict[str, Tensor] = {}
    target, weight = torch.zeros(len(events)), torch.ones(len(events))
    for meeting in sample.labels.meetings:
        for word in meeting.words:
            target[word] = 1.0
            weight[word] = 2.0 if meeting.is_required else settings.unsure * 2
    loss = functional.binary_cross_entropy_with_logits(events, target, reduction="none")
    found["event"] = (loss * weight).sum() * settings.event_weight
    gate = heads.gate(torch.tensor(c.states))[:, 0]
    found["gate"] = functional.binary_cross_entropy_with_logits(gate, target, weight) / 2

    if sample.labels.affiliations:
        found["affiliation"] = _affiliation(model, sample) * settings.actors_weight
    shown: list[tuple[list[int], MeetingLabels | None]] = []
    for meeting in sample.labels.meetings:
        words = [w for w in meeting.words if rng.random() >= settings.dropped_mentions] or meeting.words[:1]
        if words:
            shown.append((words, meeting))
    wrong = [int(w) for w in torch.topk(events.detach() - 1e4 * target, min(settings.noise, len(events))).indices]
    wrong = [w for w in wrong if float(events[w].detach()) > -3]
    shown += [([w], None) for w in wrong]
    if not shown:
        return found
    found |= _coreference(model, c, states, shown, settings)
    for words, labels in shown:
        for name, value in _meeting(model, c, states, words, labels, settings).items():
            found[name] = found.get(name, torch.tensor(0.0)) + value
    return found


def affiliation_scores(model: Reader, c: Candidates, persons: list[int]) -> list[Tensor]:
    """For each person the scores of all that it may act for, and of nobody, behind them."""
    if not persons:
        return []
    states, heads = torch.tensor(c.states), model.heads
    spans = span_states(states, torch.tensor(c.mention_words))
    vectors = torch.cat([spans, torch.tensor(c.mention_features)], 1)
    entity_of = np.array([m.entity for m in c.mentions])
    own = np.flatnonzero(np.isin(entity_of, persons))
    every = np.array(sorted({n for p in persons for a in c.affiliations[p] for n in a.mentions}), dtype=int)
    between = pairs_between(c, c.mention_words[own, 1], c.mention_words[every, 1])
    told = heads.affiliation(vectors[own], vectors[every], between)[..., 0].float() if len(every) else None
    features = [a.features for p in persons for a in c.affiliations[p]]
    sizes = [len(c.affiliations[p]) for p in persons]
    bodies = (
        heads.body(torch.tensor(features))[:, 0].float().split(sizes) if features else [torch.zeros(0)] * len(sizes)
    )
    means = torch.stack([spans[entity_of == p].mean(0) for p in persons])
    nobody = heads.nobody(torch.cat([means, torch.tensor(c.entity_features[persons])], 1)).float()
    at = {int(n): k for k, n in enumerate(every)}
    found = []
    for number, person in enumerate(persons):
        scores = bodies[number]
        if told is not None and len(scores):
            near = told[entity_of[own] == person].logsumexp(0)
            text = [
                near[[at[n] for n in a.mentions]].logsumexp(0) if a.mentions else near.new_zeros(())
                for a in c.affiliations[person]
            ]
            scores = scores + torch.stack(text)
        found.append(torch.cat([scores, nobody[number]]))
    return found


def _affiliation(model: Reader, sample: Sample) -> Tensor:
    loss = torch.tensor(0.0)
    persons = list(sample.labels.affiliations)
    for person, scores in zip(persons, affiliation_scores(model, sample.candidates, persons), strict=True):
        wanted = sample.labels.affiliations[person] or [len(scores) - 1]
        loss = loss + scores.logsumexp(0) - scores[wanted].logsumexp(0)
    return loss


def _coreference(
    model: Reader,
    c: Candidates,
    states: Tensor,
    shown: list[tuple[list[int], MeetingLabels | None]],
    settings: Settings,
) -> dict[str, Tensor]:
    owned = sorted((w, n) for n, (words, _) in enumerate(shown) for w in words)
    if len(owned) < 2:
        return {}
    words = np.array([w for w, _ in owned])
    scores = model.heads.coreference(states[words], states[words], torch.tensor(coreference_features(c, words)))
    kinds = list(Relation)
    target = torch.full((len(owned), len(owned)), IGNORED)
    weight = torch.ones(len(owned), len(owned))
    for i, (_, m) in enumerate(owned):
        for j in range(i + 1, len(owned)):
            n = owned[j][1]
            one, other = shown[m][1], shown[n][1]
            relation = Relation.DIFFERENT
            if m == n:
                relation = Relation.SAME
            elif one is not None and other is not None and other.parent == one.number:
                relation = Relation.PART
            elif one is not None and other is not None and one.parent == other.number:
                relation = Relation.WHOLE
            target[i, j] = kinds.index(relation)
            sure = [x is not None and x.is_required for x in (one, other)]
            weight[i, j] = 1.0 if all(sure) else settings.unsure
    count = len(owned) * (len(owned) - 1) / 2
    mean = cross_entropy(scores.flatten(0, 1), target.flatten(), weight.flatten())
    return {"coreference": mean * min(count, 20) / 4}


def meeting_scores(model: Reader, c: Candidates, states: Tensor, words: list[int]) -> tuple[Tensor, Tensor]:
    """The meeting's state, from those of its event mentions, and the scores of its type, factuality and being one."""
    own = states[words]
    state = (model.heads.weight(own).softmax(0) * own).sum(0)
    features = torch.tensor(meeting_features(c, np.array(words)))
    return state, model.heads.meeting(torch.cat([state, features]))


def _meeting(
    model: Reader, c: Candidates, states: Tensor, words: list[int], labels: MeetingLabels | None, settings: Settings
) -> dict[str, Tensor]:
    heads = model.heads
    state, scores = meeting_scores(model, c, states, words)
    types, factualities, keep = scores.split([len(MeetingType), len(Factuality), 1])
    is_kept = torch.tensor([float(labels is not None and labels.is_required)])
    found = {"keep": functional.binary_cross_entropy_with_logits(keep, is_kept) * 0.5}
    if labels is None:
        return found
    weight = 1.0 if labels.is_required else settings.unsure
    found["type"] = cross_entropy(types[None], torch.tensor([labels.type])) * weight * 0.5
    seldom = settings.rare if labels.factuality in _RARE_FACTUALITIES else 1.0
    found["factuality"] = cross_entropy(factualities[None], torch.tensor([labels.factuality])) * weight * seldom
    at = np.array(words)
    entity_of = np.array([m.entity for m in c.mentions], dtype=int)
    if len(entity_of):
        numbers, rows = pooled_by_entity(participation_scores(model, c, states, at), entity_of)
        status, mode, role = rows.split([len(Participation), len(Mode), len(Role)], dim=1)
        status = status + heads.entity(torch.tensor(c.entity_features[numbers]))
        acts = torch.tensor([c.entity_features[n, 4] == 0 for n in numbers], dtype=torch.float32)  # all but places
        wanted = torch.tensor([labels.participations.get(n, 0) for n in numbers])
        loss = (_each(status, wanted) * acts * (1 + (settings.rare - 1) * torch.isin(wanted, _RARE_STATUSES))).sum()
        loss = loss + 0.3 * _each(mode, torch.tensor([labels.modes.get(n, IGNORED) for n in numbers])).sum()
        loss = loss + 0.3 * _each(role, torch.tensor([labels.roles.get(n, IGNORED) for n in numbers])).sum()
        found["participation"] = loss * weight * settings.actors_weight
        places = np.array([m.kind in {"place", "country"} for m in c.mentions])
        found["place"] = weight * _anchor(
            place_scores(model, c, states, at, places),
            [entity_of[places] == p for p in labels.places],
            heads.nothing(state)[2:],
            [],
        )
    none = heads.nothing(state)[:2]
    right = [np.arange(len(c.times)) == t for t in labels.times]
    extra = [1] if labels.is_of_publication and not labels.times else [] if labels.times else [0]
    found["time"] = weight * _anchor(time_scores(model, c, states, at), right, none, extra)
    return found


def participation_scores(model: Reader, c: Candidates, states: Tensor, at: np.ndarray) -> Tensor:
    """Of every mention and event mention: weight, statuses, modes, roles."""
    mentions = torch.cat([span_states(states, torch.tensor(c.mention_words)), torch.tensor(c.mention_features)], 1)
    between = pairs_between(c, c.mention_words[:, 1], at)
    return model.heads.participation(mentions, states[at], between)


def place_scores(model: Reader, c: Candidates, states: Tensor, at: np.ndarray, places: np.ndarray) -> Tensor:
    """Of every mention of a place and event mention, the score to be where it is."""
    words = c.mention_words[places]
    mentions = torch.cat([span_states(states, torch.tensor(words)), torch.tensor(c.mention_features[places])], 1)
    return model.heads.place(mentions, states[at], pairs_between(c, words[:, 1], at))[..., 0]


def time_scores(model: Reader, c: Candidates, states: Tensor, at: np.ndarray) -> Tensor:
    """Of every time expression and event mention, the score to be when it is."""
    times = torch.cat([span_states(states, torch.tensor(c.time_words)), torch.tensor(c.time_features)], 1)
    return model.heads.time(times, states[at], pairs_between(c, c.time_words[:, 1], at))[..., 0]


def _anchor(scores: Tensor, right: list[np.ndarray], others: Tensor, right_others: list[int]) -> Tensor:
    """Minus the logarithm of the share of the right ones; with none of them right, that of the first other is wanted."""
    every = torch.cat([scores.logsumexp(1) if scores.numel() else scores.new_zeros(0), others])
    wanted = torch.zeros(len(every), dtype=torch.bool)
    for mask in right:
        wanted[: len(mask)] |= torch.tensor(mask)
    for n in right_others:
        wanted[len(every) - len(others) + n] = True
    if not wanted.any():
        wanted[len(every) - len(others)] = True
    return every.logsumexp(0) - every[wanted].logsumexp(0)


def train(
    model: Reader,
    samples: list[Sample],
    settings: Settings,
    tell: Callable[[str], None],
    after: Callable[[int], Any] | None = None,
) -> Reader:
    """Fit the model in place; `tell` gets a line an epoch."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    body = [p for n, p in model.context.named_parameters() if n.startswith("layers")]
    rest = [p for n, p in model.named_parameters() if not n.startswith("context.layers")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": settings.rate}, {"params": rest, "lr": settings.head_rate}],
        weight_decay=settings.decay,
        fused=True,
    )
    steps = settings.epochs * math.ceil(len(samples) / settings.batch)
    warm = max(1, int(steps * settings.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    mean, step = AveragedModel(model), 0
    for epoch in range(settings.epochs):
        model.train()
        rng.shuffle(samples)
        sums: dict[str, float] = {}
        began = time.monotonic()
        for start in range(0, len(samples), settings.batch):
            optimizer.zero_grad()
            for sample in samples[start : start + settings.batch]:
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    found = losses(model, sample, settings, rng)
                    loss = torch.stack([v.float() for v in found.values()]).sum() * sample.weight / settings.batch
                loss.backward()
                for name, value in found.items():
                    sums[name] = sums.get(name, 0.0) + float(value.detach())
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step > steps * (1 - settings.averaged):
                mean.update_parameters(model)
        shown = "  ".join(f"{n} {v / len(samples):.3f}" for n, v in sorted(sums.items()))
        tell(f"epoch {epoch + 1}/{settings.epochs}  {time.monotonic() - began:.0f} s  {shown}")
        if after:
            after(epoch)
    model.load_state_dict(mean.module.state_dict())
    model.eval()
    return model
