"""The pictures of the pages, by name: what each one draws for the parameters of an address; None where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from orchestration.dashboard import charts, maps, network
from orchestration.dashboard.data import Row
from orchestration.dashboard.drawing import Size, Spec
from orchestration.dashboard.graph import graph_of, largest
from orchestration.dashboard.parameters import BadRequestError, encounter_filter, meeting_filter
from orchestration.dashboard.queries import actors, meetings, overview
from orchestration.dashboard.view import View
from orchestration.dashboard.wording import last_day

ACTIVE = 10  # bars of the most active
MOST = 400  # meetings drawn on the time line, the newest ones
WINDOW = timedelta(days=731)  # that the time line shows, up to the newest meeting, if the address says nothing else


@dataclass(frozen=True)
class DatedMeetings:
    """The meetings of the time line: those drawn, how many are earlier than those, and those without a date."""

    drawn: list[Row]
    earlier: int
    undated: list[Row]


def dated_meetings(view: View) -> DatedMeetings:
    """The meetings that the address means, from `since` on, or else of the last two years; the newest of them."""
    wanted = meeting_filter(view.query)
    found = meetings.meetings(view.published, wanted)
    dated = [meeting for meeting in found if meeting["start_date"]]
    undated = [meeting for meeting in found if not meeting["start_date"]]
    if dated and wanted.since is None and wanted.until is None:
        since = max(meeting["start_date"] for meeting in dated) - WINDOW
    else:
        since = date.min
    drawn = [m for m in dated if last_day(m["start_date"], m["end_date"], m["date_precision"]) >= since][:MOST]
    return DatedMeetings(drawn, len(dated) - len(drawn), undated)


def region(view: View) -> maps.Region:
    """The part of the world that the address means. Raises BadRequestError."""
    wanted = view.query.get("region") or "auto"
    for known in maps.REGIONS:
        if wanted == known:
            return known
    raise BadRequestError(f"region={wanted}")


def _by_month(view: View, size: Size) -> Spec | None:
    rows = overview.months(view.published)
    return charts.by_month(rows, view.word, view.link, size) if rows else None


def _most_active(view: View, size: Size) -> Spec | None:
    rows = actors.actors(view.published, actor_type="person", meets=True)[:ACTIVE]
    return charts.most_active(rows, view.word, view.link, size) if rows else None


def _timeline(view: View, size: Size) -> Spec | None:
    rows = dated_meetings(view).drawn
    return charts.timeline(rows, view.word, view.link, size) if rows else None


def _map(view: View, size: Size) -> Spec | None:
    rows = [row for row in meetings.places(view.published) if row["latitude"] is not None]
    return maps.places_map(rows, view.word, view.link, size, region(view)) if rows else None


def _network(view: View, size: Size) -> Spec | None:
    around = view.query.get("actor") or None
    graph = graph_of(actors.encounters(view.published, **encounter_filter(view.query)), around)
    graph = largest(graph, network.MOST[size], around)
    return network.network(graph, view.word, view.link, size) if len(graph) > 1 else None


def _offices(view: View, size: Size) -> Spec | None:
    rows = [row for row in actors.offices(view.published, view.query.get("key", "")) if row["valid_from"]]
    if len(rows) < 2:
        return None
    newest = overview.counts(view.published)["newest_article"] or max(row["valid_from"] for row in rows)
    return charts.offices(rows, newest, view.word, size)


PICTURES: dict[str, Callable[[View, Size], Spec | None]] = {
    "by_month": _by_month,
    "most_active": _most_active,
    "timeline": _timeline,
    "map": _map,
    "network": _network,
    "offices": _offices,
}
