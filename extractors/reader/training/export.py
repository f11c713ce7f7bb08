"""From the trained reader in PyTorch to plain arrays."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

from extractors.reader.candidates import Floats, Ints
from extractors.reader.judgement import HEADS_ALONE
from extractors.reader.model import ReadingModel
from extractors.reader.training.network import Reader


def as_arrays(reader: Reader) -> ReadingModel:
    """The trained reader as the shipped one works, its context still in PyTorch; the context of an article is computed once."""

    @lru_cache(maxsize=4096)
    def remembered(states: bytes, marks: bytes, length: int) -> tuple[Floats, Floats]:
        x = torch.frombuffer(bytearray(states), dtype=torch.float32).reshape(length, -1)
        m = torch.frombuffer(bytearray(marks), dtype=torch.int64).reshape(length, -1)
        with torch.no_grad():
            found, events = reader.context(x, m)
        return found.float().numpy(), events.float().numpy()

    def context(states: Floats, marks: Ints) -> tuple[Floats, Floats]:
        return remembered(states.tobytes(), marks.tobytes(), len(states))

    heads = {name: values.numpy() for name, values in reader.eval().heads.state_dict().items()}
    return ReadingModel(heads, context, {}, HEADS_ALONE)


def export_affiliation_head(reader: Reader, path: Path) -> None:
    """Write the head that is in use, its weights in fp16."""
    names = ("affiliation.", "body.", "nobody.")
    weights = {
        name: values.numpy().astype(np.float16)
        for name, values in reader.heads.state_dict().items()
        if name.startswith(names)
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **weights)
