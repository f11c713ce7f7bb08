"""`gipfel explain`: why these names are one actor, why these reports are one meeting."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened, rows
from orchestration.cli.show import wording
from orchestration.cli.show.actor import find as find_actor
from orchestration.cli.show.meeting import find as find_meeting

app = typer.Typer(no_args_is_help=True, help="Say which evidence joined what, with method and score.")

ENTITIES = """
select article_id, published_on, article_key, entity_name, role_title, method, score, evidence
from fct_actor_match
inner join dim_article using (article_key)
where actor_key = ?
order by published_on nulls last, article_id, char_start
"""
LIFE_LINE = """
select
    report_number, article_id, line.article_key, line.published_on, reported_status, reported_date,
    reported_date_precision, reported_place_name, is_status_changed, is_date_changed
from meeting_timeline as line
inner join dim_article using (article_key)
where meeting_key = ?
order by report_number
"""
MATCHES = """
select
    is_joined, method, score, reasons, one.article_id as article_1, other.article_id as article_2,
    if(meeting_key_1 = $key, meeting_key_2, meeting_key_1) as other_meeting_key
from fct_meeting_match
inner join dim_article as one on one.article_key = article_key_1
inner join dim_article as other on other.article_key = article_key_2
where $key in (meeting_key_1, meeting_key_2)
order by is_joined desc, score desc, one.published_on nulls last, article_1, other.published_on nulls last, article_2
"""
FORMER_KEYS = """
select old_key, reason, evidence, redirected_at from dim_redirect where current_key = ? order by redirected_at, old_key
"""
SHOWN = 25


@app.command()
def actor(
    name: Annotated[str, typer.Argument(help="A name, a part of one, or a key.", show_default=False)],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Explain an actor: what each article calls it, and what says that it is this one."""
    with opened(warehouse) as connection:
        one = find_actor(connection, name, json)
        one["entities"] = rows(connection, ENTITIES, [one["actor_key"]])
        one["former_keys"] = rows(connection, FORMER_KEYS, [one["actor_key"]])
    if json:
        output.print_json(one)
        return
    console = output.stdout()
    console.print(Text(f"{one['actor_name']} ({one['actor_type']}), key {one['actor_key']}", style="bold"))
    methods = Counter(entity["method"] for entity in one["entities"])
    told = ", ".join(f"{count} by {method}" for method, count in methods.most_common())
    console.print(f"{one['article_count']} articles; {told or 'no article names it: somebody acts for it'}")
    console.print()
    columns = ["article_id", "published_on", "entity_name", "role_title", "method", "score", "evidence"]
    _print_table(console, ["article", "published", "called", "office", *columns[4:]], one["entities"], columns)
    _print_former_keys(console, one["former_keys"])


@app.command()
def meeting(
    key: Annotated[str, typer.Argument(help="Key of the meeting, or the beginning of it.", show_default=False)],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Explain a meeting: its life line, what says that the reports are of one meeting, what was held apart."""
    with opened(warehouse) as connection:
        one = find_meeting(connection, key, json)
        one["life_line"] = rows(connection, LIFE_LINE, [one["meeting_key"]])
        one["matches"] = rows(connection, MATCHES, {"key": one["meeting_key"]})
        one["former_keys"] = rows(connection, FORMER_KEYS, [one["meeting_key"]])
    if json:
        output.print_json(one)
        return
    console = output.stdout()
    console.print(Text(f"{wording.headline(one)}, key {one['meeting_key']}", style="bold"))
    console.print()
    names = ["article", "published", "status", "date", "place", "new"]
    lines = [
        {
            **line,
            "date": wording.when(
                {
                    **line,
                    "start_date": line["reported_date"],
                    "end_date": None,
                    "date_precision": line["reported_date_precision"],
                }
            ),
            "new": ", ".join(word for word in ("status", "date") if line[f"is_{word}_changed"]),
        }
        for line in one["life_line"]
    ]
    columns = ["article_id", "published_on", "reported_status", "date", "reported_place_name", "new"]
    _print_table(console, names, lines, columns)
    joined = [row for row in one["matches"] if row["is_joined"]]
    apart = [row for row in one["matches"] if not row["is_joined"]]
    console.print()
    if joined:
        _print_table(
            console,
            ["one article", "the other", "joined by", "score", "in common"],
            joined,
            ["article_1", "article_2", "method", "score", "reasons"],
        )
    else:
        console.print("One article alone reports it: nothing was joined.")
    if apart:
        console.print()
        console.print("Alike, but held apart: something else contradicts it, or a person has decided so.")
        _print_table(
            console,
            ["one article", "the other", "other meeting", "method", "score", "in common"],
            [{**row, "other": row["other_meeting_key"][: wording.SHORT]} for row in apart],
            ["article_1", "article_2", "other", "method", "score", "reasons"],
        )
    _print_former_keys(console, one["former_keys"])


def _print_table(console: Console, names: list[str], found: list[dict[str, Any]], columns: list[str]) -> None:
    console.print(output.table(names, ([row[column] for column in columns] for row in found[:SHOWN])))
    if len(found) > SHOWN:
        console.print(f"… and {len(found) - SHOWN} more: --json has them all")


def _print_former_keys(console: Console, former: list[dict[str, Any]]) -> None:
    for row in former:
        console.print()
        reason = row["reason"].replace("_", " ")
        console.print(Text(f"was {row['old_key']} until {row['redirected_at']:%Y-%m-%d} ({reason}: {row['evidence']})"))
