"""`gipfel show article ID`: an article's text with what was read from it highlighted, and the claims it makes."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from extractors.display import Highlight
from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened, rows
from orchestration.cli.show import evidence, wording
from orchestration.highlights import highlights

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from rich.table import Table

FIND = """
select article_key, article_id, title, text, language, source, url, published_on, char_count
from dim_article
where lower(article_id) = lower($id) or starts_with(lower(article_id), lower($id))
    or (length($id) >= 4 and starts_with(article_key, lower($id)))
order by lower(article_id) = lower($id) desc, article_id
limit 20
"""
SIMILAR = """
select article_id, title from dim_article
where jaro_winkler_similarity(lower(article_id), lower($id)) >= 0.8 or contains(lower(title), lower($id))
order by jaro_winkler_similarity(lower(article_id), lower($id)) desc, article_id
limit 5
"""
MENTIONS = """
select actor_key, actor_name, coalesce(actor_type, 'place') as kind, mention_text, char_start, char_end
from fct_mention
left join dim_actor using (actor_key)
where article_key = ?
order by char_start, char_end
"""
CLAIMS = """
select
    claim.meeting_key, actor.actor_key, actor.actor_name, claim.participation_status, claim.attendance_mode,
    claim.participation_role, behalf.actor_name as on_behalf_of, according_to_text, according_to_type, claim.confidence,
    claim.is_conflicting, claim.char_start, claim.char_end
from fct_participation_claim as claim
inner join dim_actor as actor using (actor_key)
left join dim_actor as behalf on behalf.actor_key = claim.represented_actor_key
where claim.article_key = ?
order by claim.char_start, claim.meeting_key, actor.actor_name
"""
REPORTED_HERE = "where meeting_key in (select meeting_key from fct_meeting_report where article_key = ?)"


def article(
    id: Annotated[str, typer.Argument(help="Id of the article, or the beginning of it.", show_default=False)],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write it as a page for the browser.", show_default=False),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Show one article: actors, offices, dates, meetings and claims highlighted, and what it claims of whom."""
    with opened(warehouse) as connection:
        one = find(connection, id)
        key = one["article_key"]
        mentions = rows(connection, MENTIONS, [key])
        claims = rows(connection, CLAIMS, [key])
        found = highlights(connection, key, one["text"])
        meetings = wording.meetings(connection, REPORTED_HERE, [key])
    if html is not None:
        _write(html, one, found, meetings, claims)
    if json:
        marked = [highlight._asdict() for highlight in found]
        output.print_json({**one, "meetings": meetings, "claims": claims, "mentions": mentions, "highlights": marked})
    elif html is None:
        _print(one, found, meetings, claims, mentions)


def find(connection: DuckDBPyConnection, id: str) -> dict[str, Any]:
    """The one article meant; ends the command where there is none, or several."""
    found = rows(connection, FIND, {"id": id.strip()})
    if not found:
        similar = [f"{row['article_id']}  {row['title'] or ''}" for row in rows(connection, SIMILAR, {"id": id})]
        hints = ["Similar:", *similar] if similar else ['All of them: gipfel sql "from dim_article"']
        output.fail(f"There is no article {id}.", *hints)
    if len(found) > 1 and found[0]["article_id"].lower() != id.strip().lower():
        output.fail(f"Several articles' ids begin with {id}:", *(str(row["article_id"]) for row in found))
    return found[0]


def _print(
    one: dict[str, Any],
    found: list[Highlight],
    meetings: list[dict[str, Any]],
    claims: list[dict[str, Any]],
    mentions: list[dict[str, Any]],
) -> None:
    console = output.stdout()
    console.print(Text(one["article_id"], style="bold"))
    console.print(Text(_origin(one), style="dim"))
    if console.color_system:
        console.print(Text(" ").join(Text(name, style=style) for name, style in evidence.STYLES.items()))
    console.print()
    if console.color_system:
        spans = [evidence.Span(part.start, part.end, evidence.STYLES[part.kind]) for part in evidence.in_layers(found)]
        console.print(evidence.highlight(one["text"], spans))
    else:
        console.print(evidence.annotate(one["text"], found))
    console.print()
    if meetings:
        console.print(wording.meeting_table(meetings))
        console.print()
        console.print(_claim_table(claims))
    else:
        console.print("No meeting is reported.")
    printed: dict[tuple[str, str], dict[str, None]] = {}
    for row in mentions:
        if row["actor_key"]:
            printed.setdefault((row["kind"], row["actor_name"]), {})[row["mention_text"]] = None
    if printed:
        console.print()
        console.print(
            output.table(
                ["actor", "type", "printed as"],
                ([name, kind, ", ".join(words)] for (kind, name), words in sorted(printed.items())),
            )
        )


def _write(
    file: Path,
    one: dict[str, Any],
    found: list[Highlight],
    meetings: list[dict[str, Any]],
    claims: list[dict[str, Any]],
) -> None:
    from extractors.display import legend, page, to_html

    tables = [wording.meeting_table(meetings), _claim_table(claims)] if meetings else []
    body = [f"<p>{escape(_origin(one))}</p>", legend(), to_html(one["text"], found), *map(output.html_table, tables)]
    try:
        file.write_text(page(one["title"] or one["article_id"], body), encoding="utf-8")
    except OSError as error:
        output.fail(f"{file} cannot be written: {error.strerror}.", code=output.MISUSE)
    output.stderr().print(f"Written to {file}", markup=False)


def _origin(one: dict[str, Any]) -> str:
    origin = [one["published_on"] and str(one["published_on"]), one["source"], one["url"]]
    return ", ".join(filter(None, origin)) or "no date, no source"


def _claim_table(claims: list[dict[str, Any]]) -> Table:
    columns = ["meeting", "who", "status", "mode", "part", "on behalf of", "according to", "confidence"]
    return output.table(
        columns,
        (
            [
                claim["meeting_key"][: wording.SHORT],
                claim["actor_name"],
                claim["participation_status"] + (" (contradicted)" if claim["is_conflicting"] else ""),
                claim["attendance_mode"],
                claim["participation_role"],
                claim["on_behalf_of"],
                claim["according_to_text"],
                claim["confidence"],
            ]
            for claim in claims
        ),
        title="What it says of whom",
        fixed=("meeting",),
    )
