"""What the tests of the extraction share: the language pipeline, and a reading of one text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from extractors.extraction import Reading, read_meetings
from extractors.language import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load(threads=2)


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., Reading]:
    """Reads a text as if it were an article published on that day."""

    def read_text(text: str, published_on: date | None = date(2025, 3, 12)) -> Reading:
        return read_meetings(nlp(text), published_on)

    return read_text


def names_of(reading: Reading, status: str | None = None) -> set[str]:
    """Names of all actors with a claim, or of those with that status."""
    return {reading.entities[c.entity].name for c in reading.claims if status in {None, c.status}}


def person(reading: Reading, name: str):
    [found] = [e for e in reading.entities if e.kind == "person" and e.name == name]
    return found
