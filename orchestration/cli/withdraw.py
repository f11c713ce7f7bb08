"""`gipfel withdraw ID`: an article that is to be known no more. A row of a file says so; the next run applies it."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.text import Text

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, opened
from orchestration.cli.override import Who, Why
from orchestration.cli.show.article import find
from orchestration.paths import withdrawals_file


def withdraw(
    id: Annotated[str, typer.Argument(help="Id of the article, or the beginning of it.", show_default=False)],
    why: Why,
    who: Who = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Withdraw an article: a row in seeds/withdrawals.csv, which the next run applies. Delete the row to undo it.

    Nothing that is published then rests on it or holds its text, whether it comes in again or the warehouse is made anew.
    """
    from orchestration.withdrawals import Withdrawal, WithdrawalError, write_withdrawal

    with opened(warehouse) as connection:
        article_id = find(connection, id)["article_id"]
    today = datetime.now(UTC).date()
    new = Withdrawal(article_id, who or getpass.getuser(), today, " ".join(why.split()))
    try:
        line = write_withdrawal(new)
    except (WithdrawalError, OSError) as error:
        output.fail(str(error), "Nothing was written.", code=output.MISUSE)
    file = withdrawals_file()
    if json:
        decision = {"article_id": article_id, "who": new.who, "when": today, "why": new.why}
        output.print_json({"file": str(file), "line": line, **decision})
        return
    console = output.stdout()
    console.print(Text(f"withdrawn: {article_id}. Written to {file}, line {line}."))
    console.print(
        "The next gipfel run applies it. The two versions before it stay on the disk until newer ones have come."
    )
    console.print("To undo it, delete the line.")
