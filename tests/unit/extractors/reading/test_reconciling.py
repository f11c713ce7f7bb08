from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import Article, Outcome, Rejection, reconcile
from extractors.reading.records import content_hash


def article(article_id: str, text: str = "Ein Treffen.", path: str = "a.jsonl", number: int = 1) -> Article:
    fields = {
        "title": None,
        "text": text,
        "language": "de",
        "source": None,
        "url": None,
        "published_on": None,
        "published_at": None,
    }
    return Article(
        article_id=article_id,
        path=path,
        record_number=number,
        encoding="utf-8",
        content_hash=content_hash(**fields),
        **fields,
    )


def rejection(number: int, article_id: str | None = None) -> Rejection:
    return Rejection("a.jsonl", number, article_id, "no_text", "a.jsonl: There is no text in it.")


def names(outcomes: list[Outcome]) -> list[str]:
    return [outcome.outcome for outcome in outcomes]


def test_a_new_article_is_loaded() -> None:
    (outcome,) = reconcile([article("a")], {})
    assert (outcome.outcome, outcome.article) == ("loaded", article("a"))
    assert (outcome.article_id, outcome.path, outcome.record_number) == ("a", "a.jsonl", 1)
    assert outcome.content_hash == article("a").content_hash


def test_a_stored_article_is_unchanged_and_carries_no_text() -> None:
    (outcome,) = reconcile([article("a")], {"a": article("a").content_hash})
    assert (outcome.outcome, outcome.article, outcome.content_hash) == ("unchanged", None, article("a").content_hash)


def test_a_changed_text_is_loaded_as_a_new_version() -> None:
    (outcome,) = reconcile([article("a", "Kein Treffen.")], {"a": article("a").content_hash})
    assert outcome.outcome == "loaded"


@pytest.mark.parametrize("change", [{"title": "Gipfel"}, {"source": "Musterblatt"}, {"url": "x"}])
def test_any_field_that_is_hashed_makes_a_version(change: dict[str, str]) -> None:
    fields = {
        "title": None,
        "text": "Ein Treffen.",
        "language": "de",
        "source": None,
        "url": None,
        "published_on": None,
        "published_at": None,
    }
    assert content_hash(**{**fields, **change}) != content_hash(**fields)


def test_the_same_content_again_is_a_duplicate() -> None:
    assert names(list(reconcile([article("a"), article("a", number=2), article("b")], {}))) == [
        "loaded",
        "duplicate",
        "loaded",
    ]


def test_a_stored_article_that_comes_twice_is_unchanged_and_a_duplicate() -> None:
    known = {"a": article("a").content_hash}
    assert names(list(reconcile([article("a"), article("a", number=2)], known))) == ["unchanged", "duplicate"]


def test_of_equal_records_that_with_the_smallest_path_counts_whatever_came_first() -> None:
    outcomes = list(reconcile([article("a", path="z.jsonl"), article("a", path="b.jsonl")], {}))
    assert [(outcome.outcome, outcome.path) for outcome in outcomes] == [
        ("duplicate", "z.jsonl"),
        ("loaded", "b.jsonl"),
    ]


def test_differing_records_of_one_id_are_all_rejected_with_their_places() -> None:
    records = [
        article("a", path="x.txt"),
        article("a", "Kein Treffen.", path="y.txt"),
        article("b"),
        article("a", path="z.txt"),
    ]
    outcomes = list(reconcile(records, {"a": article("a").content_hash}))
    assert names(outcomes) == ["rejected", "rejected", "loaded", "rejected"]
    for outcome in (outcomes[0], outcomes[1], outcomes[3]):
        assert outcome.rejection is not None
        assert outcome.rejection.reason_code == "conflicting_versions"
        assert all(path in outcome.rejection.message for path in ("x.txt", "y.txt", "z.txt"))


def test_a_long_list_of_places_is_cut_short() -> None:
    outcomes = list(reconcile([article("a", f"Treffen {n}.", number=n) for n in range(1, 101)], {}))
    assert outcomes[0].rejection is not None
    assert "95 more" in outcomes[0].rejection.message


def test_a_rejected_record_does_not_spoil_a_good_one_of_the_same_id() -> None:
    assert names(list(reconcile([rejection(1, "a"), article("a", number=2)], {}))) == ["rejected", "loaded"]


def test_a_rejection_passes_through() -> None:
    (outcome,) = reconcile([rejection(3)], {})
    assert (outcome.outcome, outcome.rejection, outcome.record_number, outcome.content_hash) == (
        "rejected",
        rejection(3),
        3,
        None,
    )


def test_records_are_taken_from_any_iterator_once() -> None:
    assert names(list(reconcile(iter([article("a"), article("b")]), {}))) == ["loaded", "loaded"]


RECORDS = st.lists(
    st.one_of(
        st.builds(
            article,
            st.sampled_from("abcd"),
            st.sampled_from(["Ein Treffen.", "Kein Treffen."]),
            st.sampled_from(["a.jsonl", "b.txt"]),
        ),
        st.just(rejection(1)),
    ),
    max_size=12,
).map(lambda records: [replace(record, record_number=number) for number, record in enumerate(records, 1)])


@given(RECORDS, st.sets(st.sampled_from("abcd")), st.randoms())
def test_nothing_is_lost_and_the_order_does_not_matter(
    records: list, stored: set[str], shuffler: random.Random
) -> None:
    known = {article_id: article(article_id).content_hash for article_id in stored}
    outcomes = list(reconcile(records, known))
    assert [(outcome.path, outcome.record_number) for outcome in outcomes] == [
        (record.path, record.record_number) for record in records
    ]
    assert set(names(outcomes)) <= {"loaded", "unchanged", "duplicate", "rejected"}

    loaded = [outcome for outcome in outcomes if outcome.outcome == "loaded"]
    assert max(Counter(outcome.article_id for outcome in loaded).values(), default=1) == 1
    assert all(outcome.article in records for outcome in loaded)

    shuffled = shuffler.sample(records, len(records))
    assert sorted(map(repr, reconcile(shuffled, known))) == sorted(map(repr, outcomes))


@given(RECORDS)
def test_a_second_run_loads_nothing(records: list) -> None:
    first = list(reconcile(records, {}))
    known = {outcome.article_id: outcome.content_hash for outcome in first if outcome.outcome == "loaded"}
    second = list(reconcile(records, known))
    assert names(second) == [{"loaded": "unchanged"}.get(name, name) for name in names(first)]
