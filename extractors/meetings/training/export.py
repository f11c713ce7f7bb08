"""From the trained reader to the shipped files: the context as ONNX with weights in int8, the heads as arrays, thresholds and calibration."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from extractors.meetings.candidates import WORD_MARKS, Floats, Ints
from extractors.meetings.judgement import HEADS_ALONE, Weights
from extractors.meetings.model import ReadingModel
from extractors.meetings.training.network import Reader

OPSET = 17
LICENSE = "MIT AND CC-BY-4.0"  # the pretrained encoder's, and the corpus's


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
    return ReadingModel(heads, context, {}, {}, HEADS_ALONE)


def export(
    reader: Reader,
    folder: Path,
    version: str,
    thresholds: Mapping[str, float],
    calibration: Mapping[str, Sequence[float]],
    judgement: Mapping[str, Weights],
) -> None:
    """Write context.onnx, heads.npz and meta.json to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch) / "fp32.onnx", Path(scratch) / "prepared.onnx"
        torch.onnx.export(
            reader.context,
            (torch.zeros(9, 384), torch.zeros(9, len(WORD_MARKS), dtype=torch.int64)),
            str(plain),
            input_names=["states", "marks"],
            output_names=["context", "events"],
            dynamic_axes={name: {0: "words"} for name in ("states", "marks", "context", "events")},
            opset_version=OPSET,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(folder / "context.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=["/event/MatMul", "/event/Gemm", "/event_by_encoder/MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
    heads = {name: values.numpy().astype(np.float16) for name, values in reader.heads.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", allow_pickle=False, **heads)
    meta = {
        "name": "reading_model",
        "version": version,
        "license": LICENSE,
        "thresholds": dict(thresholds),
        "calibration": {name: [round(float(w), 4) for w in weights] for name, weights in calibration.items()},
        "judgement": {what: {name: round(w, 4) for name, w in weights.items()} for what, weights in judgement.items()},
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")
