"""A short run of the fuzzer, and of Hypothesis: see `fuzzing`. The long one is `make fuzz`."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.language import load
from extractors.reading import read, reconcile
from extractors.reading.formats.fields import known_columns
from tests.fuzz.fuzzing import Report, fuzz, read_file, read_text
from tests.fuzz.mutations import SEEDS, WORDS, seeds

FILES, TEXTS, EXAMPLES = 400, 25, int(os.environ.get("GIPFEL_FUZZ_EXAMPLES", "60"))
SENTENCE = "Außenminister Johann Wadephul hat am Montag in Oslo seinen Kollegen Espen Barth Eide getroffen."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(threads=1)


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_every_seed_is_read_whole(seed) -> None:
    report = Report()
    read_file(SEEDS / seed.name, report)
    assert set(report.outcomes) == {"loaded"}


def test_whatever_a_file_holds_is_accounted_for(tmp_path: Path) -> None:
    report = fuzz(FILES, seed=0, folder=tmp_path)
    assert report.broken == []
    assert report.inputs == FILES
    assert report.outcomes.total() == report.seen
    assert report.outcomes["loaded"] > FILES / 4  # else the mutations would break everything and try little


def test_whatever_a_text_holds_is_read(tmp_path: Path, nlp: Language) -> None:
    report = fuzz(TEXTS, seed=0, folder=tmp_path, nlp=nlp)
    assert report.broken == []


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(SENTENCE)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["name", "rendered", "$date", "articles", "text", "x"]), inner, max_size=3),
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [
        *known_columns(
            [
                "id",
                "guid",
                "text",
                "content",
                "Inhalt",
                "title",
                "Titel",
                "publishedAt",
                "Datum",
                "source",
                "Quelle",
                "url",
                "lang",
            ]
        ),
        "articles",
        "x",
    ]
)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.dictionaries(FIELDS, VALUES, max_size=6), max_size=4))
def test_whatever_a_record_holds_is_accounted_for(records: list[dict[str, object]]) -> None:
    lines = "\n".join(json.dumps(record) for record in records).encode("utf-8", "surrogatepass")
    found = list(read(["-"], stdin=BytesIO(lines)))
    assert len(found) >= 1
    assert all(getattr(item, "reason_code", "") != "reader_failed" for item in found), found
    assert len(list(reconcile(found, known={}))) == len(found)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.one_of(st.sampled_from([*WORDS, SENTENCE]), st.text(max_size=8)), max_size=12).map("".join))
def test_whatever_is_printed_is_read(nlp: Language, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    read_text(text, nlp)
