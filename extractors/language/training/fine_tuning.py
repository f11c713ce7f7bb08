"""Fine-tuning of the encoder on labelled words: data parallel over threads of one core each, or on a GPU."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from extractors.language.model import first_pieces
from extractors.language.training.corpora import Sentence
from extractors.language.training.encoder import Tagger

START, PAD, END = 0, 1, 2
IGNORED = -100


@dataclass(frozen=True)
class Settings:
    """What training depends on, besides its data; the defaults made the shipped model."""

    runs: int = 3  # of the whole training, each with its own order; their weights are averaged
    epochs: float = 5.0
    batch: int = 32  # sentences
    longest: int = 128  # pieces; the rest of a longer training sentence is cut off
    rate: float = 1.5e-4  # of the encoder
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.05  # share of the steps
    averaged: float = 0.25  # share of the steps at the end whose weights are averaged
    smoothing: float = 0.0
    seed: int = 20261122


@dataclass(frozen=True)
class Example:
    """Piece numbers with the special ones at both ends; the label number of the pieces that score a word, else -100."""

    ids: list[int]
    labels: list[int]


def examples(sentences: list[Sentence], tokenizer: Tokenizer, labels: list[str], longest: int) -> list[Example]:
    """Training examples of the column `name`."""
    number = {label: i for i, label in enumerate(labels)}
    result = []
    for sentence in sentences:
        encoding = tokenizer.encode(sentence.text, add_special_tokens=False)
        targets = [IGNORED] * len(encoding.ids)
        for piece, label in zip(
            first_pieces(encoding.offsets, sentence.offsets), sentence.columns["name"], strict=True
        ):
            if piece >= 0:
                targets[piece] = number[label]
        ids, targets = encoding.ids[: longest - 2], targets[: longest - 2]
        result.append(Example([START, *ids, END], [IGNORED, *targets, IGNORED]))
    return result


def fine_tune(model: Tagger, data: list[Example], settings: Settings, workers: int) -> Tagger:
    """Train `model` in place and return it with the average of its last weights.

    The embeddings stay as they are: most pieces of the vocabulary never occur in the training set and must keep company with those
    that do. Arithmetic is bfloat16 where the processor has it (twice as fast, no loss seen), sums and weights are fp32.
    """
    torch.manual_seed(settings.seed)
    order = random.Random(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cuda":
        workers = 1
    else:
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
    model.to(device).train()
    for frozen in (model.pieces.weight, model.positions.weight, model.kind):
        frozen.requires_grad_(False)
    replicas = [model, *(_replica(model) for _ in range(workers - 1))]
    parameters = [[p for p in replica.parameters() if p.requires_grad] for replica in replicas]
    optimizer = torch.optim.AdamW(_groups(model, settings), fused=True)
    total = math.ceil(settings.epochs * len(data) / settings.batch)
    average: list[Tensor] | None = None
    averaged = 0
    started = time.perf_counter()
    loss_now = math.nan
    with ThreadPoolExecutor(workers) as pool:
        for step, batch in zip(range(total), _batches(data, settings.batch, order), strict=False):
            scale = _rate(step / total, settings.warm_up)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            words = sum(label != IGNORED for example in batch for label in example.labels)
            shares = [batch[worker::workers] for worker in range(workers)]
            jobs = [
                pool.submit(_gradients, replica, share, words, settings.smoothing, device)
                for replica, share in zip(replicas, shares, strict=True)
            ]
            losses = [job.result() for job in jobs]
            for others in parameters[1:]:
                for parameter, other in zip(parameters[0], others, strict=True):
                    assert parameter.grad is not None
                    parameter.grad.add_(other.grad)
                    other.grad = None
            torch.nn.utils.clip_grad_norm_(parameters[0], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            loss_now = sum(losses) if math.isnan(loss_now) else 0.98 * loss_now + 0.02 * sum(losses)
            if step >= total * (1 - settings.averaged) and step % 10 == 0:
                averaged += 1
                if average is None:
                    average = [parameter.detach().clone() for parameter in parameters[0]]
                else:
                    for mean, parameter in zip(average, parameters[0], strict=True):
                        mean.lerp_(parameter.detach(), 1 / averaged)
            if step % 100 == 0 or step == total - 1:
                seconds = time.perf_counter() - started
                rate = (step + 1) * settings.batch / seconds
                print(
                    f"step {step + 1}/{total}  loss {loss_now:.4f}  {rate:.1f} sentences/s  {seconds / 60:.1f} min",
                    flush=True,
                )
    if average is not None:
        with torch.no_grad():
            for parameter, mean in zip(parameters[0], average, strict=True):
                parameter.copy_(mean)
    model.cpu().eval()
    return model


def _replica(model: Tagger) -> Tagger:
    """A copy that shares the weights and has gradients of its own."""
    replica = copy.deepcopy(model)
    for copied, original in zip(replica.parameters(), model.parameters(), strict=True):
        copied.data = original.data
    return replica


def _groups(model: Tagger, settings: Settings) -> list[dict[str, object]]:
    groups = []
    named = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    for is_head in (False, True):
        for is_matrix in (False, True):
            chosen = [p for name, p in named if name.startswith("head") == is_head and (p.dim() > 1) == is_matrix]
            peak = settings.head_rate if is_head else settings.rate
            groups.append(
                {"params": chosen, "peak": peak, "lr": peak, "weight_decay": settings.decay if is_matrix else 0.0}
            )
    return groups


def _rate(progress: float, warm_up: float) -> float:
    """Share of the peak learning rate: up in a line, then down in a line to nearly nothing."""
    return min(1.0, (progress + 1e-4) / warm_up) * max(0.01, 1.0 - progress)


def _batches(data: list[Example], size: int, order: random.Random) -> Iterator[list[Example]]:
    """Batches without end, of sentences of like length, each sentence once an epoch."""
    while True:
        indices = list(range(len(data)))
        order.shuffle(indices)
        batches = []
        for start in range(0, len(indices), size * 50):
            alike = sorted(indices[start : start + size * 50], key=lambda i: len(data[i].ids))
            batches += [alike[i : i + size] for i in range(0, len(alike), size)]
        order.shuffle(batches)
        for batch in batches:
            yield [data[i] for i in batch]


def _gradients(model: Tagger, share: list[Example], words: int, smoothing: float, device: torch.device) -> float:
    """Adds the gradients of one worker's share of a batch; its part of the mean loss over the batch's words."""
    if not share:
        return 0.0
    length = max(len(example.ids) for example in share)
    ids = torch.full((len(share), length), PAD)
    labels = torch.full((len(share), length), IGNORED)
    for row, example in enumerate(share):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        labels[row, : len(example.labels)] = torch.tensor(example.labels)
    ids, labels = ids.to(device), labels.to(device)
    attention = ids != PAD
    with torch.autocast(device.type, torch.bfloat16, enabled=_has_bfloat16(device)):
        scores = model(ids, None if bool(attention.all()) else attention)
    flat = scores.float().reshape(-1, scores.shape[-1])
    loss = (
        functional.cross_entropy(
            flat, labels.reshape(-1), ignore_index=IGNORED, reduction="sum", label_smoothing=smoothing
        )
        / words
    )
    loss.backward()
    return float(loss.detach())


def _has_bfloat16(device: torch.device) -> bool:
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def predict(model: Tagger, data: list[Example], workers: int, batch: int = 32) -> list[np.ndarray]:
    """Label scores per piece of each example, the special pieces left out; sentences of like length go together."""
    order = sorted(range(len(data)), key=lambda i: len(data[i].ids))
    jobs = [order[i : i + batch] for i in range(0, len(order), batch)]
    result: list[np.ndarray] = [np.empty(0)] * len(data)

    def score(job: list[int]) -> None:
        length = max(len(data[i].ids) for i in job)
        ids = torch.full((len(job), length), PAD)
        for row, i in enumerate(job):
            ids[row, : len(data[i].ids)] = torch.tensor(data[i].ids)
        with torch.inference_mode():
            scores = model(ids, ids != PAD).numpy()
        for row, i in enumerate(job):
            result[i] = scores[row, 1 : len(data[i].ids) - 1]

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(score, jobs))
    return result
