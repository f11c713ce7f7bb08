"""Why two reports were taken for one meeting, in words for a reader. What decides is in `meeting_evidence`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from extractors.resolution.meeting_evidence import overlap, puts_off
from extractors.resolution.reports import Report, Window

_NAMED = 6  # participants that are named; of more, only the number is told


def reasons(a: Report, b: Report, names: Mapping[str, str]) -> str:
    """What two reports have in common, `a` the earlier one; `names` gives the name of an actor or place by key."""
    said = [_dates(a, b), _place(a, b, names), _participants(a, b, names), _types(a, b)]
    return "; ".join(part for part in said if part)


def _dates(a: Report, b: Report) -> str:
    if a.window and b.window:
        if a.window == b.window:
            return f"both {_days(a.window)}"
        if puts_off(a, b):
            return f"put off from {_days(a.window)} to {_days(b.window)}"
        return f"{_days(a.window)} and {_days(b.window)} {'overlap' if overlap(a.window, b.window) else 'are near'}"
    published = [report.published_on for report in (a, b) if report.published_on]
    apart = f", published {_apart(published[0], published[1])}" if len(published) == 2 else ""
    known = a.window or b.window
    return (f"one {_days(known)}, the other undated" if known else "both undated") + apart


def _days(window: Window) -> str:
    return str(window[0]) if window[0] == window[1] else f"{window[0]} to {window[1]}"


def _apart(one: date, other: date) -> str:
    days = abs((one - other).days)
    return "on the same day" if not days else f"{days} day{'s' if days > 1 else ''} apart"


def _place(a: Report, b: Report, names: Mapping[str, str]) -> str:
    if a.spot and a.spot == b.spot:
        return f"both in {names.get(a.spot, a.spot)}"
    if a.country and a.country == b.country:
        return f"both in {a.country}"
    return ""


def _participants(a: Report, b: Report, names: Mapping[str, str]) -> str:
    common = sorted(names.get(actor, actor) for actor in a.actors & b.actors)
    if common:
        named = ", ".join(common[:_NAMED]) + (", …" if len(common) > _NAMED else "")
        return f"{len(common)} in common of {len(a.actors)} and {len(b.actors)}: {named}"
    parties = sorted(names.get(party, party) for party in a.parties.keys() & b.parties.keys() if party)
    return f"somebody for {', '.join(parties)} in both" if parties else ""


def _types(a: Report, b: Report) -> str:
    types = f"both {a.meeting_type}" if a.meeting_type == b.meeting_type else f"{a.meeting_type} and {b.meeting_type}"
    return types + (f"; {a.status}, then {b.status}" if a.status != b.status else "")
