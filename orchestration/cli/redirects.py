"""Following keys that have given way to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from orchestration.cli import output
from orchestration.cli.marts import rows, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHORTEST = 4  # digits of a key that are enough, if they are clear
REDIRECT = """
select old_key, current_key, subject, reason, evidence, redirected_at
from dim_redirect
where subject = $subject and current_key is not null and starts_with(old_key, lower($key))
order by old_key
"""


def follow(connection: DuckDBPyConnection, subject: str, key: str) -> dict[str, Any] | None:
    """Where a key, or the beginning of one, leads that is no actor's or meeting's any more: a row of dim_redirect.

    None where it leads nowhere or is not clear.
    """
    if len(key) < SHORTEST or "dim_redirect" not in tables(connection):  # a file published before there were any
        return None
    found = rows(connection, REDIRECT, {"subject": subject, "key": key})
    return found[0] if len({row["current_key"] for row in found}) == 1 else None


def tell(redirect: dict[str, Any] | None) -> None:
    """Say on standard error that a key was followed, and why."""
    if redirect is not None:
        output.stderr().print(
            Text(
                f"{redirect['old_key']} is {redirect['current_key']} since {redirect['redirected_at']:%Y-%m-%d}"
                f" ({redirect['reason'].replace('_', ' ')}: {redirect['evidence']}).",
                style="yellow",
            )
        )
