"""Offices over time: what the registry knows of a person and what articles say, side by side.

The registry gives dates. Articles give a first day of report and never a last day: an end is not guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extractors.keys import make_key
from extractors.resolution.persons import is_same_kind, office_of, same_office, title_of

_CHIEFS = frozenset({"head_of_state", "head_of_government"})


class OfficeClaim(NamedTuple):
    """What one article says of a person's office; `party` is the actor key of a country or organization."""

    actor_key: str
    role: str | None
    party: str | None
    is_former: bool
    published_on: date | None


@dataclass(frozen=True)
class RegistryOffice:
    """An office of the registry, its party as an actor key."""

    actor_key: str
    role: str
    party: str | None
    valid_from: date | None
    valid_to: date | None


def resolve_affiliations(claims: Iterable[OfficeClaim], offices: Iterable[RegistryOffice]) -> list[dict[str, object]]:
    """Rows of `schemas.AFFILIATION`: the registry's offices, and beside them those that only articles know."""
    known: dict[str, list[RegistryOffice]] = defaultdict(list)
    for office in offices:
        known[office.actor_key].append(office)
    by_person: dict[str, list[OfficeClaim]] = defaultdict(list)
    for claim in claims:
        by_person[claim.actor_key].append(claim)
    rows: dict[str, dict[str, object]] = {}
    for actor in sorted(known.keys() | by_person.keys()):
        for row in (*map(_registry_row, known[actor]), *_article_rows(by_person[actor], known[actor])):
            rows.setdefault(str(row["affiliation_key"]), row)
    return list(rows.values())


def _row(
    actor: str, role: str | None, party: str | None, start: date | None, end: date | None, current: bool, source: str
) -> dict[str, object]:
    return {
        "affiliation_key": make_key("affiliation", actor, role, party, start),
        "actor_key": actor,
        "role_title": role,
        "on_behalf_of_actor_key": party,
        "valid_from": start,
        "valid_to": end,
        "is_current": current,
        "known_from": source,
    }


def _registry_row(office: RegistryOffice) -> dict[str, object]:
    return _row(
        office.actor_key,
        office.role,
        office.party,
        office.valid_from,
        office.valid_to,
        office.valid_to is None,
        "registry",
    )


def _article_rows(claims: list[OfficeClaim], offices: list[RegistryOffice]) -> Iterable[dict[str, object]]:
    """One row per office and party that articles give and the registry lacks."""
    newest = max((c.published_on for c in claims if c.published_on and (c.role or c.party)), default=None)
    grouped: dict[tuple[str | None, str | None], list[OfficeClaim]] = defaultdict(list)
    for claim in claims:
        if (claim.role or claim.party) and not any(_same_office(claim, office) for office in offices):
            grouped[office_of(claim.role), claim.party].append(claim)
    parties_with_office = {party for office, party in grouped if office} | {office.party for office in offices}
    parties_held = {office.party for office in offices if office.valid_to is None}
    for (office, party), group in sorted(grouped.items(), key=lambda item: (item[0][0] or "", item[0][1] or "")):
        if office is None and party in parties_with_office:
            continue  # the party is told with its office already
        held = [claim for claim in group if not claim.is_former]
        start = min((c.published_on for c in held if c.published_on), default=None)
        last_held = max((c.published_on or date.min for c in held), default=None)
        last_former = max((c.published_on or date.min for c in group if c.is_former), default=date.min)
        is_current = last_held is not None and last_former <= last_held and (newest is None or last_held == newest)
        if is_current and any(o.party == party for o in offices) and party not in parties_held:
            is_current = False  # the registry knows that the person no longer acts for this party
        yield _row(group[0].actor_key, _usual_title(group), party, start, None, is_current, "articles")


def _usual_title(claims: Iterable[OfficeClaim]) -> str | None:
    titles = Counter(claim.role for claim in claims if claim.role)
    return min(titles, key=lambda title: (-titles[title], title)) if titles else None


def _same_office(claim: OfficeClaim, office: RegistryOffice) -> bool:
    """The article's office is the registry's, in other words too (`Staatschef` for `Präsident`), at the article's time."""
    if claim.role is None or (claim.party is not None and claim.party != office.party):
        return False
    title = title_of(office.role)
    is_chief = title is not None and title.kind in _CHIEFS
    if not (same_office(claim.role, office.role) or (is_chief and is_same_kind(claim.role, office.role))):
        return False
    day = claim.published_on
    if day is None:
        return True
    if claim.is_former:
        return office.valid_from is None or office.valid_from <= day
    return (office.valid_from is None or office.valid_from <= day) and (
        office.valid_to is None or day <= office.valid_to
    )
