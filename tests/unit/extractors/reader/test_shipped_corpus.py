"""The reading corpus that ships with the project: every label is one that the reader knows, and is where it says."""

import pytest

from extractors.reader.training.corpus import read_corpus
from extractors.reader.vocabulary import Factuality, MeetingType, Mode, Participation, Role


@pytest.fixture(scope="module")
def golds():
    return list(read_corpus())


def test_every_item_has_an_id_of_its_own(golds):
    assert len({gold["id"] for gold in golds}) == len(golds) > 1400


def test_a_third_holds_no_meeting(golds):
    share = sum(not gold["meetings"] for gold in golds) / len(golds)
    assert 0.3 < share < 0.4


def test_labels_are_words_of_the_field(golds):
    for gold in golds:
        for meeting in gold["meetings"]:
            assert meeting["type"] in set(MeetingType)
            assert meeting["status"] in set(Factuality)
            for p in meeting["participants"]:
                assert p["status"] in set(Participation) - {Participation.NONE}
                assert p["mode"] in set(Mode)
                assert p["part"] in set(Role)


def test_every_meeting_has_a_word_and_every_participant_is_a_named_person_or_a_body(golds):
    for gold in golds:
        named = {person["name"] for person in gold["persons"]}
        for meeting in gold["meetings"]:
            assert meeting["triggers"], gold["id"]
            assert {p["name"] for p in meeting["participants"] if p["kind"] == "person"} <= named, gold["id"]


def test_a_part_lies_in_a_meeting_of_its_item(golds):
    for gold in golds:
        ids = {meeting["id"] for meeting in gold["meetings"]}
        assert {meeting["parent"] for meeting in gold["meetings"]} <= ids | {None}, gold["id"]
