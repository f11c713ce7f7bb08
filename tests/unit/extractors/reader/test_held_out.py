"""What is chosen on held-out articles: matching of meetings, and weights of a logistic regression."""

import numpy as np
import pytest

from extractors.reader.decoder import Decoded, Participant
from extractors.reader.judgement import log_odds
from extractors.reader.model import sigmoid
from extractors.reader.training.held_out import fit_logistic, match, taking_part
from extractors.reader.training.labels import IGNORED, MeetingLabels
from extractors.reader.vocabulary import Factuality, MeetingType, Mode, Participation, Role

ATTENDED, ABSENT = (list(Participation).index(s) for s in (Participation.ATTENDED, Participation.ABSENT))


def annotated(number: int, actors: dict[int, int], words: list[int]) -> MeetingLabels:
    return MeetingLabels(number, words, True, 0, 0, participations=actors)


def decoded(actors: list[int], words: tuple[int, ...]) -> Decoded:
    participants = tuple(
        Participant(e, Participation.ATTENDED, Mode.IN_PERSON, Role.PARTICIPANT, 0, 0.9) for e in actors
    )
    return Decoded(words, MeetingType.BILATERAL, Factuality.HELD, 0.9, participants, None, None, None)


def test_meetings_are_matched_by_the_actors_they_share():
    labels = [annotated(0, {1: ATTENDED, 2: ATTENDED}, [3]), annotated(1, {1: ATTENDED, 4: ATTENDED}, [9])]
    assert match([decoded([1, 4], (9,)), decoded([1, 2], (3,))], labels) == {0: 1, 1: 0}


def test_of_two_with_the_same_actors_the_words_decide():
    labels = [annotated(0, {1: ATTENDED, 2: ATTENDED}, [3]), annotated(1, {1: ATTENDED, 2: ATTENDED}, [9])]
    assert match([decoded([1, 2], (9,))], labels) == {0: 1}


def test_a_meeting_of_others_is_matched_with_none():
    assert match([decoded([7, 8], (3,))], [annotated(0, {1: ATTENDED, 2: ATTENDED}, [3])]) == {}


def test_who_stays_away_takes_no_part_and_what_readers_differ_on_is_allowed():
    labels = annotated(0, {1: ATTENDED, 2: ABSENT, 3: IGNORED}, [3])
    assert (taking_part(labels, required=True), taking_part(labels, required=False)) == ({1}, {1, 3})


def test_the_regression_finds_the_share_and_what_speaks_for_it():
    random = np.random.default_rng(7)
    rows = []
    for _ in range(4000):
        shared = float(random.random())
        rows.append(({"always": 1.0, "shared": shared}, bool(random.random() < sigmoid(4 * shared - 2))))
    weights = fit_logistic(rows)
    assert weights["always"] == pytest.approx(-2, abs=0.4)
    assert weights["shared"] == pytest.approx(4, abs=0.6)
    assert log_odds(weights, {"always": 1.0, "shared": 0.5}) == pytest.approx(0, abs=0.3)
