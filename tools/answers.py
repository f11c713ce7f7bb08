"""Write the answers in docs/questions.md and README.md anew, on a warehouse of the five example articles.

    python tools/answers.py              # reads the five articles into a temporary warehouse first
    python tools/answers.py FILE         # asks a file that was published from them

The pages' questions and statements are written by hand; only the table (or `No rows.`) below a statement is replaced.
`git diff docs README.md` then shows what a change of the extraction does to the answers.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "questions.md"
README = PROJECT / "README.md"
NO_ROWS = "No rows."

# A heading, words, the statement, the answer: lines of a table, or NO_ROWS.
_QUESTION = re.compile(
    r"^##+ (?P<title>\d+\. .+)\n(?:(?!## |```).*\n)*```sql\n(?P<sql>(?:(?!```).*\n)+)```\n"
    rf"(?P<answer>\n(?:(?:\|.*\n)+|{re.escape(NO_ROWS)}\n))?",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Question:
    """A question of the page: its heading, its statement, and the answer as it stands there."""

    title: str
    sql: str
    answer: str


def questions(page: str) -> list[Question]:
    """The questions of a page, in order."""
    return [
        Question(match["title"], match["sql"], (match["answer"] or "").lstrip("\n"))
        for match in _QUESTION.finditer(page)
    ]


def answer(file: Path, sql: str) -> str:
    """What the published file answers, as a Markdown table; `No rows.` where it is empty."""
    with duckdb.connect(file, read_only=True) as connection:
        connection.execute("use marts")
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    if not rows:
        return f"{NO_ROWS}\n"
    return "".join(f"{line}\n" for line in _table(names, rows))


def answered(page: str, file: Path) -> str:
    """The page with every answer as the published file gives it."""

    def replace(match: re.Match[str]) -> str:
        question = match.group().removesuffix(match["answer"] or "")
        try:
            return f"{question}\n{answer(file, match['sql'])}"
        except duckdb.Error as error:
            raise SystemExit(f"{match['title']}\n{error}") from error

    return _QUESTION.sub(replace, page)


def _table(names: list[str], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"


def _cell(value: Any) -> str:
    """A value as text in one line: nothing for null, yes and no, lists with commas.

    >>> _cell(["a", "b"]), _cell(None), _cell(True)
    ('a, b', '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_cell(part) for part in value)
    return re.sub(r"\s+", " ", str(value)).replace("|", "\\|")


def _rewrite(file: Path) -> None:
    for path in (PAGE, README):
        page = path.read_text(encoding="utf-8")
        path.write_text(answered(page, file), encoding="utf-8")
        print(f"{path.name}: {len(questions(page))} questions answered by {file}")


if __name__ == "__main__":
    if sys.argv[1:]:
        _rewrite(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            warehouse = Path(folder) / "gipfel.duckdb"
            subprocess.run([Path(sys.executable).with_name("gipfel"), "run", "--warehouse", warehouse], check=True)
            _rewrite(warehouse)
