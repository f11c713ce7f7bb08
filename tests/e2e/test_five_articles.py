"""What the warehouse of the five example articles must say: checked by hand against the articles."""

from __future__ import annotations

import duckdb
import pytest

REPORTS = """
select list(distinct article_id[1:3] order by article_id[1:3])
from marts.fct_meeting_report join marts.dim_article using (article_key)
join marts.dim_meeting using (meeting_key) join marts.dim_place using (place_key)
where place_name = 'Paris' and meeting_key in (
    select meeting_key from marts.fct_participation join marts.dim_actor using (actor_key) where actor_name = $actor
) and start_date is not distinct from $day
group by meeting_key
"""
PARTICIPATION = """
select participation_status, attendance_mode
from marts.fct_participation_claim join marts.dim_actor using (actor_key) join marts.dim_article using (article_key)
where actor_name = $actor and article_id[1:3] = $article
"""


@pytest.fixture(scope="module")
def warehouse(seeds_warehouse):
    with duckdb.connect(str(seeds_warehouse), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize(
    ("actor", "day", "articles"),
    [
        ("David Lammy", None, ["000", "001"]),  # 17 April 2025, which neither of the two articles dates
        ("Friedrich Merz", "2025-09-04", ["004"]),
        ("Mark Rutte", "2026-01-06", ["002", "003"]),
    ],
)
def test_three_talks_in_paris_are_kept_apart_and_joined_across_articles(warehouse, actor, day, articles):
    assert warehouse.execute(REPORTS, {"actor": actor, "day": day}).fetchall() == [(articles,)]


@pytest.mark.parametrize("article", ["002", "003"])
def test_a_superior_takes_no_part(warehouse, article):
    assert warehouse.execute(PARTICIPATION, {"actor": "Donald Trump", "article": article}).fetchall() == []


def test_a_photo_credit_takes_part_in_nothing(warehouse):
    assert warehouse.execute(PARTICIPATION, {"actor": "Dick Schoof", "article": "003"}).fetchall() == []
    assert warehouse.execute("select count(*) from marts.dim_actor where actor_name = 'Dick Schoof'").fetchall() == [
        (1,)
    ]


def test_one_takes_part_on_the_screen(warehouse):
    claims = warehouse.execute(PARTICIPATION, {"actor": "Friedrich Merz", "article": "004"}).fetchall()
    assert claims == [("expected", "virtual")]


@pytest.mark.parametrize(
    ("actor", "spellings"),
    [
        ("Wolodymyr Selenskyj", {"Wolodymyr Selenskyj", "Wolodymyr Selenskij", "Selenskij", "Selenskyjs"}),
        ("Andrij Jermak", {"Andrii Jermak", "Andrij Jermak"}),
    ],
)
def test_spellings_of_one_person_are_one_actor(warehouse, actor, spellings):
    rows = warehouse.execute(
        "select actor_name, name from marts.dim_actor_name join marts.dim_actor using (actor_key) where list_contains($names, name)",
        {"names": sorted(spellings)},
    ).fetchall()
    assert {actor_name for actor_name, _ in rows} == {actor}
    assert {name for _, name in rows} == spellings
