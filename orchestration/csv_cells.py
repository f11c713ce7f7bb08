"""CSV is opened with spreadsheets, which take a text that begins like a formula for one, and carry it out.

Such a text gets an apostrophe before it, the spreadsheet's own sign that what follows is text. Numbers and dates stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: Any) -> Any:
    """The value as it may stand in a cell.

    >>> as_text("=HYPERLINK(1)"), as_text("@SUM(1)"), as_text("Merz"), as_text(-5)
    ("'=HYPERLINK(1)", "'@SUM(1)", 'Merz', -5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINNINGS) else value


def cells(row: Iterable[Any]) -> list[Any]:
    """The values of a row as they may stand in its cells."""
    return [as_text(value) for value in row]


def as_text_sql(column: str) -> str:
    """The same in SQL, for a column of texts: an expression under the column's own name."""
    name = '"' + column.replace('"', '""') + '"'
    starts = " or ".join(f"starts_with({name}, chr({ord(beginning)}))" for beginning in _BEGINNINGS)
    return f"if({starts}, chr(39) || {name}, {name}) as {name}"
