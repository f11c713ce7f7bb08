"""What is called read-only is: SQL of others reaches nothing else, and what an article says is neither markup nor formula nor picture."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from orchestration.dashboard.data import opened
from orchestration.dashboard.downloads import to_csv
from orchestration.metadata import markdown_table

# {build}, {file} and {new} are filled in: the build database, a published Parquet file, a file that does not exist.
BREAK_INS = [
    "attach '{build}' as build (read_write)",
    "attach '{build}' as build (read_only)",
    "copy dim_actor to '{file}'",
    "copy dim_actor to '{new}'",
    "copy (select 1) to '/dev/stdout'",
    "export database '{new}'",
    "import database '{new}'",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/etc/passwd')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_parquet('{file}')",
    "from '{file}'",
    "select * from glob('/etc/*')",
    "install httpfs",
    "load httpfs",
    "from 'https://example.org/a.parquet'",
    "set enable_external_access = true",
    "reset lock_configuration",
    "set temp_directory = '{new}'",
    "set allowed_directories = ['/']",
    "create secret (type s3)",
    "pragma profiling_output = '{new}'",
    "delete from dim_actor",
    "create table mine as select 1",
]


@pytest.fixture(scope="module")
def places(seeds_warehouse) -> dict[str, Path]:
    folder = seeds_warehouse.parent
    return {
        "build": folder / "build.duckdb",
        "file": folder / "parquet" / "dim_actor.parquet",
        "new": folder / "new",
    }


@pytest.mark.parametrize("sql", BREAK_INS)
def test_sql_of_others_reaches_nothing_else(places, ask, seeds_warehouse, sql):
    """The fault: `attach … (read_write)` and `copy … to` the published file worked in a command that was called read-only."""
    before = places["file"].read_bytes()
    answer = ask("sql", sql.format(**places))
    assert answer.exit_code == 2, answer.stdout
    assert "Traceback" not in answer.output
    assert not places["new"].exists()
    assert places["file"].read_bytes() == before
    with opened(seeds_warehouse) as published, pytest.raises(duckdb.Error):  # the dashboard's connection
        published.connection.execute(sql.format(**places)).fetchall()


def test_many_statements_in_one_are_no_way_round(ask):
    answer = ask("sql", "select 1; set lock_configuration = false; select * from read_text('/etc/passwd')")
    assert answer.exit_code == 2
    assert "--allow-files" in answer.output


def test_files_are_opened_on_purpose(places, ask):
    answer = ask(
        "sql", f"select count(*) as actors from read_parquet('{places['file']}')", "--allow-files", "-f", "json"
    )
    assert json.loads(answer.stdout)[0]["actors"] > 0


HOSTILE = "<img src=x onerror=alert(1)>"


def test_a_page_of_an_article_holds_no_markup_of_others(changed, tmp_path, gipfel):
    """The fault: source and url were written as they are."""
    warehouse = changed(f"update dim_article set source = '{HOSTILE}', url = '{HOSTILE}', title = '{HOSTILE}'")
    with duckdb.connect(warehouse, read_only=True) as connection:
        [(article,)] = connection.execute("select min(article_id) from marts.dim_article").fetchall()
    page = tmp_path / "page.html"
    assert gipfel("show", "article", article, "--html", page, "--warehouse", warehouse).returncode == 0
    assert "<img" not in page.read_text(encoding="utf-8")
    assert "&lt;img" in page.read_text(encoding="utf-8")


FORMULAS = ['=HYPERLINK("http://evil.example")', "+1+1", "-1+1", "@SUM(1)", "\t=1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_holds_no_formulas(changed, tmp_path, gipfel, formula):
    warehouse = changed("update dim_article set title = '" + formula + "', source = null")
    found = [to_csv([{"title": formula, "count": -5}]).decode("utf-8-sig")]
    query = "select title, -5 as count from dim_article"
    found.append(gipfel("sql", query, "--format", "csv", "--warehouse", warehouse).stdout)
    assert gipfel("export", tmp_path / "out", "--format", "csv", "--warehouse", warehouse).returncode == 0
    found.append((tmp_path / "out" / "dim_article.csv").read_bytes().decode())
    for text in found:
        for row in csv.DictReader(io.StringIO(text, newline="")):
            assert row["title"].startswith("'"), text
            assert row.get("count", "-5") == "-5", "a number stays one"


def test_a_preview_in_dagster_loads_no_picture_and_opens_no_link():
    hostile = ["![x](http://evil.example/a.png)", "[x](http://evil.example)", HOSTILE, "a | b", "`c`", "\\![x](y)"]
    table = markdown_table(["text"], [[text] for text in hostile])
    rows = table.splitlines()[2:]
    assert len(rows) == len(hostile)
    assert not any("![x]" in row or "[x](" in row or "<img" in row.replace("\\<", "") for row in rows), rows
    cut = markdown_table(["text"], [["x" * 58 + "[]"]], 60)
    assert cut.endswith("\\[\\] |")


@pytest.mark.parametrize("data", ["root:x:0", ":smile:", "[red]x[/red]", "[/]", "[link=http://evil.example]x[/link]"])
def test_data_in_tables_is_printed_as_it_is(ask, data):
    """The fault: Rich made an emoji of `root:x:0`."""
    answer = ask("sql", f"select '{data}' as \"{data}\"")
    assert answer.exit_code == 0
    assert answer.stdout.count(data) == 2
