"""Inputs are written by the tests themselves, into a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from extractors.reading import Article, Rejection, read

Read = Callable[..., list[Article | Rejection]]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of text (in an encoding) or of bytes, with the folders above it."""

    def _write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return _write


@pytest.fixture
def read_all() -> Read:
    """Everything that some paths hold, as a list."""

    def _read_all(*paths: Path | str, stdin: bytes | None = None) -> list[Article | Rejection]:
        return list(read(paths, stdin=None if stdin is None else BytesIO(stdin)))

    return _read_all


@pytest.fixture
def read_article(read_all: Read) -> Callable[..., Article]:
    """The one article that some paths hold; fails where there is another thing or more."""

    def _read_article(*paths: Path | str, **options: Any) -> Article:
        found = read_all(*paths, **options)
        assert [type(item) for item in found] == [Article], found
        return found[0]  # type: ignore[return-value]

    return _read_article


@pytest.fixture
def read_rejection(read_all: Read) -> Callable[..., Rejection]:
    """The one rejection that some paths end in."""

    def _read_rejection(*paths: Path | str, **options: Any) -> Rejection:
        found = read_all(*paths, **options)
        assert [type(item) for item in found] == [Rejection], found
        return found[0]  # type: ignore[return-value]

    return _read_rejection
