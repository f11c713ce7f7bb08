"""Rows of the extracted layer: keys, offsets and foreign keys hold for any text."""

from datetime import date

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import schemas
from extractors.extraction import extract
from extractors.keys import make_key

PIECES = [
    "Bundeskanzler Friedrich Merz traf Emmanuel Macron in Berlin.", "Am Freitag berät die G7 in Rom mit Selenskyj.", "„Wir reden“, sagte Tusk", "\n\n", " – ", "(dpa)",
    "US-Außenminister Rubio telefonierte mit Lawrow", "Der Gipfel wurde abgesagt.", "😀", "Trumps", ", der ", "von der Leyen", "1. Mai 2025",
]  # fmt: skip


def article(text: str, id_: str = "a1", published_on: date | None = date(2025, 3, 12)) -> dict:
    return {
        "article_key": make_key("article", id_),
        "article_version_key": make_key("version", id_, text),
        "text": text,
        "published_on": published_on,
    }


def test_rows_have_the_declared_columns_and_types(nlp):
    frames = extract([article(PIECES[0])], nlp)
    assert {name: dict(frame.schema) for name, frame in frames.items()} == {
        t.name: t.polars_schema for t in schemas.EXTRACTED
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=9), glue=st.sampled_from([" ", "\n", ""]))
def test_offsets_are_verbatim_and_keys_hold(nlp, pieces, glue):
    text = glue.join(pieces)
    frames = extract([article(text)], nlp)
    for row in frames["mention"].iter_rows(named=True):
        assert text[row["char_start"] : row["char_end"]] == row["mention_text"]
    for table in schemas.EXTRACTED:
        frame = frames[table.name]
        assert frame[table.key].is_unique().all()
        assert frame[table.key].null_count() == 0
        if "char_end" in frame.columns:
            assert frame.filter(
                (pl.col("char_start") >= pl.col("char_end")) | (pl.col("char_end") > len(text))
            ).is_empty()
    entities = set(frames["entity"]["entity_key"])
    meetings = set(frames["reported_meeting"]["reported_meeting_key"])
    claims = frames["participation_claim"]
    assert set(frames["mention"]["entity_key"]) <= entities
    assert set(claims["entity_key"]) <= entities
    assert set(claims["reported_meeting_key"]) <= meetings
    assert set(claims["according_to_entity_key"].drop_nulls()) <= entities
    assert set(frames["reported_meeting"]["place_entity_key"].drop_nulls()) <= entities
    assert set(frames["reported_meeting"]["parent_reported_meeting_key"].drop_nulls()) <= meetings


def test_an_article_gives_the_same_rows_alone_and_among_others(nlp):
    articles = [article(PIECES[i], f"a{i}") for i in (0, 1, 6)]
    together = extract(articles, nlp)
    for one in articles:
        alone = extract([one], nlp)
        for name, frame in together.items():
            assert frame.filter(pl.col("article_key") == one["article_key"]).equals(alone[name]), name


def test_an_empty_text_gives_an_extraction_without_rows(nlp):
    frames = extract([article("")], nlp)
    assert frames["extraction"].height == 1
    assert frames["mention"].is_empty()
    assert frames["reported_meeting"].is_empty()
