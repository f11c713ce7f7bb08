"""The charts as Vega-Lite specifications: meetings by month, actors by meetings, the time line, offices over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from orchestration.dashboard.data import Row
from orchestration.dashboard.drawing import LINKED, STATUS_COLORS, Size, Spec, chart
from orchestration.dashboard.wording import Wording, last_day

Link = Callable[..., str]

MONTHS = 24  # that the overview shows, up to the newest
_ORDER = list(STATUS_COLORS)


def shown_months(rows: Sequence[Row]) -> list[date]:
    """The first days of the last MONTHS months up to the newest one, none missing; nothing where there is no row.

    >>> [str(month) for month in shown_months([{"month": date(2026, 1, 1)}, {"month": date(2025, 11, 1)}])]
    ['2025-11-01', '2025-12-01', '2026-01-01']
    """
    if not rows:
        return []
    last = max(row["month"] for row in rows)
    earliest = min(row["month"] for row in rows)
    months = [last]
    while len(months) < MONTHS and months[0] > earliest:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def by_month(rows: Sequence[Row], word: Wording, link: Link, size: Size) -> Spec:
    """Bars of meetings a month, stacked by status; `rows` have month, meeting_status, meetings."""
    months = shown_months(rows)
    values = [
        {
            "month": f"{row['month']:%Y-%m}",
            "status": word.value("statuses", row["meeting_status"]),
            "order": _ORDER.index(row["meeting_status"]),
            "meetings": row["meetings"],
            "href": link(
                "meetings",
                status=row["meeting_status"],
                since=row["month"],
                until=last_day(row["month"], None, "month"),
            ),
            "tip": f"{word.month(row['month'])}: {row['meetings']} {word.value('statuses', row['meeting_status'])}",
        }
        for row in rows
        if row["month"] in months
    ]
    most = max((sum(row["meetings"] for row in rows if row["month"] == month) for month in months), default=1)
    every = 1 if size == "wide" and len(months) <= 14 else 3
    labels = {f"{m:%Y-%m}": word.month(m) if size == "wide" and every == 1 else f"{m:%m/%y}" for m in months}
    ticks = [f"{month:%Y-%m}" for month in reversed(months)][::every] if len(months) > 4 else list(labels)
    return chart(
        {
            "data": {"values": values},
            "mark": {"type": "bar", "width": {"band": 0.82}},
            "encoding": {
                "x": {
                    "field": "month",
                    "type": "ordinal",
                    "title": None,
                    "scale": {"domain": [f"{month:%Y-%m}" for month in months]},
                    "axis": {"values": ticks, "labelExpr": _mapping(labels), "labelAngle": 0, "ticks": False},
                },
                "y": {
                    "field": "meetings",
                    "type": "quantitative",
                    "title": None,
                    "axis": {
                        "values": list(range(0, most + 1, max(1, most // 4))),
                        "format": "d",
                        "domain": False,
                        "ticks": False,
                    },
                },
                "color": status_color(word, {row["meeting_status"] for row in rows if row["month"] in months}, size),
                "order": {"field": "order"},
                **LINKED,
            },
        },
        size,
        240,
    )


def most_active(actors: Sequence[Row], word: Wording, link: Link, size: Size) -> Spec:
    """A bar an actor, with the number of its meetings."""
    values = [
        {
            "name": actor["actor_name"],
            "meetings": actor["meeting_count"],
            "href": link("actor", key=actor["actor_key"]),
            "tip": f"{actor['actor_name']}: {actor['meeting_count']} {word.text('meetings')}",
        }
        for actor in actors
    ]
    y = _names("name", None, 170 if size == "narrow" else 240)
    x = {"field": "meetings", "type": "quantitative", "axis": None}
    return chart(
        {
            "data": {"values": values},
            "layer": [
                {
                    "mark": {"type": "bar", "height": {"band": 0.7}, "color": STATUS_COLORS["planned"]},
                    "encoding": {"y": y, "x": x, **LINKED},
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 5, "aria": False},
                    "encoding": {"y": y, "x": x, "text": {"field": "meetings", "type": "quantitative", "format": "d"}},
                },
            ],
        },
        size,
        max(26 * len(values), 40),
    )


def timeline(meetings: Sequence[Row], word: Wording, link: Link, size: Size) -> Spec:
    """A mark a dated meeting, in lanes by kind, colored by status; meetings of one lane that overlap stand below each other."""
    spread = _span(meetings)
    lanes, row_of, height = _lanes(meetings, list(word.values("kinds")), spread * (0.012 if size == "wide" else 0.03))
    values = [
        {
            "start": f"{m['start_date']}",
            "end": f"{last_day(m['start_date'], m['end_date'], m['date_precision']) + timedelta(days=1)}",
            "row": row_of[m["meeting_key"]],
            "status": word.value("statuses", m["meeting_status"]),
            "exact": m["date_precision"] == "day",
            "long": m["date_precision"] != "day" or bool(m["end_date"] and m["end_date"] != m["start_date"]),
            "href": link("meeting", key=m["meeting_key"]),
            "tip": f"{word.headline(m)}, {word.when(m)}, {word.value('statuses', m['meeting_status'])}",
        }
        for m in meetings
    ]
    x = {
        "field": "start",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "nice": False, "padding": 12},
        "axis": {
            "labelOverlap": True,
            "tickCount": 9 if size == "wide" else 4,
            "labelFlush": True,
            "format": _day_format(spread, word.language),
        },
    }
    y = {
        "field": "row",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-1.2, height - 0.5], "reverse": True, "nice": False},
    }
    color = status_color(word, {m["meeting_status"] for m in meetings}, size)
    names = [{"row": lanes[kind] - 0.9, "name": word.value("kinds", kind)} for kind in lanes]
    return chart(
        {
            "data": {"values": values},
            "layer": [
                {
                    "data": {"values": [{"row": row - 1.35} for row in lanes.values()]},
                    "mark": {"type": "rule", "color": "#e6e8eb", "aria": False},
                    "encoding": {"y": y},
                },
                {
                    "data": {"values": names},
                    "mark": {"type": "text", "align": "left", "color": "#555", "fontSize": 11, "aria": False, "dx": 2},
                    "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "name"}},
                },
                {
                    "transform": [{"filter": "datum.long"}],
                    "mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.45},
                    "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "color": color, **LINKED},
                },
                {
                    "transform": [{"filter": "datum.exact"}],
                    "mark": {"type": "circle", "size": 110, "opacity": 1},
                    "encoding": {"x": x, "y": y, "color": color, **LINKED},
                },
            ],
        },
        size,
        60 + 18 * height,
    )


def offices(rows: Sequence[Row], today: date, word: Wording, size: Size) -> Spec:
    """A bar an office from its first to its last known day; an open end is drawn up to `today`."""
    values = [
        {
            "office": " ".join(filter(None, [row["role_title"], row["behalf_name"] and f"({row['behalf_name']})"])),
            "start": f"{row['valid_from']}",
            "end": f"{row['valid_to'] or max(today, row['valid_from'])}",
            "current": row["is_current"],
            "tip": f"{row['role_title'] or ''} {row['behalf_name'] or ''} {word.between(row['valid_from'], row['valid_to'])}",
        }
        for row in rows
        if row["valid_from"]
    ]
    names = list(dict.fromkeys(value["office"] for value in values))
    return chart(
        {
            "data": {"values": values},
            "mark": {"type": "bar", "height": 14, "cornerRadius": 3, "minBandSize": 3},
            "encoding": {
                "x": {
                    "field": "start",
                    "type": "temporal",
                    "title": None,
                    "scale": {"type": "utc"},
                    "axis": {"tickCount": 8 if size == "wide" else 4, "labelFlush": True},
                },
                "x2": {"field": "end"},
                "y": _names("office", names, 150 if size == "narrow" else 320),
                "color": {
                    "condition": {"test": "datum.current", "value": STATUS_COLORS["planned"]},
                    "value": "#9aa5b1",
                },
                "description": {"field": "tip"},
            },
        },
        size,
        40 + 26 * len(names),
    )


def status_color(word: Wording, statuses: set[str], size: Size) -> Spec:
    """The color channel of a status, with a legend of those that occur."""
    present = [status for status in _ORDER if status in statuses]
    return {
        "field": "status",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [word.value("statuses", s) for s in present], "range": [STATUS_COLORS[s] for s in present]},
        "legend": {"columns": 3 if size == "narrow" else len(present), "symbolOpacity": 1, "symbolStrokeWidth": 0},
    }


def _names(field: str, order: Sequence[str] | None, longest: int) -> Spec:
    """The channel of a row a name; `order` None: as they come. `longest` is where a name is cut, in pixels."""
    axis = {"domain": False, "ticks": False, "labelLimit": longest, "labelPadding": 8}
    return {"field": field, "type": "nominal", "sort": order, "title": None, "axis": axis}


def _day_format(days: float, language: str) -> str:
    """How the days of an axis are written that spans so many of them."""
    if days < 300:
        return "%-d.%-m.%y" if language == "de" else "%-d %b %y"
    return "%m/%Y" if days < 3000 else "%Y"


def _mapping(labels: dict[str, str]) -> str:
    pairs = ", ".join(f"'{key}': '{label}'" for key, label in labels.items())
    return f"({{{pairs}}})[datum.value]"


def _span(meetings: Sequence[Row]) -> float:
    days = [meeting["start_date"].toordinal() for meeting in meetings]
    ends = [last_day(m["start_date"], m["end_date"], m["date_precision"]).toordinal() for m in meetings]
    return max(max(ends) - min(days), 30) if days else 30


def _lanes(meetings: Sequence[Row], kinds: Sequence[str], gap: float) -> tuple[dict[str, int], dict[str, int], int]:
    """The first row of each kind that there is, the row of each meeting by its key, and the number of rows."""
    lanes: dict[str, int] = {}
    row_of: dict[str, int] = {}
    height = 0
    for kind in kinds:
        rows = _rows([m for m in meetings if m["meeting_type"] == kind], gap)
        if rows:
            lanes[kind] = height
            row_of |= {key: height + row for key, row in rows.items()}
            height += max(rows.values()) + 2  # one free row between the lanes
    return lanes, row_of, height


def _rows(meetings: Sequence[Row], gap: float) -> dict[str, int]:
    """The first row in which each meeting is `gap` days off the one before, by meeting_key."""
    ends: list[float] = []
    rows: dict[str, int] = {}
    for meeting in sorted(meetings, key=lambda m: (m["start_date"], m["meeting_key"])):
        start = meeting["start_date"].toordinal()
        row = next((number for number, end in enumerate(ends) if start > end + gap), len(ends))
        ends[row : row + 1] = [
            last_day(meeting["start_date"], meeting["end_date"], meeting["date_precision"]).toordinal()
        ]
        rows[meeting["meeting_key"]] = row
    return rows
