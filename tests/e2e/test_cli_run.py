"""`gipfel run` as a user or a script sees it: exit codes, what it prints, what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

VISIT = """{"id": "besuch", "published": "2024-05-14", "text": "Bundeskanzler Olaf Scholz hat am Montag in Berlin den \
polnischen Ministerpräsidenten Donald Tusk empfangen. Beide sprachen über den Schutz der Grenze."}"""
CALL = """{"id": "anruf", "published": "2024-06-03", "text": "Die italienische Ministerpräsidentin Giorgia Meloni hat am \
Sonntag mit dem türkischen Präsidenten Recep Tayyip Erdoğan telefoniert. Es ging um die Lage im Mittelmeer."}"""


def test_the_five_articles_are_published_and_summed_up(seeds_run):
    warehouse, run = seeds_run
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5 seen, 5 loaded, 0 unchanged, 0 duplicate, 0 rejected" in run.stdout
    assert "Friedrich Merz (virtual)" in run.stdout
    assert str(warehouse) in run.stdout
    assert "gipfel show meeting KEY" in run.stdout


def test_without_a_terminal_nothing_but_the_summary_is_printed(seeds_run):
    _, run = seeds_run
    assert run.stderr == ""
    assert "\x1b" not in run.stdout


def test_the_same_articles_again_are_nothing_new(seeds_warehouse, gipfel):
    before = seeds_warehouse.resolve()
    run = gipfel("run", "--warehouse", seeds_warehouse, "--json")
    said = json.loads(run.stdout)
    assert run.returncode == 0
    assert run.stderr == ""
    assert (said["nothing_new"], said["unchanged"], said["extracted"]) == (True, 5, 0)
    assert seeds_warehouse.resolve() == before


@pytest.fixture(scope="module")
def own_run(tmp_path_factory, gipfel):
    """A warehouse of one article out of standard input, where a second record has no text."""
    warehouse = tmp_path_factory.mktemp("own") / "gipfel.duckdb"
    records = VISIT + '\n{"id": "leer", "text": ""}\n'
    return warehouse, gipfel("run", "-", "--warehouse", warehouse, "--json", stdin=records)


def test_json_is_one_object_that_accounts_for_every_record(own_run):
    warehouse, run = own_run
    said = json.loads(run.stdout)
    assert run.returncode == 0
    assert said["seen"] == said["loaded"] + said["unchanged"] + said["duplicate"] + said["rejected"] == 2
    assert said["succeeded"]
    assert said["warehouse"] == str(warehouse)
    [rejection] = said["rejections"]
    assert rejection["article_id"] == "leer"
    assert rejection["message"]


def test_a_failed_check_publishes_nothing_and_leaves_the_old_file_alone(own_run, gipfel):
    warehouse, _ = own_run
    before = warehouse.resolve()
    with duckdb.connect(warehouse.with_name("build.duckdb")) as build:
        build.execute("update extracted.mention set mention_text = 'anders' where mention_type = 'name'")

    run = gipfel("run", "-", "--warehouse", warehouse, stdin=CALL)

    assert run.returncode == 1
    assert "nothing was published" in run.stdout
    assert "check failed" in run.stdout
    assert warehouse.resolve() == before
    with duckdb.connect(warehouse, read_only=True) as published:
        assert published.execute("select article_id from marts.dim_article").fetchall() == [("besuch",)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "no/such/folder"],
        ["run", "--no-such-option"],
        ["run", "--language-model", "de_core_news_xxl"],
        ["no-such-command"],
    ],
)
def test_misuse_has_a_code_of_its_own(arguments, gipfel):
    run = gipfel(*arguments)
    assert run.returncode == 2
    assert run.stderr
    assert not run.stdout


def test_a_warehouse_that_cannot_be_written_is_misuse(tmp_path, gipfel):
    (tmp_path / "a_file").write_text("not a folder")
    run = gipfel("run", "--warehouse", tmp_path / "a_file" / "gipfel.duckdb")
    assert run.returncode == 2
    assert "a_file" in run.stderr


def test_a_file_that_is_not_ours_is_never_replaced(tmp_path, gipfel):
    mine: Path = tmp_path / "gipfel.duckdb"
    mine.write_text("my own file")
    run = gipfel("run", "--warehouse", mine)
    assert run.returncode == 2
    assert mine.read_text() == "my own file"
