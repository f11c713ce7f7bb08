"""Files of decisions by hand, as CSV: read whole, written whole and in one step, so that a kill leaves the old one or the new one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path


def read_text(file: Path) -> str:
    """What the file holds, a byte order mark left out; empty where there is none."""
    return file.read_text(encoding="utf-8-sig") if file.exists() else ""


def line(cells: Iterable[object]) -> str:
    """The cells as a line of the file.

    >>> line(["a-1", "falsch, laut Redaktion"])
    'a-1,"falsch, laut Redaktion"\\n'
    """
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def with_line(text: str, header: Iterable[object], cells: Iterable[object]) -> str:
    """The text with a line more at its end; of an empty one the header first."""
    text = text or line(header)
    return text + ("" if text.endswith("\n") else "\n") + line(cells)


def replace_text(file: Path, text: str) -> None:
    """Put the text in the file's place; its folder is made if need be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)
