"""Articles that people have withdrawn: rows of `seeds/withdrawals.csv`, with who, when and why, written by `gipfel withdraw`.

`raw` keeps what came in, so taking a file away changes nothing. A withdrawn article is kept out of everything that is made of raw, and out
of what is published; it stays out when it comes in again, and when the warehouse is made anew. Deleting the row undoes it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from datetime import date
from hashlib import blake2b
from pathlib import Path

import duckdb

from extractors import schemas
from orchestration.decision_file import read_text, replace_text, with_line
from orchestration.paths import withdrawals_file

TABLE = "meta.withdrawn_article"
CREATE = f"create table if not exists {TABLE} (article_id varchar, who varchar, decided_on date, why varchar)"
NOT_WITHDRAWN = f"article_id not in (select article_id from {TABLE})"


class WithdrawalError(ValueError):
    """The file of withdrawals cannot be understood, or says so already; the message names file and line."""


@dataclass(frozen=True)
class Withdrawal:
    """One decision; the columns of the file."""

    article_id: str
    who: str
    when: date
    why: str


COLUMNS = tuple(field.name for field in fields(Withdrawal))


def read_withdrawals(file: Path | None = None) -> list[Withdrawal]:
    """The decisions of the file, none where there is no file. Raises WithdrawalError."""
    file = file or withdrawals_file()
    return _parse(read_text(file), file)


def write_withdrawal(new: Withdrawal, file: Path | None = None) -> int:
    """Add a decision to the file, which is made if need be; its line. Raises WithdrawalError, with the file untouched."""
    file = file or withdrawals_file()
    text = read_text(file)
    for known in _parse(text, file):
        if known.article_id == new.article_id:
            raise WithdrawalError(f"{file}: {known.who} has withdrawn {known.article_id} already, on {known.when}.")
    text = with_line(text, COLUMNS, astuple(new))
    _parse(text, file)
    replace_text(file, text)
    return text.count("\n")


def apply_withdrawals(connection: duckdb.DuckDBPyConnection) -> None:
    """Note in the build what is withdrawn now, and take away what has been extracted of it. Call it in a transaction."""
    rows = [astuple(withdrawal) for withdrawal in read_withdrawals()]
    connection.execute(CREATE)
    if connection.execute(f"from {TABLE} order by all").fetchall() != sorted(rows):
        connection.execute(f"delete from {TABLE}")
        for row in rows:
            connection.execute(f"insert into {TABLE} values (?, ?, ?, ?)", row)
    if rows:
        withdrawn = f"select article_key from raw.article where article_id in (select article_id from {TABLE})"
        for table in schemas.EXTRACTED:
            connection.execute(f"delete from {table.full_name} where article_key in ({withdrawn})")


def withdrawals_digest() -> str:
    """Of what is withdrawn, as the file is now."""
    return blake2b(
        repr([withdrawal.article_id for withdrawal in read_withdrawals()]).encode(), digest_size=8
    ).hexdigest()


def _parse(text: str, file: Path) -> list[Withdrawal]:
    reader = csv.reader(io.StringIO(text))
    if text.strip() and tuple(next(reader)) != COLUMNS:
        raise WithdrawalError(f"{file}: the first line should be {','.join(COLUMNS)}")
    found: dict[str, Withdrawal] = {}
    for cells in reader:
        if not any(cells):
            continue
        where = f"{file}, line {reader.line_num}"
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            raise WithdrawalError(f"{where}: {', '.join(COLUMNS)} are all needed.")
        article_id, who, when, why = cells
        try:
            found[article_id] = Withdrawal(article_id, who, date.fromisoformat(when), why)
        except ValueError:
            raise WithdrawalError(f"{where}: {when} is no day; write 2026-01-06.") from None
    return list(found.values())
