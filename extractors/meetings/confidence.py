"""How sure a claim, a date, a place or a meeting is: the model's probabilities, calibrated on articles it had not learned from.

The calibration (Platt 1999) is fitted by the training command on held-out folds and lies in the model's `meta.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

_EDGE = 1e-4


def logit(probability: float) -> float:
    """Log-odds of a probability, kept off 0 and 1."""
    p = min(max(probability, _EDGE), 1 - _EDGE)
    return log(p / (1 - p))


def confidence(calibration: Sequence[float], probability: float, of_meeting: float) -> float:
    """The share of claims (dates, places, meetings) with these probabilities that are right, rounded to two digits.

    `calibration` has the weights of a constant, of the own log-odds and of the meeting's.

    >>> confidence((0.0, 1.0, 0.0), 0.9, 0.9), confidence((0.0, 1.0, 0.5), 0.6, 0.9)
    (0.9, 0.82)
    """
    always, own, meeting = calibration
    return round(1 / (1 + exp(-(always + own * logit(probability) + meeting * logit(of_meeting)))), 2)
