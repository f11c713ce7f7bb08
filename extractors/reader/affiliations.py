"""Whom a person of an article acts for: what can be meant, and what speaks for each.

The candidates are what the words beside the name say, the offices that the registry knows, and every country and
organization of the article. Which one it is decides a learned head (`AffiliationHead`); none is a candidate too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from math import log1p
from typing import TYPE_CHECKING

from extractors import reference
from extractors.actors.entity import Entity, registered_full_name, same_office
from extractors.actors.mentions import Mention
from extractors.titles import parse_title

if TYPE_CHECKING:
    from extractors.reader.candidates import Candidates, Floats
    from extractors.reader.model import AffiliationHead

AFFILIATION_WIDTH = 21
SURE = (
    7.0  # on held-out articles .817 right with it, .820 without, .778 by rules; and what is printed in brackets stays
)
_BY_RULE, _STATED, _BY_TITLE = 0, 2, 17  # columns of the features


@dataclass
class Affiliation:
    """One country (by code) or organization (by name) that a person may act for, and where the article names it."""

    country_code: str | None
    organization: str | None
    mentions: list[int] = field(default_factory=list)  # among the candidates' mentions
    features: list[float] = field(default_factory=list)


Body = tuple[str, str]


def find_affiliations(
    mentions: list[Mention], entities: list[Entity], published_on: date | None
) -> dict[int, list[Affiliation]]:
    """What each person, by its entity's number, may act for; in the order of the keys, so that nothing depends on chance."""
    named = _bodies_named(mentions, entities)
    stated = {e.number: _stated(e) for e in entities if e.kind == "person"}
    homes = Counter(body for person, bodies in stated.items() for body in bodies)
    found = {}
    for entity in entities:
        if entity.kind != "person":
            continue
        person = registered_full_name(entity.name)
        offices = person.offices if person else ()
        current = person.offices_on(published_on) if person and published_on else ()
        known = {body for office in offices for body in _of_office(office)}
        by_rule = _of(entity.country_code, entity.organization)
        titles = {m.role_title for m in entity.mentions if m.role_title} | ({entity.role_title} - {None})
        allowed = {code for t in titles if (title := parse_title(t or "")) for code in title.country_codes}
        bodies = sorted(set(named) | known | stated[entity.number] | by_rule)
        found[entity.number] = [
            Affiliation(
                body[1] if body[0] == "country" else None,
                body[1] if body[0] == "organization" else None,
                named.get(body, []),
                [
                    float(body in by_rule),
                    float(bool(by_rule)),
                    log1p(sum(body in _of(m.country_code, m.organization) for m in entity.mentions)),
                    float(any(body in _of(m.country_code, m.organization) and m.role_title for m in entity.mentions)),
                    float(any(body in _of_office(o) for o in current)),
                    float(any(body in _of_office(o) and _is_titled(o.role_title, titles) for o in current)),
                    float(body in known),
                    float(any(body in _of_office(o) and _is_titled(o.role_title, titles) for o in offices)),
                    sum(body in _of_office(o) for o in offices) / max(1, len(offices)),
                    float(person is not None),
                    float(bool(current)),
                    log1p(len(named.get(body, []))),
                    log1p(len(named.get(body, []))) / log1p(max([1, *(len(x) for x in named.values())])),
                    float(body[0] == "country"),
                    float(_kind(body) == "party"),
                    float(_kind(body) == "unknown"),
                    float(_kind(body) == "body"),
                    float(body[1] in allowed),
                    float(bool(allowed)),
                    (homes[body] - (body in stated[entity.number])) / max(1, len(stated)),
                    float(bool(titles)),
                ],
            )
            for body in bodies
        ]
    return found


def _bodies_named(mentions: list[Mention], entities: list[Entity]) -> dict[Body, list[int]]:
    named: dict[Body, list[int]] = {}
    for number, mention in enumerate(mentions):
        entity = entities[mention.entity]
        if entity.kind in {"country", "place"} and entity.country_code:
            named.setdefault(("country", entity.country_code), []).append(number)
        elif entity.kind == "organization":
            named.setdefault(("organization", entity.name), []).append(number)
    return named


def _of(country_code: str | None, organization: str | None) -> set[Body]:
    found: set[Body] = set()
    if country_code:
        found.add(("country", country_code))
    if organization:
        found.add(("organization", organization))
    return found


def _of_office(office: reference.Office) -> set[Body]:
    return _of(office.country_code, office.organization)


def _stated(entity: Entity) -> set[Body]:
    return {body for m in entity.mentions for body in _of(m.country_code, m.organization)} | _of(
        entity.country_code, entity.organization
    )


def _is_titled(office: str, titles: set[str | None]) -> bool:
    return any(title is not None and same_office(title, office) for title in titles)


def _kind(body: Body) -> str:
    """country | party | body | unknown"""
    if body[0] == "country":
        return "country"
    known = reference.organizations().get(body[1])
    return "unknown" if known is None else "party" if known.kind == "party" else "body"


def choose(shares: Floats, bodies: list[Affiliation]) -> int:
    """Which of the bodies a person acts for by the head's `shares`; behind the last: nobody.

    What the words beside the name say, and not its title alone (`Bundeskanzler` is Germany's, or Austria's), gives way only to
    what is `SURE` times as probable.
    """
    best = int(shares.argmax())
    printed = (
        n
        for n, body in enumerate(bodies)
        if body.features[_BY_RULE] and body.features[_STATED] and not body.features[_BY_TITLE]
    )
    by_rule = next(printed, best)
    return by_rule if shares[best] < SURE * shares[by_rule] else best


def assign_affiliations(head: AffiliationHead, c: Candidates, entities: list[Entity]) -> None:
    """Let each person act for what is chosen by the head's shares, in place."""
    for person, bodies in c.affiliations.items():
        best = choose(head.affiliation(c, person), bodies)
        chosen = bodies[best] if best < len(bodies) else None
        entities[person].country_code = chosen.country_code if chosen else None
        entities[person].organization = chosen.organization if chosen else None
