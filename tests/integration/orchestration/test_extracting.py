"""Which articles are extracted, in which batches, and what happens when one of them cannot be read."""

from __future__ import annotations

import pytest

from extractors import extraction, schemas
from orchestration import extracting
from orchestration.extracting import extract_pending, pending_articles
from orchestration.loading import load
from tests.integration.orchestration.conftest import TEXTS, write_articles


@pytest.fixture
def loaded(warehouse, articles):
    load(warehouse, [str(articles)], "run-1")
    return warehouse


def problems(warehouse):
    return dict(
        warehouse.query(
            "select article_id, problem from extracted.extraction join raw.article using (article_version_key)"
        ).iter_rows()
    )


def fail_on(monkeypatch, article_id):
    """The real extraction, but one article makes it fail. Returns the sizes of the batches that it is called with."""
    real, sizes = extraction.extract, []

    def extract(articles, nlp):
        sizes.append(len(articles))
        if any(article["article_id"] == article_id for article in articles):
            raise ValueError("cannot read this")
        return real(articles, nlp)

    monkeypatch.setattr(extraction, "extract", extract)
    return sizes


def test_every_pending_article_is_extracted_once(loaded):
    assert extract_pending(loaded).extracted == len(TEXTS)
    assert loaded.table(schemas.MENTION)["article_key"].n_unique() == len(TEXTS)
    assert extract_pending(loaded).extracted == 0


def test_a_new_version_takes_the_place_of_the_old_one(loaded, articles):
    extract_pending(loaded)
    write_articles(articles, {"wien": "Der deutsche Finanzminister Lars Klingbeil war am Mittwoch in Wien."})
    load(loaded, [str(articles)], "run-2")
    assert extract_pending(loaded).extracted == 1
    mentions = loaded.query(
        "select mention_text from extracted.mention join raw.article using (article_key) where article_id = 'wien'"
    )
    assert "Lars Klingbeil" in mentions["mention_text"].to_list()
    assert "Antonio Tajani" not in mentions["mention_text"].to_list()


def test_a_new_extractor_reads_everything_anew(loaded, monkeypatch):
    extract_pending(loaded)
    monkeypatch.setattr(extracting, "extractor_version", lambda language_model: "next")
    assert pending_articles(loaded).height == len(TEXTS)


def test_an_article_that_fails_does_not_stop_the_others_and_is_not_tried_again(loaded, monkeypatch):
    sizes = fail_on(monkeypatch, "wien")
    summary = extract_pending(loaded)
    assert (summary.extracted, summary.failed) == (3, 1)
    assert sizes == [3, 1, 1, 1]
    assert problems(loaded) == {"paris": None, "prag": None, "wien": "ValueError: cannot read this"}
    assert loaded.table(schemas.MENTION)["article_key"].n_unique() == 2
    assert pending_articles(loaded).is_empty()


def test_batches_keep_to_both_limits_and_are_stored_one_by_one(loaded, monkeypatch):
    monkeypatch.setattr(extracting, "BATCH_ARTICLES", 2)
    stored = []

    def progress(step, done, total):
        stored.append((done, total, loaded.table(schemas.EXTRACTION).height))

    extract_pending(loaded, progress)
    assert stored == [(0, 3, 0), (2, 3, 2), (3, 3, 3)]


def test_an_article_longer_than_a_batch_is_read_alone(loaded, monkeypatch):
    monkeypatch.setattr(extracting, "BATCH_CHARACTERS", 10)
    sizes = fail_on(monkeypatch, "none of them")
    extract_pending(loaded)
    assert sizes == [1, 1, 1]
