"""How long work says how far it is, without knowing who draws the bar."""

from __future__ import annotations

from collections.abc import Callable

# (step, done, total): called often. The step is load, extract, resolve, dbt or publish; done and total count
# its own units, e.g. articles or models; a total of 0 is not known yet.
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Says nothing."""
