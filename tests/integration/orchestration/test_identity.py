"""Identity over several real runs: late-coming articles, decisions by hand and their undoing, old keys, rebuilds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from orchestration.cli.app import app
from orchestration.overrides import write_override
from orchestration.paths import OVERRIDES_VARIABLE, WarehousePaths
from orchestration.run import RunSummary, run_pipeline

PLAN = {
    "id": "plan",
    "published": "2026-01-03",
    "text": "Bundeskanzler Friedrich Merz trifft am Montag in Paris den französischen Präsidenten Emmanuel Macron.",
}
REPORT = {
    "id": "bericht",
    "published": "2026-01-06",
    "text": "Bundeskanzler Friedrich Merz hat am Montag in Paris den französischen Präsidenten Emmanuel Macron getroffen.",
}
VISIT = {
    "id": "besuch",
    "published": "2026-01-09",
    "text": "Bundeskanzler Friedrich Merz hat am Donnerstag in Paris den französischen Präsidenten Emmanuel Macron getroffen.",
}
# What tells of the runs and not of the articles.
NOT_COMPARED = {"dim_article": ["loaded_at", "source_path"], "dim_redirect": None}


@dataclass
class House:
    """A warehouse with decisions of its own. The tests below run on, in order."""

    folder: Path

    @property
    def paths(self) -> WarehousePaths:
        return WarehousePaths.from_file(self.folder / "gipfel.duckdb")

    @property
    def overrides(self) -> Path:
        return self.folder / "overrides.csv"

    def run(self, *articles: dict[str, str]) -> RunSummary:
        file = self.folder / "articles.jsonl"
        file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
        return run_pipeline([file], self.paths.link)

    def decide(self, kind: str, subject: str, key: str, **more: str) -> None:
        write_override(
            {"kind": kind, "subject": subject, "key": key, "who": "Eva", "when": "2026-01-10", "why": "weiß es", **more}
        )

    def read(self, sql: str) -> list[tuple]:
        with duckdb.connect(self.paths.link.resolve(), read_only=True) as connection:
            connection.execute("use marts")
            return connection.execute(sql).fetchall()

    def meetings(self) -> dict[str, str]:
        """Key by the day of the meeting."""
        return {str(day): key for day, key in self.read("select start_date, meeting_key from dim_meeting")}

    def redirects(self) -> set[tuple[str, str, str]]:
        return set(self.read("select old_key, current_key, reason from dim_redirect"))

    def marts(self) -> dict[str, pl.DataFrame]:
        """Every mart, sorted, without what tells of the runs."""
        with duckdb.connect(self.paths.link.resolve(), read_only=True) as connection:
            names = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
            frames = {name: connection.sql(f"from marts.{name} order by all").pl() for (name,) in names}
        return {
            name: frame.drop(NOT_COMPARED.get(name) or [])
            for name, frame in frames.items()
            if NOT_COMPARED.get(name, []) is not None
        }

    def ask(self, *arguments: str) -> dict:
        result = CliRunner().invoke(app, [*arguments, "--json", "--warehouse", str(self.paths.link)])
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("identity")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(OVERRIDES_VARIABLE, str(folder / "overrides.csv"))
        yield House(folder)


@pytest.fixture(scope="module")
def first(house) -> dict[str, str]:
    """The meetings' keys as they are published first."""
    run = house.run(VISIT, REPORT)
    assert run.succeeded, (run.problems, run.failed_checks)
    return house.meetings()


def test_two_meetings_of_the_same_people_are_two(first):
    assert set(first) == {"2026-01-05", "2026-01-08"}


def test_an_older_article_gives_another_key_and_the_old_one_leads_there(house, first):
    assert house.run(PLAN).succeeded
    now = house.meetings()
    assert now["2026-01-05"] != first["2026-01-05"]
    assert now["2026-01-08"] == first["2026-01-08"]
    assert house.redirects() == {(first["2026-01-05"], now["2026-01-05"], "earlier_report")}
    [(evidence,)] = house.read("select evidence from dim_redirect")
    assert "plan has come in" in evidence


def test_a_meeting_that_changed_its_key_is_shown_and_explained_under_the_old_one(house, first):
    shown = house.ask("show", "meeting", first["2026-01-05"][:8])
    assert shown["meeting_key"] == house.meetings()["2026-01-05"]
    assert shown["redirected_from"]["reason"] == "earlier_report"
    told = house.ask("explain", "meeting", first["2026-01-05"])
    assert [line["reported_status"] for line in told["life_line"]] == ["planned", "held"]
    [match] = [match for match in told["matches"] if match["is_joined"]]
    assert {match["article_1"], match["article_2"]} == {"plan", "bericht"}
    assert "Paris" in match["reasons"]
    assert [row["old_key"] for row in told["former_keys"]] == [first["2026-01-05"]]


def test_a_merge_by_hand_wins_and_a_row_without_meaning_here_is_only_told(house, first):
    before = house.meetings()
    house.decide("merge", "meeting", first["2026-01-05"], other_key=before["2026-01-08"])
    [(merz,)] = house.read("select actor_key from dim_actor where actor_name = 'Friedrich Merz'")
    house.decide("rename", "actor", merz, name="Kanzler Merz")
    house.decide("drop", "actor", "0" * 16)
    run = house.run(PLAN)
    assert run.succeeded
    assert [(check.check, check.severity) for check in run.failed_checks] == [("every_override_applies", "WARN")]
    assert house.read("select meeting_key, article_count from dim_meeting") == [(before["2026-01-05"], 3)]
    assert house.redirects() == {
        (first["2026-01-05"], before["2026-01-05"], "earlier_report"),
        (before["2026-01-08"], before["2026-01-05"], "override"),
    }
    assert house.ask("show", "actor", "Kanzler Merz")["actor_key"] == merz


def test_one_run_in_another_order_gives_the_same_marts_and_keeps_decisions_and_old_keys(house, first):
    """All articles at once and from scratch, after they have come in one by one."""
    marts, redirects = house.marts(), house.redirects()
    assert marts.keys() >= {"dim_meeting", "fct_participation", "meeting_timeline", "fct_meeting_match"}
    house.paths.build.unlink()
    assert house.run(REPORT, VISIT, PLAN).succeeded
    assert house.redirects() == redirects
    for name, frame in house.marts().items():
        assert frame.equals(marts[name]), name


def test_rows_that_contradict_each_other_stop_the_run_and_leave_the_file(house, first):
    published, good = house.paths.link.resolve(), house.overrides.read_text(encoding="utf-8")
    row = f"not_same,meeting,{first['2026-01-08']},{house.meetings().popitem()[1]},,,Ada,2026-01-11,nein\n"
    house.overrides.write_text(good + row, encoding="utf-8")
    run = house.run(PLAN)
    assert not run.succeeded
    assert "line 2 " in run.problems[0]
    assert "line 5 " in run.problems[0]
    assert house.paths.link.resolve() == published
    house.overrides.write_text(good, encoding="utf-8")


def test_without_the_rows_everything_is_as_it_was(house, first):
    house.overrides.unlink()
    run = house.run(PLAN)
    assert run.succeeded
    assert not run.nothing_new
    assert house.meetings().keys() == {"2026-01-05", "2026-01-08"}
    assert house.meetings()["2026-01-08"] == first["2026-01-08"]
    assert house.redirects() == {(first["2026-01-05"], house.meetings()["2026-01-05"], "earlier_report")}
    assert house.run(PLAN).nothing_new


def test_what_is_kept_out_by_hand_is_told_as_long_as_it_is(house, first):
    house.decide("drop", "meeting", first["2026-01-08"])
    run = house.run(PLAN)
    assert run.succeeded
    assert {(check.check, check.severity) for check in run.failed_checks} == {
        ("nothing_is_dropped_by_hand", "WARN"),
        ("reports_and_claims_are_resolved", "WARN"),
    }
    assert house.meetings().keys() == {"2026-01-05"}
    [dropped] = house.ask("status")["dropped"]
    assert (dropped["subject_key"], dropped["decided_by"], dropped["reason"]) == (first["2026-01-08"], "Eva", "weiß es")
