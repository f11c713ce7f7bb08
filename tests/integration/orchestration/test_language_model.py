"""A run with another language model: the same columns, and the articles are read again when the model changes."""

import json
from pathlib import Path

import polars as pl
import pytest
import spacy

from orchestration.extracting import extract_pending
from orchestration.loading import load
from orchestration.warehouse import Warehouse

TEXT = "Petteri Orpo und Evika Siliņa trafen sich am Dienstag in Helsinki. Am Mittwoch reist Orpo nach Riga."


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A pipeline that knows three names, as a folder."""
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [
            {"label": label, "pattern": name}
            for name, label in (("Petteri Orpo", "PER"), ("Evika Siliņa", "PER"), ("Helsinki", "LOC"))
        ]
    )
    nlp.meta |= {"name": "drei_namen", "version": "1.0.0"}
    nlp.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


@pytest.fixture
def loaded(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    path = tmp_path / "articles.jsonl"
    path.write_text(
        json.dumps({"id": "a1", "published": "2025-03-05", "title": "Treffen in Helsinki", "text": TEXT}), "utf-8"
    )
    load(warehouse, [str(path)], "run")
    return warehouse


def names(warehouse: Warehouse) -> pl.DataFrame:
    return warehouse.query(
        "select mention_text, probability from extracted.mention where label is not null order by char_start"
    )


def test_the_models_names_fill_the_same_columns(loaded: Warehouse, model: str) -> None:
    assert extract_pending(loaded, language_model=model).extracted == 1
    found = names(loaded)
    assert {"Petteri Orpo", "Evika Siliņa", "Helsinki"} <= set(found["mention_text"])
    assert "Riga" not in set(found["mention_text"])
    assert found["probability"].null_count() == found.height
    claims = loaded.query("select count(*) as claims from extracted.participation_claim").item()
    assert claims >= 2


def test_another_model_reads_again_and_the_same_does_not(loaded: Warehouse, model: str) -> None:
    assert extract_pending(loaded, language_model=model).extracted == 1
    assert extract_pending(loaded, language_model=model).extracted == 0
    assert extract_pending(loaded).extracted == 1
    assert "Riga" in set(names(loaded)["mention_text"])
    assert extract_pending(loaded).extracted == 0
