"""`gipfel show article ID`: an article's text with actors and evidence highlighted, and what was read from it."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened, rows
from orchestration.cli.show import evidence, wording

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
EVIDENCE = """
select meeting_key, char_start, char_end from fct_meeting_report where article_key = $key
union
select meeting_key, char_start, char_end from fct_participation_claim where article_key = $key
order by all
"""
REPORTED_HERE = "where meeting_key in (select meeting_key from fct_meeting_report where article_key = ?)"


def article(
    id: Annotated[str, typer.Argument(help="Id of the article, or the beginning of it.", show_default=False)],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Show one article: its text with actors and evidence highlighted, the meetings it reports, the actors it names."""
    with opened(warehouse) as connection:
        found = rows(connection, FIND, {"id": id.strip()})
        if not found:
            similar = [f"{row['article_id']}  {row['title'] or ''}" for row in rows(connection, SIMILAR, {"id": id})]
            hints = ["Similar:", *similar] if similar else ['All of them: gipfel sql "from dim_article"']
            output.fail(f"There is no article {id}.", *hints)
        one = found[0]
        if len(found) > 1 and one["article_id"].lower() != id.strip().lower():
            output.fail(f"Several articles' ids begin with {id}:", *(str(row["article_id"]) for row in found))
        key = one["article_key"]
        mentions = rows(connection, MENTIONS, [key])
        quoted = rows(connection, EVIDENCE, {"key": key})
        meetings = wording.meetings(connection, REPORTED_HERE, [key])
    if json:
        output.print_json({**one, "meetings": meetings, "mentions": mentions, "evidence": quoted})
    else:
        _print(one, mentions, quoted, meetings)


def _print(
    one: dict[str, Any], mentions: list[dict[str, Any]], quoted: list[dict[str, Any]], meetings: list[dict[str, Any]]
) -> None:
    console = output.stdout()
    origin = [one["published_on"] and str(one["published_on"]), one["source"], one["url"]]
    console.print(Text(one["article_id"], style="bold"))
    console.print(Text(", ".join(filter(None, origin)) or "no date, no source", style="dim"))
    if console.color_system:
        legend = [("evidence", evidence.EVIDENCE), *evidence.STYLES.items()]
        console.print(Text(" ").join(Text(name, style=style) for name, style in legend))
    console.print()
    spans = [evidence.Span(row["char_start"], row["char_end"], evidence.EVIDENCE) for row in quoted]
    names = [evidence.Span(row["char_start"], row["char_end"], evidence.STYLES[row["kind"]]) for row in mentions]
    console.print(evidence.shown(console, one["text"], spans, names))
    console.print()
    if meetings:
        console.print(wording.meeting_table(meetings))
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
