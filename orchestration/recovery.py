"""What is published makes a lost build database anew: every version of every article, and the ledgers, are kept with it.

The rest (what articles say, who is who, the marts) follows from them and is made again by the run that finds the build missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractors import schemas
from extractors.schemas import Table
from orchestration.paths import WarehousePaths

_FILES = {  # in the folder of a version; see orchestration.publishing
    "article": "raw/article.parquet",
    "ledger": "parquet/ledger.parquet",
    "rejected_article": "parquet/rejected_article.parquet",
}


class BuildLostError(RuntimeError):
    """The build database is missing or damaged, and nothing was done; the message says what to do."""


@dataclass(frozen=True)
class Restored:
    """What a missing build database was made from: a published version, and how many articles it kept."""

    version: str
    articles: int

    def __str__(self) -> str:
        return (
            f"build.duckdb was missing: its {self.articles} articles were taken from what is published"
            f" ({self.version}) and are read anew."
        )


def restore_raw(connection: duckdb.DuckDBPyConnection, paths: WarehousePaths) -> Restored | None:
    """Fill the empty raw tables from the published version; None where nothing is published. Call it in a transaction.

    Raises BuildLostError where the published version keeps no articles (it was made by an older Gipfel).
    """
    folder = paths.current_version()
    if folder is None:
        return None
    if missing := [name for name in _FILES.values() if not (folder / name).is_file()]:
        raise BuildLostError(
            f"{paths.build} is missing, and what is published ({folder.name}) does not keep {missing[0]} to make it from: a run would"
            f" publish only what it is given, in the place of everything. Put the file back, or give a new --warehouse FILE all articles."
        )
    for table in schemas.RAW:
        _fill(connection, table, folder / _FILES[table.name])
    [(articles,)] = connection.execute("select count(distinct article_key) from raw.article").fetchall()
    return Restored(folder.name, articles)


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    """Columns that are new since then stay empty, those that are gone are left out."""
    kept = [name for name, *_ in connection.execute("describe from read_parquet(?)", [str(file)]).fetchall()]
    names = ", ".join(column.name for column in table.columns if column.name in kept)
    connection.execute(f"insert into {table.full_name} by name select {names} from read_parquet(?)", [str(file)])
