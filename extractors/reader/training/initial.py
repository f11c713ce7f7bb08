"""Where the context begins to learn: upper layers of the shipped encoder, out of its quantized file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from extractors.language.model import MODEL_DIR
from extractors.language.training.export import READING_DEPTH
from extractors.reader.training.network import LAYERS, Reader

_PRODUCTS = ("qkv", "attention_output", "feed_in", "feed_out")
_NORMS = ("attention_norm", "feed_norm")


def upper_layer(weights: dict[str, np.ndarray], nodes: dict[str, onnx.NodeProto], number: int) -> dict[str, Tensor]:
    """The weights of one layer of the encoder, as its PyTorch module names them; int8 ones times their scales."""
    found: dict[str, Tensor] = {}
    for product in _PRODUCTS:
        quantized = nodes.get(f"/layers.{number}/{product}/MatMul_quant")
        if quantized is None:
            matrix = weights[nodes[f"/layers.{number}/{product}/MatMul"].input[1]]
        else:
            scale = weights[quantized.input[1].removesuffix("_quantized") + "_scale"]
            zero = weights[quantized.input[3]].astype(np.float32)
            matrix = (weights[quantized.input[1]].astype(np.float32) - zero) * scale
        found[f"{product}.weight"] = torch.tensor(np.ascontiguousarray(matrix.T), dtype=torch.float32)
        found[f"{product}.bias"] = torch.tensor(weights[f"tagger.layers.{number}.{product}.bias"].copy())
    for norm in _NORMS:
        for part in ("weight", "bias"):
            found[f"{norm}.{part}"] = torch.tensor(weights[f"tagger.layers.{number}.{norm}.{part}"].copy())
    return found


def untrained(seed: int, layers: int = LAYERS, dropout: float = 0.1, folder: Path = MODEL_DIR) -> Reader:
    """A reader whose context is the encoder's layers after the one whose states it reads, and whose heads know nothing yet."""
    graph = onnx.load(str(folder / "model.onnx")).graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    nodes = {node.name: node for node in graph.node}
    torch.manual_seed(seed)
    reader = Reader(layers, dropout)
    for position, layer in enumerate(reader.context.layers):
        layer.load_state_dict(upper_layer(weights, nodes, READING_DEPTH + position))
    return reader
