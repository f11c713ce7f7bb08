"""Persons that no registry knows: which entities of different articles are one person.

By name first; country, organization and office then speak for or against. The registry's persons are
told in `registry.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from extractors.resolution.names import PersonName, blocks, compare, family_keys, same_family
from extractors.titles import Title, parse_title

_RIVAL_MARGIN = 0.05
BARE_NAME_SCORE = 0.75  # of a family name alone with its party
_NO_SPHERE = frozenset(
    {"relational", "honorific", "other"}
)  # kinds of titles that go with politics and with anything else


class PersonEntity(NamedTuple):
    """A person of one article. `organization` is canonical; `order` sorts by publication, article, offset."""

    key: str
    article_key: str
    order: tuple[bool, date, str, int]
    published_on: date | None
    printed: str
    name: PersonName
    country: str | None
    organization: str | None
    role: str | None
    is_former: bool
    apart: frozenset[str] = frozenset()  # keys that a person has said are somebody else


@dataclass(frozen=True)
class _Profile:
    """Entities that agree in name and party (bare family names: in office too) and are compared as one."""

    name: PersonName
    country: str | None
    organization: str | None
    roles: frozenset[str]
    entities: tuple[PersonEntity, ...]

    @property
    def order(self) -> tuple:
        return self.entities[0].order, self.entities[0].key


def cluster_persons(entities: Iterable[PersonEntity]) -> list[list[PersonEntity]]:
    """Groups of entities that are one person, each in the order of publication, the groups by their first one.

    Cost grows with the number of different names, not of entities: equal names of equal party are one
    profile, and profiles are compared only within a block of like family names.
    """
    profiles = _profiles(entities)
    full = [profile for profile in profiles if profile.name.is_full]
    clusters = _cluster_full_names(full)
    clusters = _add_bare_names([profile for profile in profiles if not profile.name.is_full], clusters)
    groups = [
        sorted((e for profile in cluster for e in profile.entities), key=lambda e: (e.order, e.key))
        for cluster in clusters
    ]
    return sorted(groups, key=lambda group: (group[0].order, group[0].key))


def office_of(role: str | None) -> str | None:
    """An office in the masculine, without prefix, for comparing (`US-Außenministerin` is `Außenminister`)."""
    if not role:
        return None
    title = title_of(role)
    return (title.masculine or title.base_title if title else role).casefold()


def same_office(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and office_of(left) == office_of(right)


def is_same_kind(left: str | None, right: str | None) -> bool:
    """Two words for one sort of office: `Staatschef` and `Präsident`, `Regierungschef` and `Premierminister`."""
    if left is None or right is None:
        return False
    ours, theirs = title_of(left), title_of(right)
    if ours is None or theirs is None or ours.kind != theirs.kind:
        return False
    return not any(t.is_deputy or t.base_title.casefold().startswith("vize") for t in (ours, theirs))


@lru_cache(maxsize=8192)
def title_of(role: str) -> Title | None:
    """The title in an office of several words: its first one, or else its last (`außenpolitischer Berater`)."""
    words = role.split()
    return (parse_title(words[0]) or parse_title(words[-1])) if words else None


def _profiles(entities: Iterable[PersonEntity]) -> list[_Profile]:
    grouped: dict[tuple, list[PersonEntity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda e: (e.order, e.key)):
        key: tuple = (entity.name.sound, entity.country, entity.organization)
        if not entity.name.is_full:
            # a bare family name without a party is nobody's but its own
            key = (*key, office_of(entity.role)) if entity.country or entity.organization else (entity.key,)
        if entity.apart:
            key = (entity.key,)
        grouped[key].append(entity)
    return [
        _Profile(
            first.name, first.country, first.organization, frozenset(e.role for e in group if e.role), tuple(group)
        )
        for group in grouped.values()
        for first in group[:1]
    ]


def _party(left: _Profile, right: _Profile) -> bool | None:
    """Whether two profiles act for the same country or organization; None where that is open."""
    if left.organization and left.organization == right.organization:
        return True
    if left.country and right.country:
        return left.country == right.country
    return None


def _offices_exclude(left: _Profile, right: _Profile) -> bool:
    """The one is only known in politics, the other only outside of it (a minister and a coach of the same name)."""
    spheres = []
    for profile in (left, right):
        titles = [title for role in profile.roles if (title := title_of(role))]
        spheres.append({title.is_political for title in titles if title.kind not in _NO_SPHERE})
    return _party(left, right) is None and spheres in ([{True}, {False}], [{False}, {True}])


def _held_apart(left: _Profile, right: _Profile) -> bool:
    return any(e.apart and e.apart & {other.key for other in right.entities} for e in left.entities[:1])


def _contradict(left: _Profile, right: _Profile) -> bool:
    return (
        _held_apart(left, right)
        or _party(left, right) is False
        or _offices_exclude(left, right)
        or not compare(left.name, right.name)
    )


def _likeness(left: _Profile, right: _Profile) -> float:
    """Score of two full names being one person, 0 where it is not enough."""
    score = compare(left.name, right.name)
    if not score or _contradict(left, right):
        return 0.0
    same_party = _party(left, right)
    if score >= 0.9:
        return score if same_party else score - 0.04
    if score >= 0.8:
        return score if same_party else 0.0
    agree = same_party and {office_of(r) for r in left.roles} & {office_of(r) for r in right.roles}
    return score if agree else 0.0


def _cluster_full_names(profiles: list[_Profile]) -> list[list[_Profile]]:
    members_of: dict[str, list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        for key in blocks(profile.name):
            members_of[key].append(i)
    pairs = {pair for block in members_of.values() for pair in combinations(block, 2)}
    ranked = sorted(
        ((-score, i, j) for i, j in pairs if (score := _likeness(profiles[i], profiles[j]))),
        key=lambda m: (m[0], profiles[m[1]].order, profiles[m[2]].order),
    )
    partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for negative, i, j in ranked:
        partners[i].append((-negative, j))
        partners[j].append((-negative, i))

    def doubtful(i: int, j: int, score: float) -> bool:
        """i would go about as well with somebody who cannot be j."""
        return any(
            s >= score - _RIVAL_MARGIN and other != j and _contradict(profiles[other], profiles[j])
            for s, other in partners[i]
        )

    cluster_of = list(range(len(profiles)))
    members = {i: [i] for i in cluster_of}
    for negative, i, j in ranked:
        left, right = sorted((cluster_of[i], cluster_of[j]))
        if left == right or doubtful(i, j, -negative) or doubtful(j, i, -negative):
            continue
        if any(_contradict(profiles[a], profiles[b]) for a in members[left] for b in members[right]):
            continue
        for member in members.pop(right):
            cluster_of[member] = left
            members[left].append(member)
    return [[profiles[i] for i in group] for group in members.values()]


def _add_bare_names(bare: list[_Profile], clusters: list[list[_Profile]]) -> list[list[_Profile]]:
    """A bare family name goes to the one person of that name and party, never on the name alone."""
    by_family: dict[str, list[int]] = defaultdict(list)
    for i, cluster in enumerate(clusters):
        for family in {key for profile in cluster for key in family_keys(profile.name)}:
            by_family[family].append(i)
    joined = [list(cluster) for cluster in clusters]
    for profile in bare:
        near = sorted({i for key in family_keys(profile.name) for i in by_family[key]})
        homes = [i for i in near if _takes_in(clusters[i], profile)]
        if len(homes) > 1:
            homes = [
                i
                for i in homes
                if any(same_office(a, b) for full in clusters[i] for a in full.roles for b in profile.roles)
            ]
        if len(homes) == 1:
            joined[homes[0]].append(profile)
        else:
            joined.append([profile])
    return joined


def _takes_in(cluster: list[_Profile], bare: _Profile) -> bool:
    articles = {entity.article_key for profile in cluster for entity in profile.entities}
    if any(entity.article_key in articles for entity in bare.entities):
        return False  # the extraction has held them apart
    if any(
        _held_apart(bare, profile) or _party(profile, bare) is False or _offices_exclude(profile, bare)
        for profile in cluster
    ):
        return False
    return any(_party(profile, bare) and same_family(profile.name, bare.name) for profile in cluster)
