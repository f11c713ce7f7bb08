"""From the trained model to the shipped file: ONNX, weights in int8."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from extractors.language.training.encoder import Tagger
from extractors.language.training.tag_head import TagHead, depths

OPSET = 17
# The values that two feed-forward outputs take spread too wide for int8: their products stay fp32.
IN_FULL: tuple[str, ...] = ("/layers.4/feed_out/MatMul", "/layers.5/feed_out/MatMul")
BLOCK = 32
READING_DEPTH = 8  # the layer whose states the reading of meetings goes on from
HEADS = ("/head/MatMul", "/scores/MatMul")  # small, and the last word: fp32


class BlockEmbedding(nn.Module):
    """An embedding in int8 with an fp16 scale per `BLOCK` values of a row; off by at most 1/254 of a block's largest value.

    The encoder's own 4-bit weights have such blocks, so next to nothing is lost; ONNX Runtime's int8 has one scale for the whole table.
    """

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        blocks = table.detach().reshape(len(table), -1, BLOCK)
        scale = (blocks.abs().amax(-1, keepdim=True) / 127).half()
        self.scale = nn.Buffer(scale)
        self.values = nn.Buffer(torch.round(blocks / scale.float().clamp(min=1e-7)).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return (self.values[ids].float() * self.scale[ids].float()).flatten(-2)


class Exported(nn.Module):
    """One sentence without padding: pieces in, scores per word out, each word by its first and its last piece."""

    def __init__(self, tagger: Tagger, tags: TagHead) -> None:
        super().__init__()
        self.tagger = tagger
        self.tags = tags
        self.depths = depths(len(tagger.layers))

    def forward(self, input_ids: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.tagger.states(input_ids)
        names = self.tagger.head(states[-1][0, first])
        rows = torch.cat([states[depth][0, where] for where in (first, last) for depth in self.depths], dim=1)
        reading = states[min(READING_DEPTH, len(states) - 1)][0]
        return names, self.tags(rows), (reading[first] + reading[last]) / 2


def export(tagger: Tagger, tags: TagHead, target: Path, in_full: Sequence[str] = IN_FULL) -> None:
    """Write the int8 model to `target`; products named in `in_full` stay fp32."""
    tagger = copy.deepcopy(tagger)
    tagger.register_module("pieces", BlockEmbedding(tagger.pieces.weight))
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "fp32.onnx", Path(folder) / "prepared.onnx"
        export_fp32(tagger, tags, plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        products = {node.name for node in onnx.load(str(prepared)).graph.node if node.op_type in {"MatMul", "Gemm"}}
        kept = [name for name in products if any(name.endswith(end) for end in (*in_full, *HEADS))]
        quantize_dynamic(
            str(prepared),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=kept,
            op_types_to_quantize=["MatMul", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )


def export_fp32(tagger: Tagger, tags: TagHead, target: Path) -> None:
    """Write the model as it was trained."""
    model = Exported(tagger.eval(), tags.eval()).eval()
    example = (torch.arange(9)[None], torch.tensor([1, 3, 4]), torch.tensor([2, 3, 7]))
    torch.onnx.export(
        model,
        example,
        str(target),
        input_names=["input_ids", "first", "last"],
        output_names=["names", "tags", "states"],
        dynamic_axes={
            "input_ids": {1: "pieces"},
            "first": {0: "words"},
            "last": {0: "words"},
            "names": {0: "words"},
            "tags": {0: "words"},
            "states": {0: "words"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
