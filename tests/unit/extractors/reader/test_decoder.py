"""From scores to meetings: consistent and deterministic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reader.decoder import _parents, groups_of
from extractors.reader.vocabulary import Relation

KINDS = list(Relation)


def relations(size: int, said: dict[tuple[int, int], Relation]) -> np.ndarray:
    """Log-probabilities that give 0.97 to what is said of a pair, else to `different`."""
    shares = np.full((size, size, len(KINDS)), 0.01)
    for i in range(size):
        for j in range(size):
            shares[i, j, KINDS.index(said.get((i, j), Relation.DIFFERENT))] = 0.97
    return np.log(shares)


def odds(size: int, said: dict[tuple[int, int], float]) -> np.ndarray:
    """Symmetric log-odds of two event mentions being one meeting: what is said of a pair, else -5."""
    found = np.full((size, size), -5.0)
    for (i, j), value in said.items():
        found[i, j] = found[j, i] = value
    return found


def test_mentions_that_are_the_same_are_one_meeting():
    assert groups_of(odds(4, {(0, 2): 3, (1, 3): 3}), 0.0) == [(0, 2), (1, 3)]


def test_a_chain_with_a_contradiction_is_no_meeting():
    assert len(groups_of(odds(3, {(0, 1): 3, (1, 2): 3}), 0.0)) == 2


def test_a_part_has_its_whole_whichever_the_text_names_first():
    assert _parents(relations(2, {(0, 1): Relation.PART}), [(0,), (1,)], 0.5) == [None, 0]
    assert _parents(relations(2, {(0, 1): Relation.WHOLE}), [(0,), (1,)], 0.5) == [1, None]


@given(st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_every_mention_is_in_one_meeting_and_no_meeting_is_within_itself(size, seed):
    random = np.random.default_rng(seed)
    values = random.normal(size=(size, size))
    groups = groups_of(values + values.T, 0.0)
    assert sorted(n for group in groups for n in group) == list(range(size))
    scores = np.log(random.dirichlet(np.ones(len(KINDS)), (size, size)) + 1e-9)
    parents = _parents(scores, groups, 0.2)
    assert all(p is None or parents[p] is None for p in parents)


@pytest.mark.parametrize("threshold", [-1e9, 1e9])
def test_the_threshold_decides_how_much_is_joined(threshold):
    assert len(groups_of(odds(3, {(0, 1): 3}), threshold)) == (1 if threshold < 0 else 3)
