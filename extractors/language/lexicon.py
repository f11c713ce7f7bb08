"""Word lists of the language room: text files with one entry a line and comment lines."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Entries of `extractors/lexicons/<name>.txt`, one tuple per comment line that has entries below it."""
    result: list[list[str]] = []
    for line in (files("extractors") / "lexicons" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            result.append([])
        elif line.strip():
            result[-1].append(line.strip())
    return tuple(tuple(group) for group in result if group)


@cache
def words(name: str) -> frozenset[str]:
    """All entries of `extractors/lexicons/<name>.txt`."""
    return frozenset(entry for group in groups(name) for entry in group)
