"""The reader of meetings in PyTorch: an article-wide context over the encoder's states, and five kinds of heads.

The context is the encoder's own upper layers, copied and taught to see the whole article; attention knows how far apart
two words are by a bias for each distance (Raffel et al. 2020). Every head that decides on two things at once, an
actor's mention and an event mention, a time and an event mention, has one form (`Pairs`).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from extractors.language.training.encoder import HEADS, WIDTH, Layer
from extractors.reader.affiliations import AFFILIATION_WIDTH
from extractors.reader.candidates import ENTITY_WIDTH, MENTION_WIDTH, PAIR_WIDTH, TIME_WIDTH, WORD_MARKS
from extractors.reader.model import WINDOW
from extractors.reader.vocabulary import Factuality, MeetingType, Mode, Participation, Relation, Role

LAYERS = 2
HIDDEN = 128
BUCKETS = 32
MEETING_WIDTH = 4


def buckets() -> Tensor:
    """The number of the bias for each distance from -(WINDOW-1) to WINDOW-1: near ones each their own, far ones together."""
    steps = np.arange(-(WINDOW - 1), WINDOW)
    half = BUCKETS // 2
    far = np.abs(steps)
    log = 8 + (np.log(np.maximum(far, 1) / 8) / np.log(WINDOW / 8) * (half - 8)).astype(int)
    number = np.where(far < 8, far, np.minimum(log, half - 1))
    return torch.tensor(np.where(steps > 0, half + number, number))


class Context(nn.Module):
    """Words of a window in, article-wide states out: (words, WIDTH) each."""

    def __init__(self, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.marks = nn.ModuleList(nn.Embedding(size, WIDTH) for size in WORD_MARKS.values())
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.bias = nn.Embedding(BUCKETS, HEADS)
        self.event = nn.Linear(WIDTH, 1)
        self.event_by_encoder = nn.Linear(WIDTH, 1, bias=False)
        self.event_by_mark = nn.ModuleList(nn.Embedding(size, 1) for size in WORD_MARKS.values())
        self.register_buffer("buckets", buckets(), persistent=False)
        for table in self.marks:
            nn.init.normal_(table.weight, std=0.02)
        for table in self.event_by_mark:
            nn.init.zeros_(table.weight)
        nn.init.zeros_(self.bias.weight)
        nn.init.constant_(self.event.bias, -4.0)  # of a hundred words some two are event mentions

    def forward(self, states: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """States after the context, and the score of each word to be an event mention."""
        x = states
        for column, table in enumerate(self.marks):
            x = x + table(marks[:, column])
        x = x[None]
        position = torch.arange(states.shape[0], device=states.device)
        steps = position[None, :] - position[:, None] + (WINDOW - 1)
        mask = self.bias(self.buckets[steps]).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, mask)
        events = self.event(x[0]) + self.event_by_encoder(states)
        for column, table in enumerate(self.event_by_mark):
            events = events + table(marks[:, column])
        return x[0], events[:, 0]


class Pairs(nn.Module):
    """Scores of every pair of two sets of things: a sum of what each tells and of how they stand to each other."""

    def __init__(self, left: int, right: int, features: int, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(left, HIDDEN), nn.Linear(right, HIDDEN, bias=False)
        self.left_key, self.right_key = nn.Linear(left, HIDDEN, bias=False), nn.Linear(right, HIDDEN, bias=False)
        self.between = nn.Linear(features, HIDDEN, bias=False)
        self.output = nn.Linear(HIDDEN, outputs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, left: Tensor, right: Tensor, between: Tensor) -> Tensor:
        """(left, right, outputs)"""
        product = torch.tanh(self.left_key(left))[:, None] * torch.tanh(self.right_key(right))[None]
        hidden = torch.tanh(self.left(left)[:, None] + self.right(right)[None] + self.between(between) + product)
        return self.output(self.dropout(hidden))


PARTICIPATION = 1 + len(Participation) + len(Mode) + len(Role)
MEETING = len(MeetingType) + len(Factuality) + 1


class Heads(nn.Module):
    """All that is decided of mentions, times and places, from the states after the context."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.gate = nn.Linear(WIDTH, 1)  # on the encoder's own states: may the article speak of a meeting at all
        self.coreference = Pairs(WIDTH, WIDTH, PAIR_WIDTH + 2, len(Relation), dropout)
        self.participation = Pairs(WIDTH + MENTION_WIDTH, WIDTH, PAIR_WIDTH, PARTICIPATION, dropout)
        self.entity = nn.Sequential(nn.Linear(ENTITY_WIDTH, 32), nn.Tanh(), nn.Linear(32, len(Participation)))
        self.time = Pairs(WIDTH + TIME_WIDTH, WIDTH, PAIR_WIDTH, 1, dropout)
        self.place = Pairs(WIDTH + MENTION_WIDTH, WIDTH, PAIR_WIDTH, 1, dropout)
        self.weight = nn.Linear(WIDTH, 1)  # of an event mention among those of its meeting
        self.meeting = nn.Sequential(
            nn.Linear(WIDTH + MEETING_WIDTH, HIDDEN), nn.Tanh(), nn.Dropout(dropout), nn.Linear(HIDDEN, MEETING)
        )
        # Whom a person acts for is asked of every article: on the encoder's own states.
        self.affiliation = Pairs(WIDTH + MENTION_WIDTH, WIDTH + MENTION_WIDTH, PAIR_WIDTH, 1, dropout)
        self.body = nn.Sequential(nn.Linear(AFFILIATION_WIDTH, 64), nn.Tanh(), nn.Linear(64, 1))
        self.nobody = nn.Sequential(nn.Linear(WIDTH + ENTITY_WIDTH, 32), nn.Tanh(), nn.Linear(32, 1))
        self.nothing = nn.Linear(WIDTH, 3)  # scores of no time, the day of publication, no place


def span_states(states: Tensor, words: Tensor) -> Tensor:
    """A state for each span of words: the mean of its first and its last one's."""
    return (states[words[:, 0]] + states[words[:, 1]]) / 2


class Reader(nn.Module):
    """Context and heads together."""

    def __init__(self, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.context = Context(layers, dropout)
        self.heads = Heads(dropout)


def cross_entropy(scores: Tensor, target: Tensor, weight: Tensor | None = None, smoothing: float = 0.0) -> Tensor:
    """Weighted mean; nothing to learn from gives zero."""
    loss = functional.cross_entropy(scores, target, reduction="none", ignore_index=-100, label_smoothing=smoothing)
    weight = torch.ones_like(loss) if weight is None else weight
    weight = weight * (target != -100)
    return (loss * weight).sum() / weight.sum().clamp(min=1.0)
