"""The bar for names: what the warehouse decides on the labeled pairs of the benchmark."""

import pytest

from tests.benchmarks import person_names

PAIRS = person_names.read_pairs()


@pytest.mark.parametrize("half", [True, False], ids=["held out", "development"])
def test_names_are_told_apart_and_together_as_labeled(half: bool) -> None:
    pairs = [pair for pair in PAIRS if person_names.is_held_out(pair) is half]
    precision, _, f1 = person_names.f1(pairs, [person_names.resolved(pair) for pair in pairs])
    assert len(pairs) >= 300
    assert f1 >= 0.95
    assert precision >= 0.98


def test_pairs_are_labeled_once_and_balanced() -> None:
    sides = [
        frozenset(
            tuple(pair[f"{side}{column}"] for column in ("", "_office", "_country")) for side in ("left", "right")
        )
        for pair in PAIRS
    ]
    assert len(set(sides)) == len(sides)
    positives = sum(pair["same"] == "1" for pair in PAIRS)
    assert 0.4 <= positives / len(PAIRS) <= 0.6


def test_a_decision_does_not_depend_on_the_order_of_the_two() -> None:
    for pair in PAIRS[::7]:
        turned = {
            key.replace("left", "other").replace("right", "left").replace("other", "right"): value
            for key, value in pair.items()
        }
        assert person_names.resolved(turned) == person_names.resolved(pair), pair
