"""explain and override, on the warehouse of the five example articles."""

from __future__ import annotations

import csv
import json

import duckdb
import pytest

from orchestration.paths import OVERRIDES_VARIABLE


@pytest.fixture
def overrides(tmp_path, monkeypatch):
    file = tmp_path / "overrides.csv"
    monkeypatch.setenv(OVERRIDES_VARIABLE, str(file))
    return file


@pytest.fixture(scope="session")
def keys(seeds_warehouse) -> dict[str, str]:
    """Two meetings, of which the first is told by several articles, a person and a country."""
    with duckdb.connect(seeds_warehouse.resolve(), read_only=True) as connection:
        [(told,), (other,)] = connection.execute(
            "select meeting_key from marts.dim_meeting order by article_count desc, start_date nulls last limit 2"
        ).fetchall()
        [(person,)] = connection.execute(
            "select actor_key from marts.dim_actor where actor_name = 'Wolodymyr Selenskyj'"
        ).fetchall()
        [(country,)] = connection.execute(
            "select actor_key from marts.dim_actor where actor_name = 'Ukraine'"
        ).fetchall()
    return {"meeting": told, "other": other, "person": person, "country": country}


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_explain_actor_tells_of_every_article_what_it_calls_the_actor_and_why(ask):
    told = json.loads(ask("explain", "actor", "Selenskyj", "--json").stdout)
    assert len(told["entities"]) == told["article_count"]
    assert {"Wolodymyr Selenskyj", "Wolodymyr Selenskij"} <= {entity["entity_name"] for entity in told["entities"]}
    assert all(entity["method"] == "registry" and "registry" in entity["evidence"] for entity in told["entities"])
    shown = ask("explain", "actor", "Selenskyj").stdout
    assert "Wolodymyr Selenskij is like" in shown


def test_explain_meeting_tells_which_evidence_joined_its_reports(ask, keys):
    told = json.loads(ask("explain", "meeting", keys["meeting"], "--json").stdout)
    assert len(told["life_line"]) == told["article_count"] > 1
    joined = [match for match in told["matches"] if match["is_joined"]]
    assert joined
    assert all(0 < match["score"] <= 1 and "in common" in match["reasons"] for match in joined)
    assert joined[0]["method"] in ask("explain", "meeting", keys["meeting"]).stdout


def test_an_override_is_a_row_with_who_when_and_why(ask, keys, overrides):
    result = ask("override", "merge", "meeting", keys["meeting"][:8], keys["other"], "--why", "ein Gipfel, zwei Namen")
    assert result.exit_code == 0, result.stderr
    assert "delete the line" in result.stdout
    [row] = rows_of(overrides)
    assert (row["kind"], row["subject"], row["key"], row["other_key"]) == (
        "merge",
        "meeting",
        keys["meeting"],
        keys["other"],
    )
    assert row["who"]
    assert row["when"]
    assert row["why"] == "ein Gipfel, zwei Namen"


def test_each_kind_of_override_can_be_written(ask, keys, overrides):
    article = json.loads(ask("explain", "actor", keys["person"], "--json").stdout)["entities"][0]["article_id"]
    for arguments in (
        ["split", "actor", keys["person"], "--article", article],
        ["rename", "meeting", keys["meeting"], "Pariser Gipfel"],
        ["drop", "meeting", keys["other"]],
        ["not-same", "actor", keys["person"], keys["country"]],
    ):
        result = ask("override", *arguments, "--why", "darum", "--who", "Eva", "--json")
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout)["who"] == "Eva"
    assert [row["kind"] for row in rows_of(overrides)] == ["split", "rename", "drop", "not_same"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["drop", "meeting", "ffffffff"], "No meeting's key begins with ffffffff"),
        (["drop", "actor", "{meeting}"], "No actor's key begins with"),
        (["merge", "actor", "{person}", "{person}"], "are one actor already"),
        (["split", "meeting", "{meeting}", "--article", "nirgends"], "no article of that id"),
    ],
    ids=["unknown key", "key of something else", "with itself", "unknown article"],
)
def test_what_makes_no_sense_is_not_written(ask, keys, overrides, arguments, message):
    result = ask("override", *(argument.format(**keys) for argument in arguments), "--why", "darum")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not overrides.exists()


def test_a_reason_is_required(ask, keys, overrides):
    assert ask("override", "drop", "meeting", keys["meeting"]).exit_code == 2
    assert not overrides.exists()


def test_a_contradiction_and_a_repetition_are_refused_and_what_stands_there_stays(ask, keys, overrides):
    both = [keys["meeting"], keys["other"], "--why", "darum"]
    assert ask("override", "merge", "meeting", *both).exit_code == 0
    before = overrides.read_bytes()
    refused = ask("override", "not-same", "meeting", *both)
    assert refused.exit_code == 2
    assert "line 2 " in refused.stderr
    assert "line 3 " in refused.stderr
    assert (
        "already" in ask("override", "merge", "meeting", keys["other"], keys["meeting"], "--why", "noch einmal").stderr
    )
    assert overrides.read_bytes() == before
