"""Withdrawing, going back, backup and restore, and warehouses that another Gipfel has made."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from orchestration.paths import OVERRIDES_VARIABLE, WITHDRAWALS_VARIABLE, WarehousePaths
from orchestration.run import run_pipeline
from orchestration.schema_version import VERSION, SchemaVersionError
from orchestration.versions import VersionError, kept_versions, publish_again, restore
from orchestration.withdrawals import WithdrawalError, read_withdrawals
from tests.e2e.conftest import GIPFEL

TEXTS = {
    "paris": "Bundeskanzler Friedrich Merz hat am Montag in Paris den französischen Präsidenten Emmanuel Macron getroffen.",
    "prag": "Der tschechische Präsident Petr Pavel reist am Freitag nach Warschau. Dort trifft er Donald Tusk.",
}
OF_THE_RUN = {"loaded_at", "run_id", "source_path"}
NEW = {"bern": "Bundesrat Ignazio Cassis telefonierte am Mittwoch mit dem britischen Außenminister David Lammy."}


@pytest.fixture(autouse=True)
def own_decisions(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(WITHDRAWALS_VARIABLE, str(tmp_path / "withdrawals.csv"))
    monkeypatch.setenv(OVERRIDES_VARIABLE, str(tmp_path / "overrides.csv"))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assert run_pipeline([write(folder / "news", TEXTS)], folder / "house" / "gipfel.duckdb").succeeded
    return folder


@pytest.fixture
def news(made, tmp_path) -> Path:
    return shutil.copytree(made / "news", tmp_path / "news")


@pytest.fixture
def house(made, tmp_path) -> Path:
    """The published file of two articles, in a copy of its own."""
    shutil.copytree(made / "house", tmp_path / "house", symlinks=True)
    return tmp_path / "house" / "gipfel.duckdb"


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def gipfel(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GIPFEL, *arguments], capture_output=True, text=True, check=False)


def ids(house: Path) -> list[str]:
    return [row[0] for row in read(house, "select article_id from marts.dim_article order by all")]


def read(house: Path, sql: str) -> list[tuple]:
    with duckdb.connect(house, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def everything(house: Path) -> dict[str, list[tuple]]:
    """Every row of every mart, but for when and from where it came."""
    tables = [name for (name,) in read(house, "select table_name from duckdb_tables() where schema_name = 'marts'")]
    found = {}
    for table in sorted(tables):
        columns = [name for name, *_ in read(house, f"describe marts.{table}") if name not in OF_THE_RUN]
        found[table] = read(house, f"select {', '.join(columns)} from marts.{table} order by all")
    return found


def test_a_withdrawn_article_is_gone_stays_gone_and_comes_back_when_the_row_is_deleted(house, news, tmp_path):
    before = everything(house)
    said = gipfel(
        "withdraw", "prag", "--why", "the paper took it back", "--who", "desk", "--warehouse", house, "--json"
    )
    assert said.returncode == 0, said.stderr
    assert {"article_id": "prag", "who": "desk", "line": 2}.items() <= json.loads(said.stdout).items()
    again = gipfel("withdraw", "prag", "--why", "twice", "--warehouse", house)
    assert (again.returncode, "desk has withdrawn prag already" in again.stderr) == (2, True)

    summary = run_pipeline([news], house)  # it comes in again
    assert summary.succeeded, summary.problems
    assert ids(house) == ["paris"]
    published = house.resolve().parent
    assert "Pavel" not in str(everything(house))
    kept = duckdb.sql(f"select article_id from read_parquet('{published / 'raw' / 'article.parquet'}')").fetchall()
    assert kept == [("paris",)]
    assert "prag, by desk" in gipfel("status", "--warehouse", house).stdout
    assert run_pipeline([news], house).nothing_new

    house.with_name("build.duckdb").unlink()  # made anew
    assert run_pipeline([news], house).succeeded
    assert ids(house) == ["paris"]

    (tmp_path / "withdrawals.csv").unlink()
    assert run_pipeline([news], house).succeeded
    assert everything(house) == before


def test_a_wrong_file_of_withdrawals_is_told_with_its_line(house, news, tmp_path):
    (tmp_path / "withdrawals.csv").write_text("article_id,who,when,why\nprag,desk,gestern,because\n", encoding="utf-8")
    with pytest.raises(WithdrawalError, match=r"withdrawals\.csv, line 2: gestern is no day"):
        read_withdrawals()
    run = gipfel("run", news, "--warehouse", house)
    assert run.returncode == 1
    assert "line 2" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_going_back_to_a_kept_version_lasts_until_there_is_something_new(house, news):
    first = kept_versions(WarehousePaths.from_file(house))[-1].folder
    assert run_pipeline([write(news, NEW)], house).succeeded
    assert ids(house) == ["bern", "paris", "prag"]

    back = gipfel("publish", "--version", first, "--warehouse", house)
    assert back.returncode == 0, back.stderr
    assert ids(house) == ["paris", "prag"]
    assert first in gipfel("publish", "--warehouse", house).stdout
    assert run_pipeline([news], house).nothing_new
    assert ids(house) == ["paris", "prag"], "a run with nothing new does not undo it"

    assert run_pipeline([write(news, {"neu": "Donald Tusk traf am Montag in Berlin Friedrich Merz."})], house).succeeded
    assert ids(house) == ["bern", "neu", "paris", "prag"]


def test_no_version_with_a_withdrawn_article_comes_back(house, news):
    first = kept_versions(WarehousePaths.from_file(house))[-1].folder
    assert gipfel("withdraw", "prag", "--why", "so", "--warehouse", house).returncode == 0
    assert run_pipeline([news], house).succeeded
    with pytest.raises(VersionError, match="holds prag, which has been withdrawn"):
        publish_again(WarehousePaths.from_file(house), first, "run")
    answer = gipfel("publish", "--version", "v1999", "--warehouse", house)
    assert answer.returncode == 2
    assert "No version v1999 is kept" in answer.stderr


def test_a_backup_restored_elsewhere_is_the_same_and_goes_on(house, news, tmp_path, monkeypatch):
    (tmp_path / "overrides.csv").write_text("kind,subject,key,other_key,articles,name,who,when,why\n", encoding="utf-8")
    assert gipfel("backup", tmp_path / "backup", "--warehouse", house).returncode == 0
    assert gipfel("backup", tmp_path / "backup", "--warehouse", house).returncode == 2, "never in the place of another"

    for variable in (WITHDRAWALS_VARIABLE, OVERRIDES_VARIABLE):
        monkeypatch.setenv(variable, str(tmp_path / "elsewhere" / f"{variable}.csv"))
    other = tmp_path / "other" / "gipfel.duckdb"
    restored = gipfel("restore", tmp_path / "backup", "--warehouse", other)
    assert restored.returncode == 0, restored.stderr
    assert everything(other) == everything(house)

    assert run_pipeline([write(news, NEW)], house).succeeded
    summary = run_pipeline([news], other)
    assert "its 2 articles were taken from what is published" in str(summary.prepared)
    assert (summary.loaded, summary.unchanged) == (1, 2)
    assert everything(other) == everything(house)


def test_a_restore_replaces_nothing_unless_told(house, news, tmp_path):
    before = everything(house)
    assert gipfel("backup", tmp_path / "backup", "--warehouse", house).returncode == 0
    assert run_pipeline([write(news, NEW)], house).succeeded
    refused = gipfel("restore", tmp_path / "backup", "--warehouse", house)
    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    assert ids(house) == ["bern", "paris", "prag"]
    assert gipfel("restore", tmp_path / "backup", "--replace", "--warehouse", house).returncode == 0
    assert everything(house) == before
    assert run_pipeline([tmp_path / "news" / "paris.txt"], house).succeeded
    assert ids(house) == ["paris", "prag"]


def test_half_a_backup_is_not_restored(house, tmp_path):
    assert gipfel("backup", tmp_path / "backup", "--warehouse", house).returncode == 0
    file = tmp_path / "backup" / "gipfel.duckdb"
    file.write_bytes(file.read_bytes()[:100_000])
    target = WarehousePaths.from_file(tmp_path / "other" / "gipfel.duckdb")
    with pytest.raises(VersionError, match="is not whole"):
        restore(target, tmp_path / "backup", "run", replace_build=False)
    assert not target.link.exists()


def test_a_build_of_an_older_gipfel_is_made_anew_from_raw_and_told(house, news):
    """Before versions were noted: without the note, a column fewer in raw, another table among the extracted."""
    before = everything(house)
    with duckdb.connect(house.with_name("build.duckdb")) as build:
        build.execute("drop table meta.schema_version")
        build.execute("alter table raw.article drop column encoding")
        build.execute("drop table extracted.mention cascade")
        build.execute("create table extracted.mention as select 'another shape' as words")
    summary = run_pipeline([news], house)
    assert summary.succeeded, summary.problems
    assert f"made by an older Gipfel (schema 0, now {VERSION}): its 2 articles are kept" in str(summary.prepared)
    assert summary.extracted == 2
    assert everything(house) == before
    assert run_pipeline([news], house).prepared is None


def test_a_build_of_a_newer_gipfel_is_refused(house, news):
    with duckdb.connect(house.with_name("build.duckdb")) as build:
        build.execute(f"update meta.schema_version set version = {VERSION + 1}")
    with pytest.raises(SchemaVersionError, match="made by a newer Gipfel"):
        run_pipeline([news], house)
    run = gipfel("run", news, "--warehouse", house)
    assert (run.returncode, len(run.stderr.splitlines())) == (1, 1)


def test_a_published_file_of_another_gipfel_is_told(house):
    with duckdb.connect(house.resolve()) as published:
        published.execute("drop table marts.fct_participation")
    shown = gipfel("show", "meetings", "--warehouse", house)
    assert shown.returncode == 1
    assert "published by another version of Gipfel" in shown.stderr
    assert "gipfel run" in shown.stderr
