"""The commands that only read: sql, show, export, status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.cli.app import app
from tests.e2e.conftest import lines_with


@pytest.mark.parametrize(
    "command",
    [
        ["sql", "select 1"],
        ["show", "meetings"],
        ["show", "meeting", "abc"],
        ["show", "actor", "Macron"],
        ["show", "article", "000"],
        ["export", "out"],
        ["status"],
    ],
    ids=" ".join,
)
def test_without_a_warehouse_each_command_says_how_to_make_one(command, tmp_path):
    result = CliRunner().invoke(app, [*command, "--warehouse", str(tmp_path / "gipfel.duckdb")])
    assert result.exit_code == 1
    assert "gipfel run" in result.stderr
    assert not result.stdout


def test_a_file_that_is_no_warehouse_is_misuse(tmp_path):
    other = tmp_path / "other.duckdb"
    duckdb.connect(other).close()
    result = CliRunner().invoke(app, ["sql", "select 1", "--warehouse", str(other)])
    assert result.exit_code == 2
    assert "not a warehouse published by gipfel" in result.stderr


# -- sql


def test_sql_finds_the_marts_without_a_schema(ask):
    result = ask("sql", "select count(*) as articles from dim_article", "--format", "json")
    assert json.loads(result.stdout) == [{"articles": 5}]


def test_sql_writes_csv_with_a_header(ask):
    result = ask("sql", "select article_id, published_on from dim_article order by 1", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 5
    assert "2026-01-06" in {row["published_on"] for row in rows}


def test_sql_reads_standard_input(ask):
    result = ask("sql", "-", "-f", "json", stdin="from dim_actor select max(actor_type) as kind")
    assert json.loads(result.stdout) == [{"kind": "person"}]


def test_sql_says_when_a_table_is_cut_off(ask):
    result = ask("sql", "from range(10)", "--max-rows", "3")
    assert "7 more not shown" in result.stderr


@pytest.mark.parametrize(
    "statement", ["delete from dim_meeting", "create table mine (a int)", "update dim_actor set actor_name = 'X'"]
)
def test_sql_refuses_to_write(ask, seeds_warehouse, statement):
    before = seeds_warehouse.stat()
    result = ask("sql", statement)
    assert result.exit_code == 2
    assert "only read" in result.stderr
    assert seeds_warehouse.stat().st_mtime_ns == before.st_mtime_ns


def test_sql_names_the_tables_when_one_is_misspelled(ask):
    result = ask("sql", "from dim_meetings")
    assert result.exit_code == 2
    assert "dim_meeting," in result.stderr
    assert "Traceback" not in result.output


def test_sql_errors_are_short(ask):
    result = ask("sql", "select nonsense from dim_actor")
    assert result.exit_code == 2
    assert 1 <= len(result.stderr.splitlines()) <= 4


# -- show


def test_meetings_are_listed_newest_first_with_who_takes_part(ask):
    result = ask("show", "meetings", "--json")
    meetings = json.loads(result.stdout)["meetings"]
    dates = [meeting["start_date"] for meeting in meetings if meeting["start_date"]]
    assert dates == sorted(dates, reverse=True)
    assert lines_with(ask("show", "meetings").stdout, "2025-09-04", "Paris (FR)", "Friedrich Merz (virtual)")


def test_meetings_can_be_chosen_by_status_and_date(ask):
    chosen = json.loads(ask("show", "meetings", "--since", "2026-01-01", "--json").stdout)["meetings"]
    assert {meeting["start_date"] for meeting in chosen} == {"2026-01-06"}
    assert ask("show", "meetings", "--since", "2030-01-01").exit_code == 1


def test_a_meeting_is_found_by_the_beginning_of_its_key_and_shows_its_evidence(ask):
    [one] = json.loads(ask("sql", SUMMIT, "-f", "json").stdout)
    shown = ask("show", "meeting", one["meeting_key"][:8])
    assert shown.exit_code == 0
    assert "Österreich wird von ÖVP-Europaministerin Claudia Plakolm vertreten." in shown.stdout
    assert "002_ea25f4a6a3f17485" in shown.stdout
    assert "003_a027b0de5fbb0432" in shown.stdout


SUMMIT = "select meeting_key from dim_meeting where start_date = '2026-01-06' order by participant_count desc limit 1"


def test_an_unclear_key_lists_the_candidates(ask):
    result = ask("show", "meeting", "")
    assert result.exit_code == 1
    assert "give more of it" in result.stderr
    assert "Paris" in result.stdout


@pytest.mark.parametrize("name", ["Wolodymyr Selenskyj", "selenskij", "WOLODYMYR SELENSKYJ"])
def test_an_actor_is_found_by_any_spelling(ask, name):
    result = ask("show", "actor", name, "--json")
    assert json.loads(result.stdout)["actor_name"] == "Wolodymyr Selenskyj"


def test_accents_do_not_matter(ask):
    assert "Jean-Noël Barrot" in ask("show", "actor", "jean-noel barrot").stdout


def test_an_actor_comes_with_meetings_and_the_words_that_say_so(ask):
    result = ask("show", "actor", "Merz")
    assert "Bundeskanzler" in result.stdout
    assert "[[Friedrich Merz]]" in result.stdout


def test_an_unknown_name_gets_similar_ones(ask):
    result = ask("show", "actor", "Emanuel Makron")
    assert result.exit_code == 1
    assert "Emmanuel Macron" in result.stdout


def test_an_article_shows_its_text_with_the_evidence_marked(ask):
    result = ask("show", "article", "004")
    assert "[[" in result.stdout
    assert lines_with(result.stdout, "Friedrich Merz", "person")
    assert ask("show", "article", "nothing-like-it").exit_code == 1


def test_an_article_says_what_it_takes_its_words_for(ask):
    shown = ask("show", "article", "002").stdout
    assert "ÖVP-Europaministerin{office} Claudia Plakolm{person}" in shown
    assert "Dienstagnachmittag{date 2026-01-06}" in shown
    assert "Selenskij{person Wolodymyr Selenskyj}" in shown
    [summit] = json.loads(ask("sql", SUMMIT, "-f", "json").stdout)
    assert f"Treffen{{meeting {summit['meeting_key'][:8]}}}" in shown
    assert lines_with(shown, "Claudia Plakolm", "expected", "Österreich")


def test_an_article_can_be_written_as_a_page(ask, tmp_path):
    page = tmp_path / "article.html"
    result = ask("show", "article", "004", "--html", str(page))
    assert result.exit_code == 0
    assert not result.stdout
    html = page.read_text(encoding="utf-8")
    assert '<mark class="entity" title="person: Friedrich Merz"' in html
    assert "<td>Friedrich Merz</td>" in html
    assert ask("show", "article", "004", "--html", str(tmp_path / "no" / "such" / "folder.html")).exit_code == 2


def test_an_article_as_json_keeps_the_offsets(ask):
    article = json.loads(ask("show", "article", "004", "--json").stdout)
    for mention in article["mentions"]:
        assert article["text"][mention["char_start"] : mention["char_end"]] == mention["mention_text"]
    assert article["mentions"]


# -- export, status


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_export_writes_every_mart(ask, tmp_path, suffix):
    result = ask("export", str(tmp_path / "out"), "--format", suffix, "--json")
    files = json.loads(result.stdout)["files"]
    assert str(tmp_path / "out" / f"dim_meeting.{suffix}") in files
    for path, count in files.items():
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(count,)]


def test_status_tells_what_is_published_and_that_nothing_waits(ask):
    state = json.loads(ask("status", "--json").stdout)
    assert state["published"]["rows"]["marts.dim_article"] == 5
    assert state["pending_articles"] == 0
    assert state["writer"] is None
    assert sum(state["last_run"]["records"].values()) == 5
    assert "nobody is writing" in ask("status").stdout


def test_reading_commands_start_without_the_heavy_packages(seeds_warehouse):
    program = f"""
import sys
from typer.testing import CliRunner
from orchestration.cli.app import app
assert CliRunner().invoke(app, ["sql", "select 1", "--warehouse", {str(seeds_warehouse)!r}]).exit_code == 0
assert CliRunner().invoke(app, ["show", "meetings", "--warehouse", {str(seeds_warehouse)!r}]).exit_code == 0
print(*sorted({{"dagster", "dbt", "spacy", "onnxruntime", "polars"}} & sys.modules.keys()))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
