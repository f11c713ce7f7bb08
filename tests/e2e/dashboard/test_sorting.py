"""Every table is sorted by a click on the head of a column; the order is part of the link."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from orchestration.dashboard.tables import ON_PAGE, TABLES
from tests.e2e.dashboard.html import Links, rows_of, text_of

EVERY = [(page, name, column) for page, names in ON_PAGE.items() for name in names for column in TABLES[name].columns]


def table_of(html: str, name: str) -> str:
    found = re.search(rf'<table[^>]* id="{name}">.*?</table>', html, flags=re.DOTALL)
    assert found is not None, f"no table {name}"
    return found[0]


def rows_in(table: str) -> list[str]:
    return [text_of(row) for row in re.findall(r"<tr>.*?</tr>", table.partition("<tbody>")[2], flags=re.DOTALL)]


def heads_in(table: str) -> dict[str, tuple[str | None, str]]:
    """What a table says of each column: how it is sorted by it, and where a click leads."""
    found = re.findall(r'<th scope="col"[^>]*?(?: aria-sort="(\w+)")?><a href="([^"]+)">([^<]+)', table)
    return {label: (aria or None, href.replace("&amp;", "&")) for aria, href, label in found}


@pytest.mark.parametrize(("page", "name", "column"), EVERY, ids=lambda value: getattr(value, "name", value))
def test_a_column_sorts_its_table_both_ways(browse, addresses, page, name, column):
    shown = {}
    for order, aria in ((column.name, "ascending"), (f"-{column.name}", "descending")):
        table = table_of(browse.get(f"{addresses[page]}&sort={order}").text, name)
        assert re.findall(r'aria-sort="(\w+)"', table) == [aria]
        shown[aria] = rows_in(table)
    assert shown["ascending"]
    if name != "encounters":  # of which a page shows a part
        assert sorted(shown["ascending"]) == sorted(shown["descending"])


@pytest.mark.parametrize("language", ["de", "en"])
def test_clicks_on_a_head_turn_the_order_round_and_keep_the_rest(browse, language):
    html = browse.get("/actors", params={"lang": language, "type": "person"}).text
    _, first = heads_in(table_of(html, "actors"))["Name"]
    upwards = table_of(browse.get(first).text, "actors")
    aria, second = heads_in(upwards)["Name"]
    assert aria == "ascending"
    assert parse_qs(urlsplit(second).query) == {"type": ["person"], "lang": [language], "sort": ["-name"]}
    assert urlsplit(second).fragment == "actors", "where one was"
    downwards = table_of(browse.get(second).text, "actors")
    assert rows_in(downwards) == rows_in(upwards)[::-1]


def test_what_leads_on_keeps_the_order(browse):
    """The other language, the next page, the filter, the kinds of actors, the download."""

    def leads_to(address: str, *starts: str) -> None:
        links = Links(browse.get(address).text).found
        for start in starts:
            assert any(link.startswith(start) for link in links), start

    leads_to("/actors?lang=de&sort=name", "/actors?sort=name&type=person", "/actors.csv?sort=name")
    leads_to("/actors?lang=de&sort=name", "/actors?sort=name&lang=en")
    leads_to("/network?type=all&sort=second&lang=de", "/network?type=all&sort=second&page=2")
    assert '<input type="hidden" name="sort" value="what">' in browse.get("/meetings?sort=what").text
    assert '<input type="hidden" name="sort" value="second">' in browse.get("/network?sort=second").text


def test_pages_of_a_sorted_list_follow_each_other(browse):
    query = {"type": "all", "sort": "-second"}
    first, second = (
        rows_in(table_of(browse.get("/network", params={**query, "page": page}).text, "encounters")) for page in (1, 2)
    )
    assert first
    assert second
    rows = rows_of(browse.get("/encounters.csv", params=query).content)
    pairs = [f"{row['actor_name_1']} {row['actor_name_2']}" for row in rows]
    for shown, pair in zip(first + second, pairs, strict=False):
        assert shown.startswith(pair)


def test_an_order_of_one_table_leaves_the_others_alone(browse, addresses):
    plain = rows_in(table_of(browse.get(addresses["actor"]).text, "own_meetings"))
    assert rows_in(table_of(browse.get(addresses["actor"] + "&sort=from").text, "own_meetings")) == plain


def test_an_order_that_there_is_not_is_named(browse):
    for address in ("/actors?sort=size", "/actors.csv?sort=size"):
        answer = browse.get(address)
        assert answer.status_code == 400
        assert "sort=size" in answer.text
