"""Meetings that are put off, from the words of the articles to the marts: one meeting each, with its history of dates."""

from __future__ import annotations

import json
from datetime import date

import duckdb
import pytest

from orchestration.paths import WarehousePaths
from orchestration.run import run_pipeline

MERZ, TUSK = "Bundeskanzler Friedrich Merz", "dem polnischen Ministerpräsidenten Donald Tusk"
ERDOGAN = "der türkische Präsident Recep Tayyip Erdoğan"
WADEPHUL, WANG = "Außenminister Johann Wadephul", "dem chinesischen Außenminister Wang Yi"
ARTICLES = {
    # to a new day
    "warschau-1": ("2026-01-20", f"{MERZ} kommt am 3. Februar in Warschau mit {TUSK} zusammen."),
    "warschau-2": (
        "2026-01-30",
        f"Das Treffen von {MERZ} mit {TUSK} in Warschau wurde auf den 10. Februar verschoben.",
    ),
    "warschau-3": ("2026-02-11", f"{MERZ} hat sich am 10. Februar in Warschau mit {TUSK} getroffen."),
    # from one day to another, both named
    "peking-1": ("2026-05-04", f"{WADEPHUL} trifft sich am 14. Mai in Peking mit {WANG}."),
    "peking-2": (
        "2026-05-12",
        f"Das für den 14. Mai geplante Gespräch zwischen {WADEPHUL} und {WANG} in Peking ist auf den 21. Mai verlegt worden.",
    ),
    "peking-3": ("2026-05-22", f"{WADEPHUL} hat am 21. Mai in Peking mit {WANG} gesprochen."),
    # to no day
    "ankara-1": (
        "2026-03-02",
        f"Am 12. März empfängt {ERDOGAN} in Ankara den griechischen Ministerpräsidenten Kyriakos Mitsotakis.",
    ),
    "ankara-2": (
        "2026-03-09",
        "Das Treffen des griechischen Ministerpräsidenten Kyriakos Mitsotakis mit dem türkischen Präsidenten "
        "Recep Tayyip Erdoğan in Ankara ist auf unbestimmte Zeit verschoben worden.",
    ),
    # a summit
    "delhi-1": (
        "2026-06-01",
        "Der EU-Indien-Gipfel mit Ursula von der Leyen und Narendra Modi soll am 15. Juni in Neu-Delhi stattfinden.",
    ),
    "delhi-2": (
        "2026-06-10",
        "Der EU-Indien-Gipfel mit Ursula von der Leyen und Narendra Modi in Neu-Delhi ist auf den 29. Juni vertagt worden.",
    ),
    "delhi-3": (
        "2026-06-30",
        "In Neu-Delhi haben Ursula von der Leyen und Narendra Modi am Montag beim EU-Indien-Gipfel ein Abkommen unterzeichnet.",
    ),
}
HISTORY = """
select published_on, reported_status, reported_date, is_date_changed
from meeting_timeline
where meeting_key in (select meeting_key from fct_meeting_report inner join dim_article using (article_key) where article_id = ?)
order by published_on
"""


@pytest.fixture(scope="module")
def marts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("postponed")
    file = folder / "articles.jsonl"
    rows = ({"id": key, "published": day, "text": text} for key, (day, text) in ARTICLES.items())
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    paths = WarehousePaths.from_file(folder / "gipfel.duckdb")
    run_pipeline([file], paths.link)
    with duckdb.connect(paths.link.resolve(), read_only=True) as connection:
        connection.execute("use marts")
        yield connection


def days(marts, article):
    return [(status, day and day.isoformat()) for _, status, day, _ in marts.execute(HISTORY, [article]).fetchall()]


@pytest.mark.parametrize(
    ("chain", "old", "new"),
    [
        ("warschau", "2026-02-03", "2026-02-10"),
        ("peking", "2026-05-14", "2026-05-21"),
        ("delhi", "2026-06-15", "2026-06-29"),
    ],
)
def test_what_is_put_off_and_held_is_one_meeting_with_its_history_of_dates(marts, chain, old, new):
    assert days(marts, f"{chain}-1") == [("planned", old), ("postponed", new), ("held", new)]
    changed = [is_changed for *_, is_changed in marts.execute(HISTORY, [f"{chain}-3"]).fetchall()]
    assert changed[1:] == [True, False]
    [row] = marts.execute(
        "select meeting_status, start_date, article_count from dim_meeting where start_date = ?",
        [date.fromisoformat(new)],
    ).fetchall()
    assert row == ("held", date.fromisoformat(new), 3)


def test_what_is_put_off_to_no_day_is_the_one_that_was_planned(marts):
    assert [status for status, _ in days(marts, "ankara-1")] == ["planned", "postponed"]
    assert days(marts, "ankara-1")[0] == ("planned", "2026-03-12")


def test_nothing_that_was_put_off_counts_as_never_confirmed_or_as_a_contradiction(marts):
    assert marts.execute("select count(*) from meetings_never_confirmed").fetchone() == (0,)
    assert marts.execute("select count(*) from fct_contradiction").fetchone() == (0,)
