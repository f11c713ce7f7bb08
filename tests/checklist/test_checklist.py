"""The checklist is whole, and no phenomenon is read worse than when its pass rate was recorded."""

import json
from collections import Counter

import pytest

from tests.checklist.checklist import CHECKS, RECORD, cases, failures, passing

SLACK = 1  # cases of a phenomenon: processors round differently


@pytest.fixture(scope="module")
def every():
    return list(cases())


def test_there_are_sixty_phenomena_of_ten_cases(every):
    counts = Counter((case.area, case.phenomenon) for case in every)
    assert len(counts) >= 60
    assert min(counts.values()) >= 10


def test_no_text_stands_twice_and_each_states_something_that_is_checked(every):
    assert len({case.text for case in every}) == len(every)
    for case in every:
        assert case.expected
        assert set(case.expected) <= set(CHECKS), case.text


def test_persons_are_in_their_texts(every):
    for case in every:
        text = " ".join(case.text.split())
        assert all(name in text for name in case.expected.get("persons", ())), case.text


def test_no_phenomenon_is_read_worse_than_recorded(every):
    recorded = json.loads(RECORD.read_text("utf-8"))
    now = passing(failures(every))
    assert set(now) == set(recorded)
    worse = {name: (right, recorded[name][0]) for name, (right, _) in now.items() if right < recorded[name][0] - SLACK}
    assert not worse
