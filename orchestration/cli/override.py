"""`gipfel override`: decisions by hand about identity. Each is a row of a file; the next run applies it."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from orchestration.cli import output, redirects
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened, rows
from orchestration.paths import overrides_file

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

app = typer.Typer(
    no_args_is_help=True,
    help="Correct the machine: a row in seeds/reference/overrides.csv, which wins over it. Delete the row to undo it.",
)


class Subject(StrEnum):
    """What is decided about."""

    actor = "actor"
    meeting = "meeting"


Kind = Annotated[Subject, typer.Argument(metavar="actor|meeting", help="What it is about.", show_default=False)]
Key = Annotated[str, typer.Argument(metavar="KEY", help="Its key, or the beginning of it.", show_default=False)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Key of the other one.", show_default=False)]
Why = Annotated[str, typer.Option("--why", help="The reason, for those who come after you.", show_default=False)]
Who = Annotated[str | None, typer.Option("--who", help="Who decides.", show_default="the system's user")]

FIND = {
    "actor": "select actor_key as key, actor_name as name, actor_type as kind from dim_actor where starts_with(actor_key, lower($key))",
    "meeting": """
select meeting_key as key, 'meeting' as kind, concat_ws(' ', coalesce(meeting_name, meeting_type), place_name, start_date) as name
from dim_meeting left join dim_place using (place_key) where starts_with(meeting_key, lower($key))
""",
}
ARTICLES = {
    "actor": "select distinct article_id from fct_actor_match inner join dim_article using (article_key) where actor_key = ?",
    "meeting": "select distinct article_id from fct_meeting_report inner join dim_article using (article_key) where meeting_key = ?",
}


def _about_two(kind: str, meaning: str) -> None:
    """A command on two of a kind, whose names are all that differs."""

    def command(
        subject: Kind,
        key: Key,
        other: Other,
        why: Why,
        who: Who = None,
        warehouse: Warehouse = DEFAULT_WAREHOUSE,
        json: Json = False,
    ) -> None:
        _write(kind, subject, key, why, who, warehouse, json, other=other)

    app.command(kind.replace("_", "-"), help=meaning)(command)


_about_two("merge", "Two are one. The registry's key stays, else that of the earliest report.")
_about_two("not_same", "Two must never be joined, whatever is reported of them.")


@app.command()
def split(
    subject: Kind,
    key: Key,
    article: Annotated[
        list[str],
        typer.Option("--article", help="Id of an article that means another one; may be repeated.", show_default=False),
    ],
    why: Why,
    who: Who = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """One is two: what the named articles report is another one."""
    _write("split", subject, key, why, who, warehouse, json, articles=article)


@app.command()
def rename(
    subject: Kind,
    key: Key,
    name: Annotated[str, typer.Argument(help="The name that is right.", show_default=False)],
    why: Why,
    who: Who = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Give it another name. The old one stays among an actor's spellings."""
    _write("rename", subject, key, why, who, warehouse, json, name=name)


@app.command()
def drop(
    subject: Kind, key: Key, why: Why, who: Who = None, warehouse: Warehouse = DEFAULT_WAREHOUSE, json: Json = False
) -> None:
    """It is none: leave it out, with all that is said of it."""
    _write("drop", subject, key, why, who, warehouse, json)


def _write(
    kind: str,
    subject: Subject,
    key: str,
    why: str,
    who: str | None,
    warehouse: Path,
    json: bool,
    *,
    other: str | None = None,
    articles: list[str] | None = None,
    name: str = "",
) -> None:
    from extractors.resolution.overrides import OverrideError
    from orchestration.overrides import write_override

    with opened(warehouse) as connection:
        one = _find(connection, subject, key)
        another = _find(connection, subject, other) if other is not None else None
        if articles is not None:
            _be_sure_of_articles(connection, subject, one, articles)
    if another and one["key"] == another["key"]:
        output.fail(f"{key} and {other} are one {subject} already: {one['name']}.", code=output.MISUSE)
    row = {
        "kind": kind,
        "subject": subject.value,
        "key": one["key"],
        "other_key": another["key"] if another else "",
        "articles": "|".join(dict.fromkeys(articles or ())),
        "name": name.strip(),
        "who": who or getpass.getuser(),
        "when": _today().isoformat(),
        "why": " ".join(why.split()),
    }
    try:
        written = write_override(row)
    except (OverrideError, OSError) as error:
        output.fail(str(error), "Nothing was written.", code=output.MISUSE)
    file = overrides_file()
    if json:
        output.print_json({"file": str(file), "line": written.line, **row})
        return
    names = " and ".join(found["name"] for found in (one, another) if found)
    console = output.stdout()
    console.print(Text(f"{kind.replace('_', ' ')} {subject}: {names}. Written to {file}, line {written.line}."))
    console.print("The next gipfel run applies it. To undo it, delete the line.")


def _today() -> date:
    return datetime.now(UTC).date()


def _find(connection: DuckDBPyConnection, subject: Subject, key: str) -> dict[str, Any]:
    """The actor or meeting of a key, or of the beginning of one; an old key is followed."""
    key = key.strip()
    found = rows(connection, FIND[subject], {"key": key}) if len(key) >= redirects.SHORTEST else []
    if not found and (redirect := redirects.follow(connection, subject, key)):
        redirects.tell(redirect)
        found = rows(connection, FIND[subject], {"key": redirect["current_key"]})
    if not found:
        hint = "gipfel show actor NAME" if subject is Subject.actor else "gipfel show meetings"
        output.fail(f"No {subject}'s key begins with {key}.", f"The keys: {hint}", code=output.MISUSE)
    if len(found) > 1:
        output.fail(f"{len(found)} {subject}s' keys begin with {key}: give more of it.", code=output.MISUSE)
    return found[0]


def _be_sure_of_articles(
    connection: DuckDBPyConnection, subject: Subject, one: dict[str, Any], articles: list[str]
) -> None:
    known = sorted(row["article_id"] for row in rows(connection, ARTICLES[subject], [one["key"]]))
    if unknown := sorted(set(articles) - set(known)):
        listed = ", ".join(known[:10]) + (" …" if len(known) > 10 else "")
        output.fail(
            f"{', '.join(unknown)}: no article of that id tells of {one['name']}.",
            f"Those that do: {listed}",
            code=output.MISUSE,
        )
    if set(known) == set(articles) and subject is Subject.meeting:
        output.fail(
            "These are all articles that report it: nothing would be left to split it from.", code=output.MISUSE
        )
