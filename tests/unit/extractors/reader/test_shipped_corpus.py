"""The reading corpus that ships with the project: every label is one that the reader knows, and is where it says."""

from collections import Counter, defaultdict

import pytest

from extractors.reader.training.corpus import CORPUS, read_corpus, read_examples, read_items
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


@pytest.fixture(scope="module")
def linking():
    return [gold for path in sorted((CORPUS.parent / "linking_corpus").glob("*.txt")) for gold in read_items(path)]


def test_clusters_are_told_by_two_to_six_papers(linking):
    """An item's id is its cluster's with a number behind."""
    papers = Counter(gold["id"].rpartition("-")[0] for gold in linking)
    assert len(papers) >= 200
    assert sum(papers.values()) == len({gold["id"] for gold in linking}) >= 600
    assert set(papers.values()) <= set(range(2, 7))


def test_no_meeting_is_told_in_two_clusters_and_none_twice_in_one_item(linking):
    clusters = defaultdict(set)
    for gold in linking:
        events = [meeting["event"] for meeting in gold["meetings"]]
        assert len(events) == len(set(events)), gold["id"]
        for event in events:
            clusters[event].add(gold["id"].rpartition("-")[0])
    assert all(len(of) == 1 for of in clusters.values())


def test_most_meetings_are_told_by_two_papers(linking):
    told = Counter(meeting["event"] for gold in linking for meeting in gold["meetings"])
    assert sum(count > 1 for count in told.values()) > len(told) / 2


def test_second_readings_are_of_items_that_are_there(golds):
    texts = {gold["id"]: gold["article"] for gold in golds}
    second = list(read_corpus(CORPUS / "second_reading"))
    assert len(second) > 1300
    assert all(texts[gold["id"]] == gold["article"] for gold in second)


def test_labels_of_the_five_examples_are_found_in_their_texts():
    examples = list(read_examples())
    assert len(examples) == 5
    assert sum(len(meeting["triggers"]) for gold in examples for meeting in gold["meetings"]) > 30
