"""Word lists of `lexicons/`, read once. What they mean is decided by the modules that use them."""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"


@lru_cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of words of `lexicons/NAME.toml`, as frozensets.

    >>> "mit" in word_lists("function_words")["together"]
    True
    """
    with (FOLDER / f"{name}.toml").open("rb") as file:
        content = tomllib.load(file)
    return {key: frozenset(value) for key, value in content.items()}


@lru_cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicons/NAME.csv`, lines that begin with # left out."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


@lru_cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of `lexicons/NAME.txt`, one a line; lines that begin with # left out."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
