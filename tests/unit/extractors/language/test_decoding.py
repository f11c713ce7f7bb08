"""The parts between the model's scores and its spans."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.language.decoding import TOUCHING, Decoder
from extractors.language.model import first_pieces, windows

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def scores(*rows: dict[str, float]) -> np.ndarray:
    """Log-probabilities; what a row leaves out shares the rest. An empty row is a token without evidence."""
    result = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    for k, row in enumerate(rows):
        if row:
            rest = (1 - sum(row.values())) / (len(LABELS) - len(row))
            result[k] = np.log([row.get(label, rest) for label in LABELS])
    return result


def test_inside_needs_a_beginning() -> None:
    spans = Decoder(LABELS).spans(scores({"I-PER": 0.6, "B-PER": 0.3}, {"I-PER": 0.9}))
    assert [(start, end, label) for start, end, label, _ in spans] == [(0, 2, "PER")]


def test_probability_is_that_of_the_weakest_word() -> None:
    ((_, _, _, probability),) = Decoder(LABELS).spans(
        scores({"B-PER": 0.9, "I-PER": 0.05}, {"I-PER": 0.7, "B-PER": 0.1})
    )
    assert probability == np.float64(0.8)


def test_word_without_evidence_follows_its_neighbors() -> None:
    decoder = Decoder(LABELS)
    inside = decoder.spans(scores({"B-PER": 0.9}, {}, {"I-PER": 0.9}))
    outside = decoder.spans(scores({"B-PER": 0.9}, {}, {"O": 0.9}))
    assert [span[:3] for span in inside] == [(0, 3, "PER")]
    assert [span[:3] for span in outside] == [(0, 1, "PER")]


def test_one_name_is_likelier_than_two_that_touch() -> None:
    decoder = Decoder(LABELS)
    doubtful = decoder.spans(scores({"B-PER": 0.9}, {"B-PER": 0.5, "I-PER": 0.45}))
    certain = decoder.spans(scores({"B-PER": 0.9}, {"B-PER": 0.7, "I-PER": 0.25}))
    other = decoder.spans(scores({"B-PER": 0.9}, {"B-LOC": 0.5, "I-PER": 0.45}))
    assert [span[:3] for span in doubtful] == [(0, 2, "PER")]
    assert [span[:3] for span in certain] == [(0, 1, "PER"), (1, 2, "PER")]
    assert [span[:3] for span in other] == [(0, 1, "PER"), (1, 2, "LOC")]


@given(st.lists(st.lists(st.floats(0.01, 1.0), min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=4))
def test_the_path_is_the_best_of_all_that_are_allowed(weights: list[list[float]]) -> None:
    """The shortcut for paths without a forbidden or costly step finds what trying all paths finds."""
    logs = np.log(np.array(weights) / np.array(weights).sum(axis=1, keepdims=True)).astype(np.float32)

    def value(path: tuple[int, ...]) -> float:
        total = float(sum(logs[row, label] for row, label in enumerate(path)))
        for before, label in zip((0, *path), path, strict=False):
            one, two = LABELS[before], LABELS[label]
            if two.startswith("I-") and one[2:] != two[2:]:
                return -np.inf
            if two.startswith("B-") and one[2:] == two[2:]:
                total += TOUCHING
        return total

    best = max(value(path) for path in product(range(len(LABELS)), repeat=len(weights)))
    names = [(start, end, label) for start, end, label, _ in Decoder(LABELS).spans(logs)]
    path = [0] * len(weights)
    for start, end, label in names:
        path[start:end] = [LABELS.index(f"B-{label}"), *[LABELS.index(f"I-{label}")] * (end - start - 1)]
    assert np.isclose(value(tuple(path)), best, atol=1e-4)


def test_piece_over_two_tokens_leaves_the_second_without_one() -> None:
    assert first_pieces([(0, 5), (5, 7), (7, 12)], [(0, 5), (5, 6), (6, 7), (8, 12)]) == [0, 1, -1, 2]


@given(length=st.integers(0, 2000), size=st.integers(4, 300), overlap=st.integers(1, 3))
def test_windows_tile_the_whole(length: int, size: int, overlap: int) -> None:
    tiles = windows(length, size, overlap)
    assert [position for _, _, first, last in tiles for position in range(first, last)] == list(range(length))
    assert all(start <= first and last <= stop and stop - start <= size for start, stop, first, last in tiles)
