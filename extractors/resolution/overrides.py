"""What people have decided about identity by hand: it wins over the machine.

A row names an actor or a meeting by a key that was published. Every key that is made from an entity or a
report keeps meaning that entity or report (its anchor), so a row still applies when an older article has
come in and the key has changed. Rows are applied in the order not_same, split, merge, rename, drop,
whatever their order in the file; rows that contradict each other are refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

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
    _refuse_contradictions(overrides, _by_key(overrides))
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


# -- contradictions ----------------------------------------------------------------------------


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


def _refuse_contradictions(overrides: Iterable[Override], group_of: Callable[[str, str], Hashable | None]) -> None:
    """`group_of` tells which keys mean one thing, None for a key that means nothing."""
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
                raise _contradiction([row, *merges])
            raise OverrideError(
                f"Overrides, {row}: both are one by name or by the registry. Say which articles mean another: split."
            )
    for rows in of_group.values():
        renames = [row for row in rows if row.kind == "rename"]
        if len({row.name for row in renames}) > 1:
            raise _contradiction(renames)
        drops = [row for row in rows if row.kind == "drop"]
        kept = [row for row in rows if row.kind in ("merge", "rename")]
        if drops and kept:
            raise _contradiction([drops[0], kept[0]])
        splits = [row for row in rows if row.kind == "split"]
        for i, one in enumerate(splits):
            for other in splits[:i]:
                if one.key == other.key and one.articles & other.articles and one.articles != other.articles:
                    raise _contradiction([other, one])


def _contradiction(rows: Iterable[Override]) -> OverrideError:
    named = " and ".join(str(row) for row in sorted(set(rows), key=lambda row: row.line))
    return OverrideError(f"Overrides contradict each other: {named}. Delete or change one of them.")


# -- application -------------------------------------------------------------------------------


class Member(NamedTuple):
    """An entity or a report. `order` sorts by publication; its third part is the article's id."""

    key: str
    order: tuple[bool, date, str, int]

    @property
    def article_id(self) -> str:
        return self.order[2]


@dataclass(frozen=True)
class Cluster:
    """What the machine takes for one actor or meeting: members in the order of publication.

    `fixed_key` is a key that does not come from the first member: the registry's, or a body's by its name.
    Clusters of different `kind` cannot be merged (a person with a country).
    """

    members: tuple[Member, ...]
    kind: str = ""
    fixed_key: str | None = None
    is_registered: bool = False

    def key(self, subject: str) -> str:
        return self.fixed_key or make_key(subject, self.members[0].key)


@dataclass
class Corrected:
    """The clusters after all decisions, and what was decided, by key of the member or of the final cluster.

    `moved` are members that a merge or a split has put where they are; `aliases` leads from keys merged away
    to those that stay; `apart` are pairs of first members that were kept apart, each with the decision.
    """

    clusters: list[Cluster]
    moved: dict[str, Override] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    dropped: dict[str, Override] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    apart: list[tuple[str, str, Override]] = field(default_factory=list)
    applied: set[int] = field(default_factory=set)


def kept_apart(subject: str, keys: Iterable[str], overrides: Iterable[Override]) -> Iterator[tuple[str, str]]:
    """Pairs of members that not_same forbids to join; a key that no member stands for is given as it is.

    `keys` are the keys of all members. Nothing is looked up where no such row exists.
    """
    rows = [row for row in overrides if row.subject == subject and row.kind == "not_same" and row.other_key]
    if rows:
        member_of = {make_key(subject, key): key for key in keys}
        for row in rows:
            assert row.other_key
            yield member_of.get(row.key, row.key), member_of.get(row.other_key, row.other_key)


def correct(subject: str, clusters: Iterable[Cluster], overrides: Iterable[Override]) -> Corrected:
    """Apply the decisions on actors or on meetings. Raises OverrideError where they cannot all hold."""
    rows = [row for row in overrides if row.subject == subject]
    clusters = list(clusters)
    if not rows:
        return Corrected(clusters)
    parts = _Parts(subject, clusters)
    result = Corrected([])
    parts.split([row for row in rows if row.kind == "split"], result)
    parts.merge([row for row in rows if row.kind == "merge"], result)
    _refuse_contradictions(rows, lambda _, key: parts.group(key))
    parts.refuse_undone_splits(rows)
    parts.finish(rows, result)
    return result


class _Parts:
    """Clusters while they are taken apart and put together; a part is known by its number."""

    def __init__(self, subject: str, clusters: list[Cluster]) -> None:
        self.subject = subject
        self.parts = clusters
        self.parent = list(range(len(clusters)))
        self.home = {member.key: i for i, cluster in enumerate(clusters) for member in cluster.members}
        self.fixed = {cluster.fixed_key: i for i, cluster in enumerate(clusters) if cluster.fixed_key}
        self.anchor = {make_key(subject, key): key for key in self.home}
        self.rest_of: dict[Override, tuple[int, int]] = {}

    def part(self, key: str) -> int | None:
        """The part that a key means: by the registry or the name, else by its anchor."""
        if key in self.fixed:
            return self.fixed[key]
        return self.home.get(self.anchor.get(key, ""))

    def find(self, part: int) -> int:
        while self.parent[part] != part:
            part = self.parent[part]
        return part

    def group(self, key: str) -> int | None:
        part = self.part(key)
        return None if part is None else self.find(part)

    def split(self, rows: list[Override], result: Corrected) -> None:
        """Members of the named articles leave the cluster that the machine has put them in."""
        taken: dict[str, Override] = {}
        leaving: list[tuple[Override, int, list[Member]]] = []
        for row in rows:
            part = self.part(row.key)
            if part is None:
                continue
            members = [member for member in self.parts[part].members if member.article_id in row.articles]
            if any(taken.get(member.key, row).articles != row.articles for member in members):
                raise _contradiction([row, *(taken[m.key] for m in members if m.key in taken)])
            members = [member for member in members if member.key not in taken]
            taken.update((member.key, row) for member in members)
            if members and (len(members) < len(self.parts[part].members) or self.parts[part].fixed_key):
                leaving.append((row, part, members))
        for row, part, members in leaving:
            left = {member.key for member in members}
            old = self.parts[part]
            stays = tuple(member for member in old.members if member.key not in left)
            self.parts[part] = Cluster(stays, old.kind, old.fixed_key, old.is_registered)
            new = len(self.parts)
            self.parts.append(Cluster(tuple(members), old.kind))
            self.parent.append(new)
            self.home.update((member.key, new) for member in members)
            self.rest_of[row] = (part, new)
            result.moved.update((member.key, row) for member in members)
            result.applied.add(row.line)
            if stays:
                result.apart.append((stays[0].key, members[0].key, row))

    def merge(self, rows: list[Override], result: Corrected) -> None:
        for row in rows:
            assert row.other_key
            left, right = self.part(row.key), self.part(row.other_key)
            if left is None or right is None:
                continue
            if self.parts[left].kind != self.parts[right].kind:
                raise OverrideError(
                    f"Overrides, {row}: a {self.parts[left].kind} and a {self.parts[right].kind} cannot be one."
                )
            result.applied.add(row.line)
            left, right = self.find(left), self.find(right)
            if left != right:
                self.parent[max(left, right)] = min(left, right)

    def refuse_undone_splits(self, rows: list[Override]) -> None:
        for row, (rest, split_off) in self.rest_of.items():
            if self.find(rest) == self.find(split_off):
                merges = [other for other in rows if other.kind == "merge" and self.group(other.key) == self.find(rest)]
                raise _contradiction([row, *merges])

    def finish(self, rows: list[Override], result: Corrected) -> None:
        """Put the final clusters together, each with its key, name and fate."""
        grouped: dict[int, list[int]] = defaultdict(list)
        for part in range(len(self.parts)):
            if self.parts[part].members:
                grouped[self.find(part)].append(part)
        away = {row.other_key for row in rows if row.kind == "merge"}
        final_key: dict[int, str] = {}
        for group, numbers in grouped.items():
            first = min(
                numbers,
                key=lambda i: (
                    not self.parts[i].is_registered,
                    self.parts[i].fixed_key is None,
                    self.parts[i].fixed_key in away,
                    self.parts[i].fixed_key or "",
                    self.parts[i].members[0].order,
                ),
            )
            members = sorted(
                (member for i in numbers for member in self.parts[i].members), key=lambda m: (m.order, m.key)
            )
            kept = self.parts[first]
            cluster = Cluster(tuple(members), kept.kind, kept.fixed_key, kept.is_registered)
            result.clusters.append(cluster)
            final_key[group] = cluster.key(self.subject)
            for i in numbers:
                if i != first:
                    why = min(
                        (r for r in rows if r.kind == "merge" and any(self.part(key) == i for key in r.keys)),
                        key=lambda row: row.line,
                    )
                    result.moved.update((member.key, why) for member in self.parts[i].members)
        result.clusters.sort(key=lambda cluster: (cluster.members[0].order, cluster.members[0].key))
        for row in rows:
            groups = [self.group(key) for key in row.keys]
            known = [final_key[group] for group in groups if group in final_key]
            if not known:
                continue
            if row.kind == "merge":
                result.aliases.update((key, known[0]) for key in row.keys if key != known[0])
            elif row.kind == "rename":
                result.names[known[0]] = row.name or ""
                result.applied.add(row.line)
            elif row.kind == "drop":
                result.dropped[known[0]] = row
                result.applied.add(row.line)
            elif row.kind == "not_same" and len(known) == 2:
                result.applied.add(row.line)
