"""The name model's files and the ONNX session that runs them: text in, label scores per token out."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL_DIR = Path(__file__).parent / "german_ner"


@cache
def _meta(folder: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    return meta


def model_version() -> str:
    """Name and version of the shipped model, for the extractor version: `german_ner-1.0.0`."""
    meta = _meta(MODEL_DIR)
    return f"{meta['name']}-{meta['version']}"


class NameModel:
    """The encoder that scores name labels.

    One sentence is one call, without padding: the model is quantized with ranges taken from the whole input, so a sentence's scores
    would otherwise depend on the sentences beside it. Calls may come from several threads at once.
    """

    def __init__(self, folder: Path = MODEL_DIR) -> None:
        # Imported late: a pipeline that is only built, not used, does not pay for them.
        import onnxruntime
        from tokenizers import Tokenizer

        meta = _meta(folder)
        self.labels: list[str] = json.loads((folder / meta["labels_file"]).read_text("utf-8"))
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

    def scores(self, text: str, tokens: list[tuple[int, int]]) -> NDArray[np.float32]:
        """Log-probabilities of the labels, one row per token.

        `tokens` are (start, end) offsets into `text`, ascending, none empty. A token in which no piece of the encoder's vocabulary begins
        has no evidence of its own and gets a row of zeros.
        """
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        rows = np.zeros((len(tokens), len(self.labels)), dtype=np.float32)
        if not encoding.ids:
            return rows
        first = first_pieces(encoding.offsets, tokens)
        pieces = self._piece_scores(encoding.ids)
        for row, piece in enumerate(first):
            if piece >= 0:
                rows[row] = pieces[piece]
        return rows

    def _piece_scores(self, ids: list[int]) -> NDArray[np.float32]:
        """Log-probabilities per piece; long inputs go through overlapping windows, each piece from where it has most context."""
        result = np.empty((len(ids), len(self.labels)), dtype=np.float32)
        for start, stop, keep_start, keep_stop in windows(len(ids), self._window - 2, self._overlap):
            batch = np.array([[0, *ids[start:stop], 2]], dtype=np.int64)
            logits = self._session.run(None, {"input_ids": batch, "attention_mask": np.ones_like(batch)})[0][0, 1:-1]
            result[keep_start:keep_stop] = logits[keep_start - start : keep_stop - start]
        result -= result.max(axis=1, keepdims=True)
        result -= np.log(np.exp(result).sum(axis=1, keepdims=True))
        return result


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
