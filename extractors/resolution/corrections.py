"""Decisions by hand applied to what the machine takes for one actor or one meeting.

A row names an actor or a meeting by a key that was published. Every key that is made from an entity or a
report keeps meaning that entity or report (its anchor), so a row still applies when an older article has
come in and the key has changed. Rows are applied in the order not_same, split, merge, rename, drop,
whatever their order in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from extractors.keys import make_key
from extractors.resolution.overrides import Override, OverrideError, contradiction, refuse_contradictions


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
    refuse_contradictions(rows, lambda _, key: parts.group(key))
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
                raise contradiction([row, *(taken[m.key] for m in members if m.key in taken)])
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
                raise contradiction([row, *merges])

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
