"""`gipfel show meeting KEY`: one meeting, who takes part, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from orchestration.cli import output, redirects
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened, rows
from orchestration.cli.show import evidence, wording
from orchestration.highlights import outermost

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REPORTS = """
select
    report.article_key, article_id, title, published_on, reported_status, reported_date, reported_date_precision,
    report.char_start, report.char_end, report.evidence_text
from fct_meeting_report as report
inner join dim_article using (article_key)
where meeting_key = ?
order by published_on nulls last, article_id
"""
CLAIMS = """
select
    article_key, actor_name, actor_type, participation_status, attendance_mode, participation_role,
    is_conflicting, char_start, char_end, evidence_text, confidence
from fct_participation_claim
inner join dim_actor using (actor_key)
where meeting_key = ?
order by char_start, actor_name
"""
NAMES = """
select article_key, char_start, char_end, coalesce(actor_type, 'place') as kind
from fct_mention
left join dim_actor using (actor_key)
where list_contains(?, article_key)
"""


def meeting(
    key: Annotated[str, typer.Argument(help="Key of the meeting, or the beginning of it.", show_default=False)],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Show one meeting: who takes part, and the evidence of every article that reports it."""
    with opened(warehouse) as connection:
        one = find(connection, key, json)
        reports = rows(connection, REPORTS, [one["meeting_key"]])
        claims = rows(connection, CLAIMS, [one["meeting_key"]])
        names = rows(connection, NAMES, [[report["article_key"] for report in reports]])
    if json:
        output.print_json({**one, "reports": reports, "claims": claims})
        return

    console = output.stdout()
    console.print(Text(wording.headline(one), style="bold"))
    facts = {
        "when": wording.when(one),
        "where": wording.where(one),
        "status": one["meeting_status"],
        "type": one["meeting_type"],
        "host": one["host_name"],
        "part of": one["parent_meeting_key"],
        "stated participants": one["stated_participants"],
        "key": one["meeting_key"],
    }
    for name, value in facts.items():
        if value:
            console.print(Text(f"{name}: {value}"))
    console.print()
    console.print(
        output.table(
            ["who", "type", "office", "status", "mode", "part"],
            (
                [
                    p["actor_name"],
                    p["actor_type"],
                    p["role_title"],
                    p["participation_status"],
                    p["attendance_mode"],
                    p["participation_role"],
                ]
                for p in sorted(one["participants"], key=lambda p: not wording.takes_part(p))
            ),
        )
    )
    for report in reports:
        console.print()
        date = f"{report['published_on']} " if report["published_on"] else ""
        title = f": {report['title']}" if report["title"] else ""
        console.print(Text(f"{date}{report['article_id']}{title} ({report['reported_status']})", style="bold"))
        spans = [
            evidence.Span(name["char_start"], name["char_end"], evidence.STYLES[name["kind"]])
            for name in names
            if name["article_key"] == report["article_key"]
        ]
        for start, end, text in quotes(report, claims):
            quote = evidence.highlight(text, evidence.within(spans, start, end))
            console.print(Padding(quote, (0, 0, 0, 4), expand=False))


def find(connection: DuckDBPyConnection, key: str, json: bool) -> dict[str, Any]:
    """The one meeting meant; ends the command where there is none, or several. An old key is followed, and told.

    The meeting's `redirected_from` is then the row of dim_redirect.
    """
    where = "where starts_with(meeting_key, lower(?))"
    found, redirect = wording.meetings(connection, where, [key.strip()]), None
    if not found and (redirect := redirects.follow(connection, "meeting", key.strip())):
        found = wording.meetings(connection, where, [redirect["current_key"]])
        redirects.tell(redirect)
    if not found:
        output.fail(f"No meeting's key begins with {key}.", "The keys: gipfel show meetings")
    if len(found) > 1:
        if json:
            output.print_json({"candidates": found})
        else:
            output.stdout().print(wording.meeting_table(found))
        output.fail(f"{len(found)} meetings' keys begin with {key}: give more of it.")
    return {**found[0], "redirected_from": redirect}


def quotes(report: dict[str, Any], claims: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """The different pieces of evidence in one article, in the order of the text; a part of another is left out."""
    said = [report, *(claim for claim in claims if claim["article_key"] == report["article_key"])]
    texts = {(row["char_start"], row["char_end"]): row["evidence_text"] for row in said}
    return [(start, end, texts[start, end]) for start, end in outermost(texts)]
