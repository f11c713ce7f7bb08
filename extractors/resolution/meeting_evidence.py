"""What speaks for and against two reports being one meeting. Joining two different meetings is the worse error.

`contradiction` names what makes it impossible, `match` says what makes it likely enough, with a score.
Both look at two reports alone, so that any order and any batch gives the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from extractors.resolution.reports import ASSEMBLIES, GUESSED_WITHIN, LONGEST_SUMMIT, Report, Window

ACCEPTED = 0.6
CERTAIN = 0.85  # from here on no rival report makes a match doubtful
_TWO_SIDED = frozenset({"bilateral", "call"})
# Types that reports give one and the same meeting. A call is nothing but a call.
_RELATED = frozenset(
    frozenset(pair.split())
    for pair in (
        "bilateral negotiation",
        "bilateral multilateral",
        "bilateral summit",
        "bilateral visit",
        "negotiation multilateral",
        "negotiation conference",
        "negotiation summit",
        "summit multilateral",
        "summit conference",
        "summit session",
        "multilateral conference",
        "multilateral session",
        "conference session",
    )
)
_OFF = frozenset({"cancelled", "postponed"})
_NOTICE = 14  # days after the day planned in which a paper may still say that it is put off
_BODY_WEIGHT = 0.5  # a country or the EU takes part in most meetings: half as telling as a person


@dataclass(frozen=True)
class Match:
    """Two reports that may be one meeting: `left` and `right` are report keys in the order of publication."""

    left: str
    right: str
    score: float
    method: str


def contradiction(a: Report, b: Report, whenever: bool = False) -> str | None:
    """What forbids that two reports mean one meeting, None where nothing does; `whenever`: whatever their dates."""
    if a.article_key == b.article_key:
        return "same article"
    if a.is_series or b.is_series:
        return "series"
    if a.meeting_type != b.meeting_type and frozenset((a.meeting_type, b.meeting_type)) not in _RELATED:
        return "type"
    if whenever or puts_off(a, b) or puts_off(b, a):
        pass
    elif a.window and b.window and not overlap(a.window, b.window):
        if not _may_go_on(a, b) and not _may_be_wrong(a, b):
            return "date"
    elif _out_of_time(a, b) or _out_of_time(b, a):
        return "publication"
    if a.meeting_type != "call":
        if a.country != b.country and a.country and b.country:
            return "country"
        if a.city and b.city and a.city != b.city:
            return "city"
    if a.groups and b.groups and not a.groups & b.groups:
        return "group"
    if {a.meeting_type, b.meeting_type} & _TWO_SIDED and _other_sides(a, b):
        return "participants"
    return None


def match(a: Report, b: Report, near: bool = False) -> Match | None:
    """The likelihood that two reports mean one meeting, None where it is too small.

    `near` says that the two articles are known to tell of the same days (they share another meeting);
    it stands in for publication dates.
    """
    if a.order > b.order:
        a, b = b, a
    if contradiction(a, b):
        return None
    who = _Who(a, b)
    if puts_off(a, b):
        found = (0.75, "postponed") if _is_same_plan(a, b, who) else None
    elif a.window and b.window and not overlap(a.window, b.window):
        if _may_go_on(a, b):
            stays = _is_one_visit(a, b)
            found = (CERTAIN if stays else 0.7, "name_date") if stays or who.persons >= 2 else None
        else:
            found = _undated(_undate(a), _undate(b), who, near)
    elif a.is_day and b.is_day:
        found = _same_day(a, b, who)
    elif a.window and b.window:
        found = _same_period(a, b, who)
    else:
        found = _undated(a, b, who, near)
    if found is None:
        return None
    base, method = found
    score = (
        base
        + 0.06 * who.jaccard
        + 0.003 * min(who.persons, 3)  # tells equals apart, no more
        + (0.02 if a.meeting_type == b.meeting_type else 0.0)
        + (0.08 if _called_off(a, b) else 0.0)  # more telling than what else lies on those days
    )
    return Match(a.key, b.key, round(min(score, 0.99), 4), method) if score >= ACCEPTED else None


class _Who:
    """Participants of two reports side by side."""

    def __init__(self, a: Report, b: Report) -> None:
        self.persons = len(a.persons & b.persons)
        self.bodies = len(a.bodies & b.bodies)
        self.assemblies = len(a.assemblies & b.assemblies)
        self.groups = len(a.groups & b.groups)
        self.weight = self.persons + _BODY_WEIGHT * self.bodies
        smaller, larger = sorted(len(r.persons) + _BODY_WEIGHT * len(r.bodies) for r in (a, b))
        self.coverage = self.weight / smaller if smaller else 0.0
        self.jaccard = self.weight / (smaller + larger - self.weight) if smaller + larger else 0.0
        left, right = a.parties.keys() - {None}, b.parties.keys() - {None}
        self.parties_equal = left == right and len(left) >= 2
        self.same_sides = (self.parties_equal and self.weight > 0) or self.persons >= 2


def _same_day(a: Report, b: Report, who: _Who) -> tuple[float, str] | None:
    city, same_type = _same_city(a, b), a.meeting_type == b.meeting_type
    method = "date_place" if city or _same_country(a, b) else "date_participants"
    if {a.meeting_type, b.meeting_type} & _TWO_SIDED:
        if same_type:
            if who.same_sides:
                return 0.9, method
            # one report leaves out the host: a guest has one such meeting a day
            return (0.75, method) if city and who.coverage == 1.0 and a.guests & b.guests else None
        return (0.8, method) if who.same_sides and who.parties_equal and who.jaccard >= 0.5 else None
    if not same_type:
        return (0.8, method) if who.weight >= 2 and who.jaccard >= (0.3 if city else 0.5) else None
    if city and who.weight and (who.weight >= 1.5 or who.coverage >= 0.5):
        return 0.9, method
    if who.groups or (who.weight >= 1.5 and who.coverage >= 0.3):
        return 0.85, method
    if a.meeting_type == "visit" and who.persons and _same_country(a, b):
        return 0.85, method
    if a.meeting_type == "summit" and who.assemblies:
        return 0.8, method  # one body holds one summit a day
    return None


def _same_period(a: Report, b: Report, who: _Who) -> tuple[float, str] | None:
    """One of the dates is only a week, a month or a year."""
    if a.meeting_type != b.meeting_type:
        return None
    city, weeks = _same_city(a, b), max(_length(a.window), _length(b.window)) <= 15
    if a.meeting_type in _TWO_SIDED:
        close = weeks or _published_within(a, b, 7)
        return (
            (0.75, "name_date")
            if who.same_sides and who.persons >= 2 and close and (city or _published_within(a, b, 3))
            else None
        )
    located = city or _same_country(a, b)
    if located and who.persons >= 2 and who.coverage >= 0.5 and (weeks or _published_within(a, b, 31)):
        return 0.75, "name_date"
    if city and weeks and a.meeting_type in ASSEMBLIES and who.assemblies:
        return 0.7, "name_date"  # one body holds one summit in a city in a week
    if city and a.precision == b.precision and who.parties_equal and who.weight:
        return 0.65, "name_date"
    if weeks and _published_within(a, b, 7) and (who.groups or (who.persons >= 2 and who.coverage >= 0.5)):
        return 0.7, "name_date"
    return None


def _undated(a: Report, b: Report, who: _Who, near: bool) -> tuple[float, str] | None:
    """At least one date is unknown: people and place must leave no doubt, and the articles be near in time."""
    city, country, same_type = _same_city(a, b), _same_country(a, b), a.meeting_type == b.meeting_type
    timely = near or _near_in_time(a, b)
    two_sided = {a.meeting_type, b.meeting_type} & _TWO_SIDED
    if city and _is_stay(a) and _is_stay(b) and a.guests == b.guests and _published_within(a, b, 1):
        return 0.65, "undated"
    if two_sided and not (same_type and who.same_sides and who.persons >= 2):
        return None
    if timely is None:  # a publication date is missing too
        if not city or who.coverage < 0.5:
            return None
        alone = a.expected is None and b.expected is None
        return (0.7, "undated") if who.persons >= (3 if alone else 4) else None
    if not timely or (a.status in _OFF and b.status not in _OFF):
        return None  # what is told later may take the place of what was called off
    if two_sided:
        return 0.75, "undated"
    if (city or country) and who.persons >= 2 and who.coverage >= 0.5:
        return (0.75 if same_type else 0.65), "undated"
    both_assemble = {a.meeting_type, b.meeting_type} <= ASSEMBLIES
    if both_assemble and who.persons >= 2 and who.coverage >= 0.5 and _published_within(a, b, 1):
        return 0.65, "undated"
    if not same_type:
        return None
    if city and who.persons and who.weight >= 1.5 and a.status == b.status:
        return 0.7, "undated"
    if city and who.persons and _called_off(a, b):
        return 0.65, "undated"
    if near and a.status == b.status and (who.parties_equal or who.persons >= 2) and who.weight >= 1:
        return 0.65, "undated"
    return None


def overlap(left: Window, right: Window, slack: int = 0) -> bool:
    """Whether two times have a day in common, or are at most `slack` days apart."""
    extra = timedelta(days=slack)
    return left[0] <= right[1] + extra and right[0] <= left[1] + extra


def puts_off(a: Report, b: Report) -> bool:
    """The later report puts off to a later day what the earlier one plans, or puts off, for a day that has hardly passed."""
    return (
        a.order < b.order
        and a.status in ("planned", "proposed", "postponed")
        and b.status == "postponed"
        and a.window is not None
        and b.window is not None
        and a.window[1] < b.window[0]
        and b.published_on is not None
        and a.window[1] >= b.published_on - timedelta(days=_NOTICE)
    )


def _is_same_plan(a: Report, b: Report, who: _Who) -> bool:
    """What one report plans is what the other puts off: same sides, or somebody's or a body's meeting in the same city."""
    if a.meeting_type != b.meeting_type:
        return False
    is_journey = a.meeting_type == "visit" and who.persons > 0 and who.coverage == 1.0
    return who.same_sides or (_same_city(a, b) and (who.assemblies > 0 or is_journey))


def _may_be_wrong(a: Report, b: Report) -> bool:
    """Two days that nearly agree, one of which is only taken from the day of publication."""
    if a.window is None or b.window is None or not (a.is_guessed or b.is_guessed):
        return False
    return overlap(a.window, b.window, GUESSED_WITHIN)


def _is_stay(report: Report) -> bool:
    """Talks of which only the guests are named, told while they are there: nobody is in one city twice at a time."""
    return report.status in ("held", "ongoing") and bool(report.guests) and report.guests == report.actors


def _undate(report: Report) -> Report:
    return replace(report, window=None, precision="unknown") if report.is_guessed else report


def _may_go_on(a: Report, b: Report) -> bool:
    """Both tell of a body's summit or of a guest's visit, on days so near that they may be days of the same one."""
    return (
        a.lasts
        and b.lasts
        and (not a.assemblies.isdisjoint(b.assemblies) or _is_one_visit(a, b))
        and a.window is not None
        and b.window is not None
        and overlap(a.window, b.window, LONGEST_SUMMIT - 1)
    )


def _is_one_visit(a: Report, b: Report) -> bool:
    """The same guests in the same city, expected or there: who arrives on one day and is received on the next."""
    are_alike = a.meeting_type == b.meeting_type == "visit" and _same_city(a, b)
    return are_alike and not {a.status, b.status} & _OFF and (a.guests <= b.guests or b.guests <= a.guests)


def _length(window: Window | None) -> int:
    return (window[1] - window[0]).days + 1 if window else 0


def _out_of_time(a: Report, b: Report) -> bool:
    """b's article speaks of a meeting that is over before a's begins, or announces one when a's is over."""
    if b.published_on is None:
        return False
    day = timedelta(days=1)
    if b.status in ("held", "ongoing") and a.window and a.window[0] > b.published_on + day:
        return True
    if b.status in ("planned", "proposed"):
        if a.window and a.window[1] < b.published_on - day:
            return True
        return a.status in ("held", "ongoing") and a.published_on is not None and a.published_on < b.published_on - day
    return False


def _near_in_time(a: Report, b: Report) -> bool | None:
    """Whether the two may well lie on the same days; None where a publication date is missing."""
    if a.expected is None or b.expected is None:
        return None
    if a.window or b.window:
        return overlap(a.expected, b.expected)
    assert a.published_on
    assert b.published_on
    apart = abs((a.published_on - b.published_on).days)
    return apart <= (3 if {a.status, b.status} & {"ongoing", "held"} else 7)


def _published_within(a: Report, b: Report, days: int) -> bool:
    return (
        a.published_on is not None
        and b.published_on is not None
        and abs((a.published_on - b.published_on).days) <= days
    )


def _same_city(a: Report, b: Report) -> bool:
    """The same city, building or region, no mere country."""
    return a.spot is not None and a.spot == b.spot


def _same_country(a: Report, b: Report) -> bool:
    return a.country is not None and a.country == b.country


def _called_off(a: Report, b: Report) -> bool:
    """The earlier report plans what the later one calls off."""
    return a.status in ("planned", "proposed") and b.status in _OFF


def _other_sides(a: Report, b: Report) -> bool:
    """Two-sided meetings of other parties, or of other people of one party (Biden and Scholz, Biden and Steinmeier)."""
    left, right = a.parties, b.parties
    for party in left.keys() & right.keys() - {None}:
        if left[party] and right[party] and not left[party] & right[party]:
            return True
    if None in left or None in right or min(len(left), len(right)) < 2:
        return False
    return not (left.keys() <= right.keys() or right.keys() <= left.keys())
