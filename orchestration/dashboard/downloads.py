"""The tables that can be downloaded as CSV: each page's own, with the same filters."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from orchestration.csv_cells import as_text
from orchestration.dashboard.data import Published, Row
from orchestration.dashboard.parameters import encounter_filter, meeting_filter
from orchestration.dashboard.queries import actors, articles, meetings

Query = Mapping[str, str]


def _meetings(published: Published, query: Query) -> list[Row]:
    found = meetings.with_participants(published, meetings.meetings(published, meeting_filter(query)))
    return [
        {
            **{name: value for name, value in meeting.items() if name != "participants"},
            "participants": "; ".join(p["actor_name"] for p in meeting["participants"] if p["takes_part"]),
        }
        for meeting in found
    ]


def _articles(published: Published, query: Query) -> list[Row]:
    return [{n: v for n, v in row.items() if n != "beginning"} for row in articles.articles(published)]


DOWNLOADS: dict[str, Callable[[Published, Query], list[Row]]] = {
    "meetings": _meetings,
    "participants": lambda published, query: meetings.participants(published, query.get("key", "")),
    "claims": lambda published, query: meetings.claims(published, query.get("key", "")),
    "reports": lambda published, query: meetings.reports(published, query.get("key", "")),
    "actors": lambda published, query: actors.actors(published, actor_type=query.get("type") or None),
    "names": lambda published, query: actors.names(published, query.get("key", "")),
    "offices": lambda published, query: actors.offices(published, query.get("key", "")),
    "met": lambda published, query: actors.met(published, query.get("key", "")),
    "articles": _articles,
    "mentions": lambda published, query: articles.mentions(published, query.get("key", "")),
    "places": lambda published, _: meetings.places(published),
    "encounters": lambda published, query: actors.encounters(published, **encounter_filter(query)),
}


def to_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as CSV in UTF-8, with the mark at its beginning by which spreadsheets know it, and without formulas.

    >>> to_csv([{"name": "Jürgen", "since": None}]).decode("utf-8-sig")
    'name,since\\r\\nJürgen,\\r\\n'
    """
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: as_text(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")
