"""Warehouses in temporary folders, and one real run through Dagster that several tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.paths import WarehousePaths
from orchestration.warehouse import Warehouse

TEXTS = {
    "paris": "Bundeskanzler Friedrich Merz hat am Montag in Paris den französischen Präsidenten Emmanuel Macron getroffen.",
    "wien": "Außenministerin Beate Meinl-Reisinger empfing am Dienstag in Wien ihren italienischen Kollegen Antonio Tajani.",
    "prag": "Der tschechische Präsident Petr Pavel reist am Freitag nach Warschau. Dort trifft er Donald Tusk.",
}


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """An empty warehouse that this test writes to."""
    house = Warehouse(WarehousePaths.from_file(tmp_path / "warehouse" / "gipfel.duckdb"))
    with house.writing():
        yield house


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three articles."""
    return write_articles(tmp_path / "articles", TEXTS)


def write_articles(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
