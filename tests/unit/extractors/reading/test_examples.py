"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import io
import pkgutil

import pytest

import extractors.reading
from extractors.reading import read

MODULES = [module.name for module in pkgutil.walk_packages(extractors.reading.__path__, "extractors.reading.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name: str) -> None:
    line = b'{"id": "a1", "text": "Der Kanzler reist nach Wien."}\n'
    article, same_article_elsewhere = read(["-"], stdin=io.BytesIO(line * 2))
    names = {"io": io, "article": article, "same_article_elsewhere": same_article_elsewhere}
    result = doctest.testmod(importlib.import_module(name), extraglobs=names)
    assert result.failed == 0
