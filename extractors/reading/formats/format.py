"""What a format is. See the package's docstring for how to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source


@dataclass(frozen=True)
class Format:
    """An input format.

    `suffixes` in lower case, with their full stop. `read` yields the records of one file in their
    order, a Problem in the place of each bad one, and raises a Problem to give up the rest.
    `has_ids`: every record must bring an id; else the file's stem serves.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Record | Problem]]
    has_ids: bool = False
