"""`gipfel show actor NAME`: one actor, its offices and meetings, whom it met, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from orchestration.cli import output, redirects
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened, rows
from orchestration.cli.show import evidence, wording

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# How well a name fits: 1 the key or a whole name, 2 all its words, 3 the beginnings of words. Case and accents do not count.
FIND = """
with wanted as (
    select lower(trim($name)) as key, strip_accents(lower(replace(trim($name), 'ß', 'ss'))) as plain
),
spelling as (
    select actor_key, strip_accents(lower(replace(name, 'ß', 'ss'))) as plain from dim_actor_name
    union
    select actor_key, strip_accents(lower(replace(actor_name, 'ß', 'ss'))) from dim_actor
),
fit as (
    select
        spelling.actor_key,
        case
            when spelling.plain = wanted.plain then 1
            when length(wanted.key) >= 4 and starts_with(spelling.actor_key, wanted.key) then 1
            when list_has_all(string_split_regex(spelling.plain, '[ -]+'), string_split_regex(wanted.plain, '[ -]+')) then 2
            when contains(' ' || replace(spelling.plain, '-', ' '), ' ' || replace(wanted.plain, '-', ' ')) then 3
        end as rank,
        -- of the whole name, or of one of its words
        list_max(
            list_transform(
                list_append(string_split(spelling.plain, ' '), spelling.plain),
                lambda part: jaro_winkler_similarity(part, wanted.plain)
            )
        ) as similarity
    from spelling
    cross join wanted
)
select
    actor.actor_key, actor_name, actor_type, country_code, wikidata_id, is_registered,
    first_reported_on, last_reported_on, article_count, meeting_count, min(rank) as rank, max(similarity) as similarity
from fit
inner join dim_actor as actor using (actor_key)
group by all
having min(rank) is not null or max(similarity) >= 0.8
order by min(rank) nulls last, max(similarity) desc, article_count desc, actor_name
limit 20
"""
NAMES = "select name, name_type from dim_actor_name where actor_key = ? order by name_type, name"
OFFICES = """
select role_title, behalf.actor_name as on_behalf_of, valid_from, valid_to, is_current
from dim_affiliation as affiliation
left join dim_actor as behalf on behalf.actor_key = affiliation.on_behalf_of_actor_key
where affiliation.actor_key = ?
order by valid_from desc nulls last, role_title
"""
TAKES_PART_IN = "where meeting_key in (select meeting_key from fct_participation where actor_key = ?)"
CLAIMS = """
select
    claim.meeting_key, claim.article_key, article_id, published_on, participation_status, attendance_mode,
    participation_role, claim.char_start, claim.char_end, evidence_text, claim.confidence
from fct_participation_claim as claim
inner join dim_article using (article_key)
where claim.actor_key = ?
order by published_on nulls last, article_id, claim.char_start
"""
MENTIONS = "select article_key, char_start, char_end from fct_mention where actor_key = ?"
MET = """
select actor_key, actor_name, count(*) as meeting_count
from fct_encounter
inner join dim_actor as other on other.actor_key = if(actor_key_1 = $key, actor_key_2, actor_key_1)
where $key in (actor_key_1, actor_key_2)
group by all
order by meeting_count desc, actor_name
"""
MET_SHOWN = 12


def actor(
    name: Annotated[
        str, typer.Argument(help="A name, a part of one, or a key; case and accents do not count.", show_default=False)
    ],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Show one actor: spellings, offices, meetings, and the evidence for each."""
    with opened(warehouse) as connection:
        one = find(connection, name, json)
        key = [one["actor_key"]]
        one["names"] = rows(connection, NAMES, key)
        one["affiliations"] = rows(connection, OFFICES, key)
        one["meetings"] = wording.meetings(connection, TAKES_PART_IN, key)
        one["met"] = rows(connection, MET, {"key": one["actor_key"]})
        one["claims"] = rows(connection, CLAIMS, key)
        mentions = rows(connection, MENTIONS, key)
    if json:
        output.print_json(one)
    else:
        _print(one, mentions)


def find(connection: DuckDBPyConnection, name: str, json: bool) -> dict[str, Any]:
    """The one actor meant; ends the command where there is none, or several that fit equally well.

    An old key is followed, and told; the actor's `redirected_from` is then the row of dim_redirect.
    """
    found, redirect = rows(connection, FIND, {"name": name}), None
    if not any(row["rank"] == 1 for row in found) and (redirect := redirects.follow(connection, "actor", name.strip())):
        found = rows(connection, FIND, {"name": redirect["current_key"]})
        redirects.tell(redirect)
    fitting = [row for row in found if row["rank"] is not None and row["rank"] == found[0]["rank"]]
    if len(fitting) == 1:
        one = {name: value for name, value in fitting[0].items() if name not in ("rank", "similarity")}
        return {**one, "redirected_from": redirect}
    candidates = fitting or found[:5]
    columns = ["actor_key", "actor_name", "actor_type", "country_code", "article_count", "meeting_count"]
    if json:
        output.print_json({"candidates": [{column: row[column] for column in columns} for row in candidates]})
    elif candidates:
        heading = "Several actors are called that:" if fitting else "Similar names:"
        output.stdout().print(
            output.table(columns, ([row[column] for column in columns] for row in candidates), title=heading)
        )
    if fitting:
        output.fail(f"{name} is not clear. Give a full name or a key.")
    output.fail(f"No actor is called {name}.", 'All of them: gipfel sql "from dim_actor"')


def _print(one: dict[str, Any], mentions: list[dict[str, Any]]) -> None:
    console = output.stdout()
    kind = one["actor_type"] + (f", {one['country_code']}" if one["country_code"] else "")
    console.print(Text.assemble((one["actor_name"], evidence.STYLES[one["actor_type"]]), f" ({kind})"))
    spellings = sorted({row["name"] for row in one["names"]} - {one["actor_name"]})
    facts = {
        "also": ", ".join(spellings),
        "Wikidata": one["wikidata_id"],
        "reported": wording.between(one["first_reported_on"], one["last_reported_on"]),
        "articles": one["article_count"],
        "key": one["actor_key"],
    }
    for label, value in facts.items():
        if value:
            console.print(Text(f"{label}: {value}"))
    for office in one["affiliations"]:
        title = " of ".join(filter(None, [office["role_title"], office["on_behalf_of"]]))
        console.print(Text(f"office: {title} {wording.between(office['valid_from'], office['valid_to'])}".rstrip()))
    if not one["meetings"]:
        console.print("No meeting is reported.")
        return
    console.print()
    console.print(wording.meeting_table(one["meetings"]))
    met = ", ".join(f"{other['actor_name']} {other['meeting_count']}" for other in one["met"][:MET_SHOWN])
    if met:
        console.print()
        console.print(Text(f"met, how often: {met}{', …' if len(one['met']) > MET_SHOWN else ''}"))
    for meeting in one["meetings"]:
        console.print()
        console.print(Text(f"{wording.headline(meeting)}, {wording.when(meeting)}", style="bold"))
        for claim in one["claims"]:
            if claim["meeting_key"] != meeting["meeting_key"]:
                continue
            manner = [claim["participation_status"], claim["attendance_mode"], claim["participation_role"]]
            console.print(Text(f"  {claim['article_id']}: {', '.join(manner)}", style="dim"))
            spans = [
                evidence.Span(m["char_start"], m["char_end"], evidence.EVIDENCE)
                for m in mentions
                if m["article_key"] == claim["article_key"]
            ]
            quote = evidence.shown(
                console, claim["evidence_text"], evidence.within(spans, claim["char_start"], claim["char_end"])
            )
            console.print(Padding(quote, (0, 0, 0, 4), expand=False))
