"""The pipeline, built once for the tests of this room."""

import pytest
from spacy.language import Language

from extractors.language import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load(threads=2)
