"""Any table is sorted by any of its columns, and nothing is lost or moved without need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.dashboard.parameters import BadRequestError
from orchestration.dashboard.tables import ON_PAGE, TABLES, arranged, check_order, heads
from orchestration.dashboard.wording import Wording

GERMAN, ENGLISH = Wording("de"), Wording("en")


def places(*names: str | None) -> list[dict]:
    return [{"place_name": name, "meeting_count": len(name or ""), "number": n} for n, name in enumerate(names)]


def names(rows: list[dict]) -> list[str | None]:
    return [row["place_name"] for row in rows]


@given(st.lists(st.one_of(st.none(), st.text(max_size=4)), max_size=8), st.sampled_from(["place", "-place"]))
def test_all_rows_stay_and_those_without_a_value_stand_last(said, order):
    rows = places(*said)
    found = arranged(rows, "places", {"sort": order}, GERMAN)
    assert sorted(row["number"] for row in found) == [row["number"] for row in rows]
    empty = [not name for name in names(found)]
    assert empty == sorted(empty)


@pytest.mark.parametrize("order", ["meetings", "-meetings"])
def test_rows_that_are_alike_keep_their_order(order):
    found = arranged(places("Wien", "Bonn", "Kiew", "Rom", "Prag"), "places", {"sort": order}, GERMAN)
    assert [name for name in names(found) if name != "Rom"] == ["Wien", "Bonn", "Kiew", "Prag"]


def test_case_and_accents_do_not_count():
    found = arranged(places("Oslo", "Österreich", "odessa", "Paris"), "places", {"sort": "place"}, GERMAN)
    assert names(found) == ["odessa", "Oslo", "Österreich", "Paris"]


def test_a_country_is_sorted_as_the_page_calls_it():
    rows = [{"country_code": code} for code in ("GB", "HU", "DE")]
    by_country = {"sort": "country"}
    assert [row["country_code"] for row in arranged(rows, "places", by_country, GERMAN)] == ["DE", "GB", "HU"]
    assert [row["country_code"] for row in arranged(rows, "places", by_country, ENGLISH)] == ["DE", "HU", "GB"]


def test_a_status_is_sorted_by_what_comes_before_what():
    rows = [{"meeting_status": status} for status in ("held", "rumored", "proposed", "planned")]
    found = arranged(rows, "meetings", {"sort": "status"}, GERMAN)
    assert [row["meeting_status"] for row in found] == ["proposed", "planned", "held", "rumored"]


def test_an_order_of_another_table_of_the_page_changes_nothing():
    rows = places("Wien", "Bonn")
    assert arranged(rows, "places", {"sort": "from"}, GERMAN) == rows


def test_a_head_says_how_the_table_is_sorted_and_turns_it_round():
    shown = {head.label: (head.aria, head.click) for head in heads("actors", {"sort": "-articles"}, ENGLISH)}
    assert shown["Articles"] == ("descending", "articles")
    assert shown["Name"] == (None, "name")
    assert shown["Meetings"] == (None, "-meetings"), "the greatest number is what one looks for"


def test_a_table_says_the_order_that_it_comes_in():
    shown = {head.label: head.aria for head in heads("actors", {}, ENGLISH)}
    assert shown["Meetings"] == "descending"


@pytest.mark.parametrize("page", sorted(ON_PAGE))
def test_a_name_means_one_column_of_a_page(page):
    of_page = [column.name for table in ON_PAGE[page] for column in TABLES[table].columns]
    assert len(of_page) == len(set(of_page))


@pytest.mark.parametrize("order", ["size", "-", "--place", "place desc"])
def test_an_order_that_there_is_not_is_named(order):
    with pytest.raises(BadRequestError, match="sort="):
        check_order({"sort": order}, ["places"])
