"""The learned heads as plain arrays; all but one of them behind a context that is given to them.

What a head is and how it was trained: `training/network.py`, whose names the weights carry. All scores are logits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.language.model import windows
from extractors.reader.candidates import WORD_MARKS, Candidates, Floats, Ints, pair_features
from extractors.reader.vocabulary import Factuality, MeetingType, Mode, Participation

AFFILIATION_HEAD = Path(__file__).parent / "affiliation_head" / "weights.npz"
WINDOW, OVERLAP = 512, 128
Context = Callable[[Floats, Ints], tuple[Floats, Floats]]


def softmax(scores: NDArray[Any], axis: int = -1) -> NDArray[Any]:
    """Shares that add up to one along an axis."""
    exp = np.exp(scores - scores.max(axis=axis, keepdims=True))
    shares: NDArray[Any] = exp / exp.sum(axis=axis, keepdims=True)
    return shares


def sigmoid(score: NDArray[Any] | float) -> NDArray[Any]:
    """Probability of a logit."""
    probability: NDArray[Any] = 1 / (1 + np.exp(-np.asarray(score, dtype=np.float64)))
    return probability


class AffiliationHead:
    """Whom a person acts for, on the encoder's own states; build it once."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """`weights` by the names of `training/network.py`."""
        self._weights = weights

    @classmethod
    def shipped(cls, path: Path = AFFILIATION_HEAD) -> AffiliationHead:
        """The one that ships with the package."""
        with np.load(path) as stored:
            return cls({name: stored[name].astype(np.float32) for name in stored.files})

    def affiliation(self, c: Candidates, person: int) -> Floats:
        """Probabilities of all that the person may act for, and of nobody, behind them; on the encoder's own states."""
        own = np.array([n for n, m in enumerate(c.mentions) if m.entity == person])
        bodies = c.affiliations[person]
        states = span_states(c.states, c.mention_words[own])
        nobody = self._layers("nobody", np.concatenate([states.mean(0), c.entity_features[person]]), (0, 2))
        if not bodies:
            return softmax(nobody)
        scores = self._layers("body", np.array([a.features for a in bodies], dtype=np.float32), (0, 2))[:, 0]
        near = np.array(sorted({n for a in bodies for n in a.mentions}), dtype=int)
        if len(near):
            left = np.concatenate([states, c.mention_features[own]], axis=1)
            right = np.concatenate([span_states(c.states, c.mention_words[near]), c.mention_features[near]], axis=1)
            between = pair_features(c, c.mention_words[own, 1], c.mention_words[near, 1])
            told = np.logaddexp.reduce(self._pairs("affiliation", left, right, between)[..., 0], axis=0)
            scores += np.array(
                [np.logaddexp.reduce(told[np.isin(near, a.mentions)]) if a.mentions else 0 for a in bodies], np.float32
            )
        return softmax(np.concatenate([scores, nobody]))

    def _linear(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def _layers(self, name: str, x: Floats, numbers: tuple[int, int]) -> Floats:
        first, last = numbers
        return self._linear(f"{name}.{last}", np.tanh(self._linear(f"{name}.{first}", x)))

    def _pairs(self, name: str, left: Floats, right: Floats, between: Floats) -> Floats:
        w = self._weights
        product = (
            np.tanh(left @ w[f"{name}.left_key.weight"].T)[:, None]
            * np.tanh(right @ w[f"{name}.right_key.weight"].T)[None]
        )
        hidden = np.tanh(
            self._linear(f"{name}.left", left)[:, None]
            + (right @ w[f"{name}.right.weight"].T)[None]
            + between @ w[f"{name}.between.weight"].T
            + product
        )
        return self._linear(f"{name}.output", hidden)


class ReadingModel(AffiliationHead):
    """All scores of one article; build it once."""

    def __init__(
        self,
        weights: Mapping[str, Floats],
        context: Context,
        thresholds: Mapping[str, float],
        judgement: Mapping[str, Mapping[str, float]],
    ) -> None:
        """`weights` by the names of `training/network.py`; `thresholds` of the decoder, weights of `judgement`."""
        super().__init__(weights)
        self._context = context
        self.thresholds = thresholds
        self.judgement = judgement

    def gate(self, states: Floats) -> float:
        """The highest score of a word to be an event mention, by the encoder's own state alone."""
        return float(self._linear("gate", states).max()) if len(states) else -np.inf

    def may_hold_a_meeting(self, states: Floats) -> bool:
        """Whether the context need be asked at all."""
        return bool(len(states)) and self.gate(states) >= self.thresholds["gate"]

    def contextualize(self, c: Candidates) -> tuple[Floats, Floats]:
        """States that have seen the article, and each word's score to be an event mention; long articles in windows."""
        states, events = np.zeros_like(c.states), np.zeros(len(c.states), dtype=np.float32)
        for start, stop, keep_start, keep_stop in even_windows(len(c.states)):
            x, scores = self._context(c.states[start:stop], c.marks[start:stop])
            states[keep_start:keep_stop] = x[keep_start - start : keep_stop - start]
            events[keep_start:keep_stop] = scores[keep_start - start : keep_stop - start]
        return states, events

    def coreference(self, c: Candidates, states: Floats, words: Ints) -> Floats:
        """Log-probabilities of `Relation` for each pair of event mentions, (words, words, 4); the earlier one first."""
        scores = self._pairs("coreference", states[words], states[words], coreference_features(c, words))
        shares: Floats = np.log(softmax(scores) + 1e-9)
        return shares

    def meeting(self, c: Candidates, states: Floats, words: Ints) -> tuple[Floats, Floats, Floats, float]:
        """Of the meeting of these event mentions: its state, probabilities of its type, of its factuality, of being one."""
        own = states[words]
        state = (softmax(self._linear("weight", own)[:, 0])[:, None] * own).sum(0)
        scores = self._layers("meeting", np.concatenate([state, meeting_features(c, words)]), (0, 3))
        types, factualities, keep = np.split(scores, [len(MeetingType), len(MeetingType) + len(Factuality)])
        return state, softmax(types), softmax(factualities), float(sigmoid(keep[0]))

    def participation(self, c: Candidates, states: Floats, words: Ints) -> Floats:
        """(mentions, event mentions, 1 + statuses + modes + roles): the first says how much the rest weighs."""
        mentions = np.concatenate([span_states(states, c.mention_words), c.mention_features], axis=1)
        return self._pairs("participation", mentions, states[words], pair_features(c, c.mention_words[:, 1], words))

    def participants(self, c: Candidates, scores: Floats) -> tuple[Ints, Floats, Floats, Floats, Ints]:
        """Of every entity, from the scores of its mentions with some event mentions: its number, probabilities of status, mode
        and role (a row each), and the mention that tells most. `scores` are (mentions, event mentions, outputs)."""
        entity_of = np.array([m.entity for m in c.mentions], dtype=np.int64)
        order = np.argsort(entity_of, kind="stable")
        numbers, starts, group = np.unique(entity_of[order], return_index=True, return_inverse=True)
        if not len(numbers):
            empty = np.zeros((0, 0), dtype=np.float32)
            return numbers, empty, empty, empty, numbers
        sorted_ = scores[order]
        most = np.maximum.reduceat(sorted_[..., 0].max(1), starts)
        weights = np.exp(sorted_[..., 0] - most[group][:, None])
        told = weights.sum(1)
        rows = np.add.reduceat((weights[..., None] * sorted_[..., 1:]).sum(1), starts)
        rows = rows / np.add.reduceat(told, starts)[:, None]
        status, mode, role = np.split(rows, [len(Participation), len(Participation) + len(Mode)], axis=1)
        status = status + self._layers("entity", c.entity_features[numbers], (0, 2))
        strongest = np.array([start + told[start:stop].argmax() for start, stop in pairwise([*starts, len(order)])])
        return numbers, softmax(status), softmax(mode), softmax(role), order[strongest]

    def times(self, c: Candidates, states: Floats, words: Ints) -> Floats:
        """Scores of the time expressions to say when."""
        times = np.concatenate([span_states(states, c.time_words), c.time_features], axis=1)
        return _logsumexp(
            self._pairs("time", times, states[words], pair_features(c, c.time_words[:, 1], words))[..., 0]
        )

    def places(self, c: Candidates, states: Floats, words: Ints, places: NDArray[np.bool_]) -> Floats:
        """Scores of the mentions chosen by `places` to say where."""
        at = c.mention_words[places]
        mentions = np.concatenate([span_states(states, at), c.mention_features[places]], axis=1)
        return _logsumexp(self._pairs("place", mentions, states[words], pair_features(c, at[:, 1], words))[..., 0])

    def nothing(self, state: Floats) -> Floats:
        """Scores of no time, the day of publication, no place."""
        return self._linear("nothing", state)


def even_windows(length: int) -> list[tuple[int, int, int, int]]:
    """As few overlapping windows as possible over an article's words, all of one length, which costs least.

    >>> even_windows(600)
    [(0, 364, 0, 300), (236, 600, 300, 600)]
    """
    count = max(1, -(-(length - OVERLAP) // (WINDOW - OVERLAP)))
    return windows(length, -(-(length + (count - 1) * OVERLAP) // count), OVERLAP)


def span_states(states: Floats, words: Ints) -> Floats:
    """A state for each span of words: the mean of its first and its last one's."""
    means: Floats = ((states[words[:, 0]] + states[words[:, 1]]) / 2).astype(np.float32)
    return means


def coreference_features(c: Candidates, words: Ints) -> Floats:
    """Of each pair of event mentions: how they stand in the text, the same lemma, the same mark of the lexicons."""
    between = pair_features(c, words, words)
    lemmas = np.array([c.lemmas[w] for w in words])
    lexical = c.marks[words, list(WORD_MARKS).index("lexical")]
    same = np.stack([lemmas[:, None] == lemmas[None], lexical[:, None] == lexical[None]], axis=-1)
    return np.concatenate([between, same.astype(np.float32)], axis=-1)


def meeting_features(c: Candidates, words: Ints) -> Floats:
    """How often the article speaks of the meeting, and how early."""
    first = float(c.sentences[words[0]])
    return np.array([np.log1p(len(words)), np.log1p(first), first == 0, len(words) > 1], dtype=np.float32)


def _logsumexp(scores: Floats) -> Floats:
    """Over the last axis."""
    if not scores.size:
        return np.zeros(len(scores), dtype=np.float32)
    most = scores.max(axis=1, keepdims=True)
    summed: Floats = (most + np.log(np.exp(scores - most).sum(axis=1, keepdims=True)))[:, 0]
    return summed
