"""The dashboard of the five example articles, and what there is in it to ask for."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import httpx
import pytest

from orchestration.dashboard.pages import PAGES
from tests.e2e.dashboard.server import served

MOST_TO_SHOW = {"meeting": "participant_count desc", "actor": "meeting_count desc", "article": "char_count desc"}


@pytest.fixture(scope="package", autouse=True)
def drawing() -> None:
    """Leave these tests out where nothing can be drawn."""
    pytest.importorskip("vl_convert", reason="the extra `dashboard` is not installed: tools/setup.sh dashboard")


@pytest.fixture(scope="package")
def full(seeds_warehouse) -> Iterator[str]:
    """The address of a dashboard of the five example articles."""
    with served(seeds_warehouse) as address:
        yield address


@pytest.fixture(scope="package")
def browse(full) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=full, timeout=60) as client:
        yield client


@pytest.fixture(scope="package")
def keys(seeds_warehouse) -> dict[str, str]:
    """The key of one meeting, actor and article each: those with most to show."""
    with duckdb.connect(seeds_warehouse.resolve(), read_only=True) as connection:
        connection.execute("use marts")
        return {
            kind: connection.execute(f"select {kind}_key from dim_{kind} order by {by}, {kind}_key").fetchall()[0][0]
            for kind, by in MOST_TO_SHOW.items()
        }


@pytest.fixture(scope="package")
def addresses(keys) -> dict[str, str]:
    """An address of every page, in German, with something to show."""
    of_page = {**{kind: f"&key={key}" for kind, key in keys.items()}, "search": "&q=Macron"}
    return {page: f"/{'' if page == 'overview' else page}?lang=de{of_page.get(page, '')}" for page in PAGES}
