"""Reported meetings as plain data, with what the evidence needs: a window of days, a place, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from extractors.dates.resolution import MID_MONTH
from extractors.keys import make_key
from extractors.resolution.places import city_key

Window = tuple[date, date]

ASSEMBLIES = frozenset({"summit", "conference", "session"})  # types of meetings that a body holds
GUESSED_WITHIN = 2  # days by which a day that was only taken from the day of publication may be wrong
LONGEST_SUMMIT = 4  # days over which reports, each with a day of its own, may mean one summit of a body, or one visit

# Days around the publication in which an undated meeting must lie, by its status: (before, after).
_EXPECTED = {
    "ongoing": (3, 1),
    "held": (7, 0),
    "planned": (0, 30),
    "proposed": (0, 90),
    "cancelled": (14, 30),
    "postponed": (14, 30),
}


@dataclass(frozen=True)
class Report:
    """One reported meeting. Actors are actor keys; a party is the country or organization somebody acts for.

    `is_guessed`: the day is only that of the publication. `bodies` are all participants but persons; `assemblies` those of them that hold meetings of their own
    (organizations and groups), `groups` the groups that the registry knows.
    """

    key: str
    article_key: str
    order: tuple[bool, date, str, int]
    published_on: date | None
    meeting_type: str
    status: str
    name: str | None
    is_series: bool
    window: Window | None
    precision: str
    is_guessed: bool
    place: str | None
    is_country: bool
    city: str | None
    country: str | None
    parent: str | None
    persons: frozenset[str]
    bodies: frozenset[str]
    assemblies: frozenset[str]
    groups: frozenset[str]
    party_of: Mapping[str, str | None] = field(hash=False, compare=False, default_factory=dict)

    @cached_property
    def actors(self) -> frozenset[str]:
        return self.persons | self.bodies

    @cached_property
    def spot(self) -> str | None:
        """City, or a place smaller than a country whose city is unknown."""
        return self.city or (self.place if not self.is_country else None)

    @cached_property
    def is_day(self) -> bool:
        return self.window is not None and self.precision == "day"

    @cached_property
    def lasts(self) -> bool:
        """A day of a body's meeting, or of a guest's visit to a city, which may have others."""
        if self.meeting_type == "visit":
            return self.is_day and self.spot is not None and bool(self.guests)
        return self.is_day and self.meeting_type in ASSEMBLIES and bool(self.assemblies)

    @cached_property
    def guests(self) -> frozenset[str]:
        """Persons known to act for another country than the place's."""
        if self.country is None:
            return frozenset()
        host = make_key("actor", f"country:{self.country}")
        return frozenset(person for person in self.persons if self.party_of.get(person) not in (None, host))

    @cached_property
    def parties(self) -> dict[str | None, frozenset[str]]:
        """Parties and their persons; None holds those whose party is unknown."""
        parties: dict[str | None, set[str]] = {}
        for actor in self.actors:
            persons = parties.setdefault(self.party_of.get(actor), set())
            if actor in self.persons:
                persons.add(actor)
        return {party: frozenset(persons) for party, persons in parties.items()}

    @cached_property
    def expected(self) -> Window | None:
        """The window; for an undated report the days that its status and publication allow, None without either."""
        if self.window:
            return self.window
        if self.published_on is None:
            return None
        before, after = _EXPECTED.get(self.status, (7, 30))
        return self.published_on - timedelta(days=before), self.published_on + timedelta(days=after)


def window_of(start: date | None, end: date | None, precision: str) -> Window | None:
    """First and last day that a date of this precision can mean.

    >>> window_of(date(2024, 10, 1), None, "month")
    (datetime.date(2024, 10, 1), datetime.date(2024, 10, 31))
    >>> window_of(date(2024, 10, 15), None, "month")  # Mitte Oktober
    (datetime.date(2024, 10, 8), datetime.date(2024, 10, 22))
    """
    if start is None:
        return None
    last = max(end, start) if end else start
    if precision == "week":
        return start - timedelta(days=start.weekday()), last + timedelta(days=6 - last.weekday())
    if is_mid_month(start, precision):
        return start - timedelta(days=7), start + timedelta(days=7)
    if precision == "month":
        following = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
        return start.replace(day=1), following - timedelta(days=1)
    if precision == "year":
        return start.replace(month=1, day=1), last.replace(month=12, day=31)
    return start, last


def is_mid_month(start: date | None, precision: str | None) -> bool:
    """Whether a date is the middle of a month, which no other date of this precision begins with."""
    return start is not None and precision == "month" and start.day == MID_MONTH


def article_order(published_on: date | None, article_id: str, char_start: int) -> tuple[bool, date, str, int]:
    """Sorts what articles say by publication (unknown last), article id and offset: the earliest gives a key its name."""
    return (published_on is None, published_on or date.min, article_id, char_start)


def build_reports(
    rows: Iterable[Mapping[str, Any]],
    articles: Mapping[str, Mapping[str, Any]],
    claims: Mapping[str, list[tuple[str, str | None]]],
    actors: Mapping[str, Mapping[str, Any]],
    place_of_entity: Mapping[str, str],
    places: Mapping[str, Mapping[str, Any]],
) -> list[Report]:
    """Reports in the order of publication; a part takes over date and place of its parent where it has none.

    `rows` are rows of `schemas.REPORTED_MEETING`, of each part its parent among them; `claims` gives the
    (actor key, party key) pairs of each reported meeting.
    """
    reports: dict[str, Report] = {}
    for row in rows:
        article = articles.get(row["article_key"], {})
        published_on = article.get("published_on")
        who = dict(claims.get(row["reported_meeting_key"], ()))
        types = {actor: actors[actor]["actor_type"] for actor in who}
        place = place_of_entity.get(row["place_entity_key"]) if row["place_entity_key"] else None
        known = places.get(place, {}) if place else {}
        reports[row["reported_meeting_key"]] = Report(
            key=row["reported_meeting_key"],
            article_key=row["article_key"],
            order=article_order(published_on, article.get("article_id") or row["article_key"], row["char_start"] or 0),
            published_on=published_on,
            meeting_type=row["meeting_type"],
            status=row["reported_status"],
            name=row["meeting_name"],
            is_series=bool(row["is_series"]),
            window=window_of(row["start_date"], row["end_date"], row["date_precision"]),
            precision="week"
            if is_mid_month(row["start_date"], row["date_precision"])
            else row["date_precision"] or "unknown",
            is_guessed=row["date_basis"] == "publication",
            place=place,
            is_country=known.get("place_type") == "country",
            city=city_key(known) if place else None,
            country=known.get("country_code"),
            parent=row["parent_reported_meeting_key"],
            persons=frozenset(a for a, kind in types.items() if kind == "person"),
            bodies=frozenset(a for a, kind in types.items() if kind != "person"),
            assemblies=frozenset(a for a, kind in types.items() if kind in ("organization", "group")),
            groups=frozenset(a for a, kind in types.items() if kind == "group" and actors[a]["is_registered"]),
            party_of=who,
        )
    inherited = [_inherit(report, reports.get(report.parent or "")) for report in reports.values()]
    return sorted(inherited, key=lambda report: (report.order, report.key))


def _inherit(report: Report, parent: Report | None) -> Report:
    if parent is None or parent.article_key != report.article_key or report.meeting_type == "call":
        return report
    if report.window is None and parent.window is not None:
        # a part of a summit of several days lies on one of them: no day of its own
        precision = parent.precision if parent.window[0] == parent.window[1] else "week"
        report = replace(report, window=parent.window, precision=precision, is_guessed=parent.is_guessed)
    if report.place is None and parent.place is not None:
        report = replace(
            report, place=parent.place, is_country=parent.is_country, city=parent.city, country=parent.country
        )
    return report
