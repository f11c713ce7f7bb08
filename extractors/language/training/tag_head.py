"""The second head: part of speech and morphology from two layers of the finished encoder, which it leaves as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from extractors.language.model import first_pieces, last_pieces
from extractors.language.training.corpora import Sentence
from extractors.language.training.encoder import WIDTH, Tagger
from extractors.language.training.fine_tuning import END, START

HIDDEN = 512
RARE = 50  # a morphological feature that fewer words carry is left out
FOLDS = 5
NONE = ""


@dataclass(frozen=True)
class Task:
    """One choice of the head: `xpos`, `upos` or a morphological feature; `values` in the order of the scores."""

    name: str
    values: list[str]


class TagHead(nn.Module):
    """Scores of every task's values for a word, side by side, from the states of its first and its last piece."""

    def __init__(self, tasks: list[Task]) -> None:
        super().__init__()
        self.tasks = tasks
        self.hidden = nn.Linear(4 * WIDTH, HIDDEN)
        self.scores = nn.Linear(HIDDEN, sum(len(task.values) for task in tasks))

    def forward(self, states: Tensor) -> Tensor:
        x = functional.dropout(states, 0.2, self.training)
        return self.scores(functional.dropout(functional.gelu(self.hidden(x)), 0.3, self.training))


def depths(layers: int) -> tuple[int, int]:
    """The two layers whose states are read, of `layers`: the lower ones know most about form.

    >>> depths(12)
    (3, 7)
    """
    return layers // 4, layers * 7 // 12


def tasks_of(sentences: list[Sentence]) -> list[Task]:
    """The tasks that the sentences give examples of."""
    tasks = [
        Task(name, sorted({value for sentence in sentences for value in sentence.columns[name]}))
        for name in ("xpos", "upos")
    ]
    values: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for sentence in sentences:
        for feats in sentence.columns["feats"]:
            for name, value in features(feats).items():
                values.setdefault(name, set()).add(value)
                counts[name] = counts.get(name, 0) + 1
    return tasks + [Task(name, [NONE, *sorted(values[name])]) for name in sorted(values) if counts[name] >= RARE]


def features(feats: str) -> dict[str, str]:
    """A FEATS cell as a dictionary.

    >>> features("Case=Nom|Number=Sing"), features("_")
    ({'Case': 'Nom', 'Number': 'Sing'}, {})
    """
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)


def word_states(model: Tagger, tokenizer: Tokenizer, sentences: list[Sentence]) -> list[NDArray[np.float32]]:
    """Per sentence, one row a word: the states of its first and last piece at each of the `depths`."""
    result = []
    chosen = depths(len(model.layers))
    for sentence in sentences:
        encoding = tokenizer.encode(sentence.text, add_special_tokens=False)
        first = first_pieces(encoding.offsets, sentence.offsets)
        last = last_pieces(encoding.offsets, sentence.offsets)
        with torch.inference_mode():
            states = model.states(torch.tensor([[START, *encoding.ids, END]]))
        rows = [states[depth][0, 1:-1][torch.tensor(where).clamp(min=0)] for where in (first, last) for depth in chosen]
        result.append(torch.cat(rows, dim=1).numpy())
    return result


def fit(
    tasks: list[Task], states: list[NDArray[np.float32]], sentences: list[Sentence], epochs: int, seed: int
) -> TagHead:
    """A head trained on these sentences."""
    torch.manual_seed(seed)
    x = torch.from_numpy(np.concatenate(states))
    y = torch.from_numpy(_targets(tasks, sentences))
    mean, deviation = x.mean(0), x.std(0) + 1e-5
    head = TagHead(tasks)
    optimizer = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.01)
    steps = epochs * len(x) // 256
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - step / steps)
        chosen = torch.randint(0, len(x), (256,))
        scores = head((x[chosen] - mean) / deviation)
        parts = scores.split([len(task.values) for task in tasks], dim=1)
        loss = sum(functional.cross_entropy(part, y[chosen, i], label_smoothing=0.05) for i, part in enumerate(parts))
        assert isinstance(loss, Tensor)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    with torch.no_grad():  # the scaling becomes part of the first layer
        head.hidden.bias -= head.hidden.weight @ (mean / deviation)
        head.hidden.weight /= deviation
    head.eval()
    return head


def _targets(tasks: list[Task], sentences: list[Sentence]) -> NDArray[np.int64]:
    number = {task.name: {value: i for i, value in enumerate(task.values)} for task in tasks}
    rows = []
    for sentence in sentences:
        for xpos, upos, feats in zip(*(sentence.columns[name] for name in ("xpos", "upos", "feats")), strict=True):
            values = {"xpos": xpos, "upos": upos} | features(feats)
            rows.append([number[task.name].get(values.get(task.name, NONE), 0) for task in tasks])
    return np.array(rows)


def accuracies(
    head: TagHead, states: list[NDArray[np.float32]], sentences: list[Sentence]
) -> dict[str, tuple[int, int]]:
    """Words right and words in all, for each task, and for `morphology`: all features of a word right."""
    with torch.inference_mode():
        scores = head(torch.from_numpy(np.concatenate(states)))
    found = np.stack(
        [part.argmax(1).numpy() for part in scores.split([len(t.values) for t in head.tasks], dim=1)], axis=1
    )
    right = found == _targets(head.tasks, sentences)
    result = {task.name: (int(right[:, i].sum()), len(right)) for i, task in enumerate(head.tasks)}
    return result | {"morphology": (int(right[:, 2:].all(axis=1).sum()), len(right))}


def cross_validate(
    tasks: list[Task], states: list[NDArray[np.float32]], sentences: list[Sentence], epochs: int, seed: int
) -> dict[str, float]:
    """Share of words right on sentences that the head has not seen, over five folds split by sentence."""
    right: dict[str, int] = {}
    words = 0
    for fold in range(FOLDS):
        seen = [i for i in range(len(sentences)) if i % FOLDS != fold]
        unseen = [i for i in range(len(sentences)) if i % FOLDS == fold]
        head = fit(tasks, [states[i] for i in seen], [sentences[i] for i in seen], epochs, seed)
        found = accuracies(head, [states[i] for i in unseen], [sentences[i] for i in unseen])
        for name, (hits, _) in found.items():
            right[name] = right.get(name, 0) + hits
        words += found["xpos"][1]
    return {name: hits / words for name, hits in right.items()}
