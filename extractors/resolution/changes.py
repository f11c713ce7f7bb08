"""What changes in a resolved table: a difference that can be stored without touching the other rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from extractors.schemas import Table


@dataclass(frozen=True)
class Change:
    """`gone` are keys whose rows go away; `rows` are new or take the place of the rows with their keys."""

    gone: tuple[str, ...]
    rows: pl.DataFrame

    @property
    def is_nothing(self) -> bool:
        return not self.gone and self.rows.is_empty()


def among(column: str, keys: Collection[str]) -> pl.Expr:
    """Rows whose column is one of the keys.

    >>> pl.DataFrame({"key": ["a", "b", None]}).filter(among("key", {"b", "c"}))["key"].to_list()
    ['b']
    """
    return pl.col(column).is_in(pl.Series(values=list(keys), dtype=pl.String).implode()).fill_null(False)


def difference(table: Table, before: pl.DataFrame, replaced: pl.DataFrame, rows: pl.DataFrame) -> Change:
    """The change that puts `rows` in the place of the rows `replaced` of `before`; equal rows are left alone."""
    if replaced.is_empty() and rows.is_empty():
        return Change((), rows)
    gone = replaced.join(rows, on=table.key, how="anti")[table.key]
    new = rows.join(before, on=rows.columns, how="anti", nulls_equal=True)
    return Change(tuple(gone.sort()), new)


def apply(table: Table, before: pl.DataFrame, change: Change) -> pl.DataFrame:
    """The table's rows after the change, in no order."""
    if change.is_nothing:
        return before
    kept = before.filter(~among(table.key, change.gone)).join(change.rows, on=table.key, how="anti")
    return pl.concat([kept, change.rows])
