"""The encoder's files and the ONNX session that runs them: text in, scores per token out."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL_DIR = Path(__file__).parent / "german_encoder"
START, END = 0, 2  # the pieces <s> and </s>
WIDTH = 384  # values of a hidden state


@cache
def _meta(folder: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    return meta


def model_version() -> str:
    """Name and version of the shipped model, for the extractor version: `german_encoder-2.0.0`."""
    meta = _meta(MODEL_DIR)
    return f"{meta['name']}-{meta['version']}"


class Scores(NamedTuple):
    """What the model makes of a sentence, one row per token.

    `names`: log-probabilities of the name labels; zeros for a token in which no piece of the vocabulary begins.
    `tags`: scores of part of speech and morphology, the tasks of `Encoder.tasks` side by side.
    `states`: the hidden states that the reading of meetings goes on from, `WIDTH` values a token: the mean of its first
    and its last piece behind the eighth layer.
    """

    names: NDArray[np.float32]
    tags: NDArray[np.float32]
    states: NDArray[np.float32]


class Encoder:
    """The encoder that scores names, parts of speech and morphology.

    One sentence is one call, without padding: the model is quantized with ranges taken from the whole input, so a sentence's scores
    would otherwise depend on the sentences beside it. Calls may come from several threads at once.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds the model's files; by default those that ship with the package."""
        # Imported late: a pipeline that is only built, not used, does not pay for them.
        import onnxruntime
        from tokenizers import Tokenizer

        folder = folder or MODEL_DIR
        meta = _meta(folder)
        labels = json.loads((folder / meta["labels_file"]).read_text("utf-8"))
        self.labels: list[str] = labels["names"]
        self.tasks: dict[str, list[str]] = labels["tags"]
        self.features: dict[str, list[str]] = labels["features"]
        self._tag_scores = sum(map(len, self.tasks.values()))
        self._window: int = meta["window"]
        self._overlap: int = meta["overlap"]
        self._tokenizer = Tokenizer.from_file(str(folder / meta["tokenizer_file"]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Sentences differ in length, so patterns and arenas kept for one shape only cost memory.
        options.enable_mem_pattern = False
        self._session = onnxruntime.InferenceSession(
            str(folder / meta["model_file"]), options, providers=["CPUExecutionProvider"]
        )

    def scores(self, text: str, tokens: list[tuple[int, int]]) -> Scores:
        """Scores of a sentence; `tokens` are (start, end) offsets into `text`, ascending, none empty.

        Long sentences go through overlapping windows, each token from where it has most context.
        """
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        names = np.zeros((len(tokens), len(self.labels)), dtype=np.float32)
        tags = np.zeros((len(tokens), self._tag_scores), dtype=np.float32)
        states = np.zeros((len(tokens), WIDTH), dtype=np.float32)
        if not encoding.ids:
            return Scores(names, tags, states)
        last = np.array(last_pieces(encoding.offsets, tokens))
        own = np.array(first_pieces(encoding.offsets, tokens))
        first = np.where(own >= 0, own, last)
        for start, stop, keep_start, keep_stop in windows(len(encoding.ids), self._window - 2, self._overlap):
            [rows] = np.nonzero((first >= keep_start) & (first < keep_stop))
            if not len(rows):
                continue
            scored = self._session.run(
                None,
                {
                    "input_ids": np.array([[START, *encoding.ids[start:stop], END]], dtype=np.int64),
                    "first": first[rows] - start + 1,
                    "last": np.minimum(last[rows], stop - 1) - start + 1,
                },
            )
            names[rows], tags[rows], states[rows] = scored
        names -= names.max(axis=1, keepdims=True)
        names -= np.log(np.exp(names).sum(axis=1, keepdims=True))
        names[own < 0] = 0
        return Scores(names, tags, states)


def windows(length: int, size: int, overlap: int) -> list[tuple[int, int, int, int]]:
    """Overlapping windows over `length` items: (start, stop, keep_start, keep_stop); the kept parts tile the whole.

    >>> windows(10, 6, 2)
    [(0, 6, 0, 5), (4, 10, 5, 10)]
    """
    if length <= size:
        return [(0, length, 0, length)]
    starts = list(range(0, length - size, size - overlap))
    starts.append(length - size)
    cuts = [0, *((a + size + b) // 2 for a, b in pairwise(starts)), length]
    return [(start, start + size, cuts[n], cuts[n + 1]) for n, start in enumerate(starts)]


def first_pieces(pieces: list[tuple[int, int]], tokens: list[tuple[int, int]]) -> list[int]:
    """Index of the piece that scores each token, -1 where none does: each piece goes to the first token it touches that has none yet.

    >>> first_pieces([(0, 4), (4, 6), (6, 9)], [(0, 5), (5, 6), (7, 9)])
    [0, 1, 2]
    """
    result = [-1] * len(tokens)
    t = 0
    for index, (start, end) in enumerate(pieces):
        while t < len(tokens) and tokens[t][1] <= start:
            t += 1
        u = t
        while u < len(tokens) and tokens[u][0] < end and result[u] >= 0:
            u += 1
        if start < end and u < len(tokens) and tokens[u][0] < end:
            result[u] = index
    return result


def last_pieces(pieces: list[tuple[int, int]], tokens: list[tuple[int, int]]) -> list[int]:
    """Index of the last piece that touches each token, -1 where none does.

    >>> last_pieces([(0, 4), (4, 6), (6, 9)], [(0, 5), (5, 6), (7, 9)])
    [1, 1, 2]
    """
    result = [-1] * len(tokens)
    p = 0
    for index, (start, end) in enumerate(tokens):
        while p < len(pieces) and pieces[p][1] <= start:
            p += 1
        q = p
        while q < len(pieces) and pieces[q][0] < end:
            if pieces[q][0] < pieces[q][1]:
                result[index] = q
            q += 1
    return result
