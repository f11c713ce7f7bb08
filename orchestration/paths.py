"""Where everything that Gipfel generates lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DEFAULT_WAREHOUSE = PROJECT / "warehouse" / "gipfel.duckdb"
DEFAULT_ARTICLES = PROJECT / "seeds" / "articles"
DBT_PROJECT = PROJECT / "dbt_project"
REFERENCE = PROJECT / "seeds" / "reference"
OVERRIDES = REFERENCE / "overrides.csv"
ARTICLES_VARIABLE = "GIPFEL_ARTICLES"  # names another folder, for articles of one's own
OVERRIDES_VARIABLE = "GIPFEL_OVERRIDES"  # names another file, for a warehouse with decisions of its own
WITHDRAWALS = PROJECT / "seeds" / "withdrawals.csv"
WITHDRAWALS_VARIABLE = "GIPFEL_WITHDRAWALS"  # names another file, as the one for overrides does


class WarehousePathError(ValueError):
    """The file named as the warehouse cannot be one; the message says why and what to do."""


@dataclass(frozen=True)
class WarehousePaths:
    """The published file (a link) and what lies beside it, in one folder per warehouse.

    >>> WarehousePaths.from_file(Path("/data/gipfel.duckdb")).build.as_posix()
    '/data/build.duckdb'
    """

    link: Path

    @classmethod
    def from_file(cls, file: Path | None = None) -> WarehousePaths:
        """The paths of the warehouse whose published file is `file`; by default `warehouse/gipfel.duckdb` of the project.

        Raises WarehousePathError where `file` is a real file or folder, or the folder keeps another warehouse already.
        """
        link = Path(file or DEFAULT_WAREHOUSE).expanduser().absolute()
        link = link.parent.resolve() / link.name
        paths = cls(link)
        if link.name in {paths.build.name, paths.parquet.name, paths.published.name}:
            raise WarehousePathError(
                f"{link}: this name is used for something else here. Choose another, e.g. gipfel.duckdb."
            )
        if link.exists() and not link.is_symlink():
            raise WarehousePathError(
                f"{link} exists and was not published by gipfel. Name a file that does not exist yet."
            )
        for other in _links_into(paths.published) - {link, paths.parquet}:
            raise WarehousePathError(
                f"{link.parent} keeps the warehouse {other.name} already. Give each warehouse a folder of its own."
            )
        return paths

    @property
    def root(self) -> Path:
        return self.link.parent

    @property
    def build(self) -> Path:
        """The database that is written to: one writer, no readers."""
        return self.root / "build.duckdb"

    @property
    def published(self) -> Path:
        """Folder of the published versions, one folder each."""
        return self.root / "published"

    @property
    def parquet(self) -> Path:
        """Link to the Parquet files of the newest published version."""
        return self.root / "parquet"

    @property
    def dagster_home(self) -> Path:
        return self.root / "dagster_home"

    @property
    def dbt(self) -> Path:
        """dbt's manifests, profile, target and logs."""
        return self.root / "dbt"

    @property
    def lock(self) -> Path:
        return self.root / "writer.lock"

    def current_version(self) -> Path | None:
        """The folder that the published link leads to, None where nothing is published."""
        if not self.link.is_symlink() or not self.link.exists():
            return None
        return self.link.resolve().parent


def articles_folder() -> Path:
    """What a run reads when it is given nothing, and what schedule and sensor read."""
    return _named(ARTICLES_VARIABLE, DEFAULT_ARTICLES)


def overrides_file() -> Path:
    """Where the decisions by hand are kept (see `orchestration.overrides`)."""
    return _named(OVERRIDES_VARIABLE, OVERRIDES)


def withdrawals_file() -> Path:
    """Where it is kept which articles are withdrawn (see `orchestration.withdrawals`)."""
    return _named(WITHDRAWALS_VARIABLE, WITHDRAWALS)


def _named(variable: str, default: Path) -> Path:
    named = os.environ.get(variable)
    return Path(named).expanduser().absolute() if named else default


def _links_into(published: Path) -> set[Path]:
    """The links that somebody may read through; `.NAME.new` was left behind by a run that was killed while it swapped them."""
    root = published.parent
    if not root.is_dir():
        return set()
    links = (path for path in root.iterdir() if path.is_symlink() and not path.match(".*.new"))
    return {link for link in links if link.readlink().parts[:1] == (published.name,)}
