"""What is stored of what was read: versions, ledger, rejections."""

from __future__ import annotations

import json

import pytest

from extractors import schemas
from extractors.reading import InputNotFound
from orchestration.assets.raw import check_read
from orchestration.loading import load
from tests.integration.orchestration.conftest import TEXTS, write_articles


def outcomes(warehouse, run_id):
    rows = warehouse.query(
        "select article_id, outcome from raw.ledger where run_id = $run order by all", {"run": run_id}
    )
    return dict(rows.iter_rows())


def versions(warehouse, article_id):
    return warehouse.query(
        "select version_number, text from raw.article where article_id = $id order by all", {"id": article_id}
    ).rows()


def test_new_articles_are_loaded_and_each_has_a_line_in_the_ledger(warehouse, articles):
    assert load(warehouse, [str(articles)], "run-1").seen == len(TEXTS)
    assert outcomes(warehouse, "run-1") == dict.fromkeys(TEXTS, "loaded")
    assert {row["article_id"]: row["char_count"] for row in warehouse.table(schemas.ARTICLE).to_dicts()} == {
        name: len(text) for name, text in TEXTS.items()
    }


def test_the_same_articles_again_are_only_noted(warehouse, articles):
    load(warehouse, [str(articles)], "run-1")
    before = warehouse.table(schemas.ARTICLE)
    load(warehouse, [str(articles)], "run-2")
    assert outcomes(warehouse, "run-2") == dict.fromkeys(TEXTS, "unchanged")
    assert warehouse.table(schemas.ARTICLE).equals(before)


def test_a_changed_text_is_a_new_version_and_so_is_one_changed_back(warehouse, articles):
    first, second = TEXTS["wien"], TEXTS["wien"] + " Das Gespräch dauerte zwei Stunden."
    for number, text in enumerate((first, second, first), start=1):
        write_articles(articles, {"wien": text})
        load(warehouse, [str(articles)], f"run-{number}")
    assert versions(warehouse, "wien") == [(1, first), (2, second), (3, first)]
    assert warehouse.table(schemas.ARTICLE)["article_version_key"].is_unique().all()


def test_what_is_no_article_is_kept_with_its_reason_and_the_rest_goes_on(warehouse, articles):
    english = "The ministers met in Paris on Monday. They talked about the war for several hours, and nobody knows what they agreed upon. "
    write_articles(articles, {"leer": "", "english": english * 3})
    load(warehouse, [str(articles)], "run-1")
    reasons = warehouse.query("select reason_code from raw.rejected_article order by all")["reason_code"].to_list()
    assert reasons == ["empty_file", "not_german"]
    assert sorted(outcomes(warehouse, "run-1").values()) == ["loaded"] * 3 + ["rejected"] * 2


def test_a_break_in_the_middle_stores_nothing(warehouse, articles, monkeypatch):
    def breaking(step, done, total):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        load(warehouse, [str(articles)], "run-1", breaking)
    assert warehouse.table(schemas.ARTICLE).is_empty()
    assert warehouse.table(schemas.LEDGER).is_empty()


def test_a_path_that_does_not_exist_is_an_error(warehouse, tmp_path):
    with pytest.raises(InputNotFound):
        load(warehouse, [str(tmp_path / "nowhere")], "run-1")


def test_what_of_a_record_is_not_read_stands_in_its_line_of_the_ledger(warehouse, tmp_path):
    record = {"id": "wien", "text": TEXTS["wien"], "published": "vor 2 Stunden", "clicks": 5}
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(record), "utf-8")
    load(warehouse, [str(path)], "run-1")
    [(outcome, warnings)] = warehouse.query("select outcome, warnings from raw.ledger").iter_rows()
    assert outcome == "loaded"
    assert warnings == [
        "the day of publication is not known: 'vor 2 Stunden' tells no day",
        "fields that are not read: clicks",
    ]


def test_a_check_names_what_was_not_read(warehouse, tmp_path):
    lines = [json.dumps({"id": str(n), "text": f"{TEXTS['wien']} {n}", "clicks": n + 1}) for n in range(3)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    load(warehouse, [str(path)], "run-1")
    check = check_read(warehouse, "run-1")
    assert (check.passed, check.severity.value) == (False, "WARN")
    assert check.metadata["message"].value == f"fields that are not read: clicks (3, e.g. in {path})"
    assert check_read(warehouse, "run-2").passed
