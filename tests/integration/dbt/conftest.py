"""dbt inside the test's process, on build databases of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

from tests.integration.dbt.story import summit_story

PROJECT = Path(__file__).parents[3] / "dbt_project"
DATABASE = "build.duckdb"  # its stem is the catalog's name in the manifest that all tests share

Dbt = Callable[..., dbtRunnerResult]
Query = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def _build_database(path: Path) -> Iterator[None]:
    """The profile finds the database; afterwards it is closed, or nobody else could open the file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIPFEL_BUILD_DATABASE", str(path))
        try:
            yield
        finally:
            DuckDBConnectionManager.close_all_connections()


@pytest.fixture(scope="session")
def options(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    target = tmp_path_factory.mktemp("dbt")
    paths = {
        "--project-dir": PROJECT,
        "--profiles-dir": PROJECT,
        "--target-path": target,
        "--log-path": target / "logs",
    }
    return [*(str(part) for option in paths.items() for part in option), "--log-level", "none"]


@pytest.fixture(scope="session")
def manifest(options: list[str], tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """The project, parsed once."""
    with _build_database(tmp_path_factory.mktemp("parse") / DATABASE):
        outcome = dbtRunner().invoke(["parse", *options])
    assert outcome.exception is None, outcome.exception
    return outcome.result


@pytest.fixture(scope="session")
def dbt(manifest: Manifest, options: list[str]) -> Dbt:
    """`dbt(database, "build", …)` runs dbt on the database and leaves it closed."""

    def run(database: Path, *command: str) -> dbtRunnerResult:
        with _build_database(database):
            return dbtRunner(manifest=manifest).invoke([*command, *options])

    return run


@pytest.fixture(scope="session")
def summit_database(tmp_path_factory: pytest.TempPathFactory, dbt: Dbt) -> Path:
    """The summit story, built with all its data tests."""
    database = summit_story().write(tmp_path_factory.mktemp("summit") / DATABASE)
    assert problems(dbt(database, "build", "--exclude-resource-type", "unit_test")) == {}
    return database


@pytest.fixture
def query(summit_database: Path) -> Query:
    """SQL on the marts of the summit story."""
    return lambda sql: read(summit_database, sql)


def read(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query, read with the marts as default schema."""
    with duckdb.connect(database, read_only=True) as connection:
        connection.execute("use marts")
        return connection.execute(sql).fetchall()


def problems(outcome: dbtRunnerResult) -> dict[str, str]:
    """Message by name of every model and test that did not go well."""
    assert outcome.exception is None, outcome.exception
    good = {"success", "pass", "no-op"}
    return {result.node.name: result.message for result in outcome.result if str(result.status) not in good}
