"""`gipfel show meetings`: one line a meeting."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened
from orchestration.cli.show import wording


class Status(StrEnum):
    """Status of a meeting, as last reported."""

    proposed = "proposed"
    planned = "planned"
    ongoing = "ongoing"
    held = "held"
    cancelled = "cancelled"
    postponed = "postponed"


class Type(StrEnum):
    """Type of a meeting."""

    summit = "summit"
    bilateral = "bilateral"
    multilateral = "multilateral"
    negotiation = "negotiation"
    call = "call"
    conference = "conference"
    session = "session"
    visit = "visit"


WHERE = """
where ($status is null or meeting_status = $status) and ($type is null or meeting_type = $type)
and ($since is null or coalesce(end_date, start_date) >= $since) and ($until is null or start_date <= $until)
"""


def meetings(
    status: Annotated[Status | None, typer.Option(help="Only meetings of this status.", show_default=False)] = None,
    type: Annotated[Type | None, typer.Option(help="Only meetings of this type.", show_default=False)] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or before.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """List the meetings, newest first."""
    parameters: dict[str, Any] = {
        "status": status and status.value,
        "type": type and type.value,
        "since": since and since.date(),
        "until": until and until.date(),
    }
    with opened(warehouse) as connection:
        found = wording.meetings(connection, WHERE, parameters)
    if json:
        output.print_json({"meetings": found})
        return
    if not found:
        output.fail("No meeting matches.", "All of them: gipfel show meetings")
    output.stdout().print(wording.meeting_table(found))
    output.stderr().print("One of them with its evidence: gipfel show meeting KEY", style="dim")
