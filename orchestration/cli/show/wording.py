"""How dates, places, participants and meetings are put into words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from orchestration.cli.marts import rows
from orchestration.cli.output import table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from rich.table import Table

NOT_TAKING_PART = ("declined", "absent", "excluded")
SHORT = 8  # digits of a key that are shown; any prefix is accepted

MEETINGS = """
select
    meeting_key, meeting_name, meeting_type, meeting_status, start_date, end_date, date_precision,
    place_name, place.country_code, host.actor_name as host_name, parent_meeting_key, stated_participants,
    meeting.article_count, meeting.participant_count, meeting.first_reported_on, meeting.last_reported_on
from dim_meeting as meeting
left join dim_place as place using (place_key)
left join dim_actor as host on host.actor_key = meeting.host_actor_key
"""
PARTICIPANTS = """
select
    meeting_key, actor_key, actor_name, actor_type, participation_status, attendance_mode, participation_role,
    role_title, confidence
from fct_participation as participation
inner join dim_actor as actor using (actor_key)
left join dim_affiliation as affiliation using (affiliation_key)
where list_contains(?, meeting_key)
order by
    participation_role = 'host' desc, participation_role in ('chair', 'mediator') desc,
    list_position(['person', 'country', 'organization', 'group'], actor_type), actor_name
"""
_ORDER = " order by start_date desc nulls last, first_reported_on desc nulls last, meeting_key"


def meetings(
    connection: DuckDBPyConnection, where: str = "", parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[dict[str, Any]]:
    """Meetings, newest first, each with its participants; `where` is an SQL clause of ours, never a user's text."""
    found = rows(connection, MEETINGS + where + _ORDER, parameters)
    participants: dict[str, list[dict[str, Any]]] = {meeting["meeting_key"]: [] for meeting in found}
    for row in rows(connection, PARTICIPANTS, [list(participants)]):
        participants[row.pop("meeting_key")].append(row)
    return [{**meeting, "participants": participants[meeting["meeting_key"]]} for meeting in found]


def when(meeting: Mapping[str, Any]) -> str:
    """The date as exactly as it is known.

    >>> when({"start_date": date(2026, 1, 6), "end_date": None, "date_precision": "day"})
    '2026-01-06'
    >>> when({"start_date": date(2025, 4, 7), "end_date": date(2025, 4, 13), "date_precision": "week"})
    'week of 2025-04-07'
    """
    start: date | None = meeting["start_date"]
    if start is None:
        return "unknown"
    match meeting["date_precision"]:
        case "week":
            return f"week of {start}"
        case "month":
            return f"{start:%Y-%m}"
        case "year":
            return f"{start:%Y}"
    end = meeting["end_date"]
    return f"{start} to {end}" if end and end != start else str(start)


def between(start: date | None, end: date | None) -> str:
    """A time with one or both ends known, or nothing.

    >>> between(date(2025, 5, 6), None)
    'from 2025-05-06'
    """
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"to {end}" if end else ""


def headline(meeting: Mapping[str, Any]) -> str:
    """The meeting's name, or its type and place where it has none."""
    return meeting["meeting_name"] or " in ".join(
        filter(None, [meeting["meeting_type"].capitalize(), meeting["place_name"]])
    )


def where(meeting: Mapping[str, Any]) -> str:
    """Place and country, or nothing."""
    name, code = meeting["place_name"], meeting["country_code"]
    return f"{name} ({code})" if name and code else name or ""


def takes_part(participant: Mapping[str, Any]) -> bool:
    """Whether it is said to take part, in whatever way, and not expressly not to."""
    return participant["participation_status"] not in NOT_TAKING_PART


def who(participants: Iterable[Mapping[str, Any]]) -> str:
    """Those who take part, with what is special about each.

    >>> who([{"actor_name": "Friedrich Merz", "participation_status": "expected", "attendance_mode": "virtual",
    ...       "participation_role": "participant"}])
    'Friedrich Merz (virtual)'
    """
    return ", ".join(_named(participant) for participant in participants if takes_part(participant))


def who_not(participants: Iterable[Mapping[str, Any]]) -> str:
    """Those who expressly take no part, each with how."""
    return ", ".join(
        f"{participant['actor_name']} ({participant['participation_status']})"
        for participant in participants
        if not takes_part(participant)
    )


def _named(participant: Mapping[str, Any]) -> str:
    special = [
        participant["participation_role"] if participant["participation_role"] != "participant" else None,
        participant["attendance_mode"] if participant["attendance_mode"] in ("virtual", "phone") else None,
        "invited" if participant["participation_status"] == "invited" else None,
    ]
    remarks = ", ".join(remark for remark in special if remark)
    return f"{participant['actor_name']} ({remarks})" if remarks else str(participant["actor_name"])


def meeting_table(meetings: Sequence[Mapping[str, Any]]) -> Table:
    """One line a meeting; the column of those who take no part only where there are any."""
    columns = ["key", "when", "where", "status", "type", "articles", "takes part"]
    absent = [who_not(meeting["participants"]) for meeting in meetings]
    if any(absent):
        columns.append("takes no part")
    cells = (
        [
            meeting["meeting_key"][:SHORT],
            when(meeting),
            where(meeting),
            meeting["meeting_status"],
            meeting["meeting_type"],
            meeting["article_count"],
            who(meeting["participants"]),
            not_taking_part,
        ][: len(columns)]
        for meeting, not_taking_part in zip(meetings, absent, strict=True)
    )
    return table(columns, cells, fixed=("key", "when", "status", "type", "articles"))
