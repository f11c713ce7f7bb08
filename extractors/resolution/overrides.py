"""What people have decided about identity by hand: it wins over the machine.

The rows of the file, understood and held against each other; `corrections.py` applies them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.keys import make_key

KINDS = ("merge", "split", "rename", "drop", "not_same")
SUBJECTS = ("actor", "meeting")
COLUMNS = ("kind", "subject", "key", "other_key", "articles", "name", "who", "when", "why")
# What a row needs beside its key, and what it must not have.
_NEEDS = {"merge": "other_key", "not_same": "other_key", "split": "articles", "rename": "name", "drop": None}


class OverrideError(ValueError):
    """A row cannot be understood or applied, or two rows contradict each other; the message names the rows."""


@dataclass(frozen=True)
class Override:
    """One decision. `line` is where it stands in the file; `articles` are article ids (of a split)."""

    line: int
    kind: str
    subject: str
    key: str
    other_key: str | None
    articles: frozenset[str]
    name: str | None
    who: str
    when: date
    why: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key, self.other_key) if self.other_key else (self.key,)

    @property
    def evidence(self) -> str:
        """The decision as a reason that a reader can understand."""
        return f"{self.kind} by hand ({self.who}, {self.when}): {self.why}"

    def __str__(self) -> str:
        what = {
            "merge": f"with {self.other_key}",
            "not_same": f"and {self.other_key}",
            "split": f"in {', '.join(sorted(self.articles))}",
            "rename": f"to {self.name}",
            "drop": "",
        }[self.kind]
        return f"line {self.line} ({self.kind} {self.subject} {self.key} {what}".rstrip() + f"; {self.who}: {self.why})"


def parse_overrides(rows: Iterable[tuple[int, Mapping[str, Any]]]) -> list[Override]:
    """Numbered lines of the file as decisions, held against each other. Raises OverrideError, which names the lines.

    >>> row = {"kind": "drop", "subject": "actor", "key": "0123456789abcdef", "who": "Eva", "when": "2026-01-07",
    ...        "why": "a ship, no person"}
    >>> str(parse_overrides([(2, row)])[0])
    'line 2 (drop actor 0123456789abcdef; Eva: a ship, no person)'
    """
    overrides = [_parse(row, line) for line, row in rows]
    refuse_contradictions(overrides, _by_key(overrides))
    return overrides


def _parse(row: Mapping[str, Any], line: int) -> Override:
    cells = {column: str(row.get(column) or "").strip() for column in COLUMNS}
    kind, subject = cells["kind"], cells["subject"]

    def refuse(problem: str) -> OverrideError:
        return OverrideError(f"Overrides, line {line}: {problem}")

    if kind not in KINDS:
        raise refuse(f"kind is {kind!r}, should be one of {', '.join(KINDS)}.")
    if subject not in SUBJECTS:
        raise refuse(f"subject is {subject!r}, should be actor or meeting.")
    for column in ("key", "who", "when", "why"):
        if not cells[column]:
            raise refuse(f"{column} is missing.")
    for column in ("other_key", "articles", "name"):
        if cells[column] and column != _NEEDS[kind]:
            raise refuse(f"a {kind} takes no {column}.")
        if not cells[column] and column == _NEEDS[kind]:
            raise refuse(f"a {kind} needs {column}.")
    if cells["key"] == cells["other_key"]:
        raise refuse("key and other_key are the same.")
    try:
        when = date.fromisoformat(cells["when"])
    except ValueError:
        raise refuse(f"when is {cells['when']!r}, should be a day like 2026-01-07.") from None
    return Override(
        line=line,
        kind=kind,
        subject=subject,
        key=cells["key"],
        other_key=cells["other_key"] or None,
        articles=frozenset(article.strip() for article in cells["articles"].split("|") if article.strip()),
        name=cells["name"] or None,
        who=cells["who"],
        when=when,
        why=cells["why"],
    )


def override_row(override: Override, is_applied: bool) -> dict[str, Any]:
    """The row of `schemas.OVERRIDE`; `is_applied` says whether its keys mean something in these articles."""
    return {
        "override_key": make_key("override", override.line),
        "line_number": override.line,
        "kind": override.kind,
        "subject": override.subject,
        "subject_key": override.key,
        "other_key": override.other_key,
        "articles": "|".join(sorted(override.articles)) or None,
        "name": override.name,
        "decided_by": override.who,
        "decided_on": override.when,
        "reason": override.why,
        "is_applied": is_applied,
    }


def _by_key(overrides: Iterable[Override]) -> Callable[[str, str], Hashable]:
    """Groups the keys by the merges alone, as far as one can tell without any data."""
    parent: dict[Hashable, Hashable] = {}

    def find(node: Hashable) -> Hashable:
        while node in parent:
            node = parent[node]
        return node

    for row in overrides:
        if row.kind == "merge":
            left, right = find((row.subject, row.key)), find((row.subject, row.other_key))
            if left != right:
                parent[left] = right
    return lambda subject, key: find((subject, key))


def refuse_contradictions(overrides: Iterable[Override], group_of: Callable[[str, str], Hashable | None]) -> None:
    """Raises OverrideError where rows cannot all hold.

    `group_of` tells which keys mean one thing, None for a key that means nothing.
    """
    of_group: dict[Hashable, list[Override]] = defaultdict(list)
    for row in overrides:
        groups = [group_of(row.subject, key) for key in row.keys]
        for group in {group for group in groups if group is not None}:
            of_group[group].append(row)
        if row.kind == "not_same" and len(groups) == 2 and groups[0] is not None and groups[0] == groups[1]:
            merges = [
                other for other in overrides if other.kind == "merge" and group_of(row.subject, other.key) == groups[0]
            ]
            if merges:
                raise contradiction([row, *merges])
            raise OverrideError(
                f"Overrides, {row}: both are one by name or by the registry. Say which articles mean another: split."
            )
    for rows in of_group.values():
        renames = [row for row in rows if row.kind == "rename"]
        if len({row.name for row in renames}) > 1:
            raise contradiction(renames)
        drops = [row for row in rows if row.kind == "drop"]
        kept = [row for row in rows if row.kind in ("merge", "rename")]
        if drops and kept:
            raise contradiction([drops[0], kept[0]])
        splits = [row for row in rows if row.kind == "split"]
        for i, one in enumerate(splits):
            for other in splits[:i]:
                if one.key == other.key and one.articles & other.articles and one.articles != other.articles:
                    raise contradiction([other, one])


def contradiction(rows: Iterable[Override]) -> OverrideError:
    """The error that names these rows."""
    named = " and ".join(str(row) for row in sorted(set(rows), key=lambda row: row.line))
    return OverrideError(f"Overrides contradict each other: {named}. Delete or change one of them.")
