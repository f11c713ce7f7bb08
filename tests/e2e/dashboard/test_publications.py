"""The dashboard follows every publication, and says so where there is nothing to show yet."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from orchestration.dashboard.pages import PAGES
from tests.e2e.dashboard.conftest import MOST_TO_SHOW
from tests.e2e.dashboard.html import text_of
from tests.e2e.dashboard.server import browsing, publish_copy, publish_empty, served


def test_each_publication_shows_and_none_is_in_the_way(seeds_warehouse, tmp_path):
    warehouse = tmp_path / "gipfel.duckdb"
    with browsing(warehouse) as client:
        before = client.get("/?lang=en")
        assert before.status_code == 503
        assert "Nothing has been published yet" in before.text
        assert 'http-equiv="refresh"' in before.text, "it looks again by itself"
        publish_empty(seeds_warehouse, warehouse)
        assert "The warehouse is still empty" in client.get("/?lang=en").text
        for number in range(5):
            name = f"Treffen Nummer {number}"
            publish_copy(seeds_warehouse, warehouse, f"update dim_meeting set meeting_name = '{name}'")
            for page in ("/", "/meetings", "/timeline"):
                answer = client.get(page)
                assert answer.status_code == 200
                assert name in answer.text


def test_readers_who_never_pause_see_no_failure_through_twenty_publications(seeds_warehouse, tmp_path):
    """Each version calls all meetings by its number, so that a page made of two versions would name two."""
    warehouse = tmp_path / "gipfel.duckdb"
    name = "update dim_meeting set meeting_name = 'Version {}'"
    publish_copy(seeds_warehouse, warehouse, name.format(0))
    ended = threading.Event()

    def read(address: str, page: str) -> tuple[list[int], list[set[str]]]:
        statuses, versions = [], []
        with httpx.Client(base_url=address, timeout=60) as client:
            while not ended.is_set():
                answer = client.get(page)
                statuses.append(answer.status_code)
                versions.append(set(re.findall(r"Version \d+", answer.text)))
        return statuses, versions

    with served(warehouse) as address, ThreadPoolExecutor() as pool:
        readers = [pool.submit(read, address, page) for page in ("/meetings", "/timeline", "/meetings.csv")]
        for number in range(1, 21):
            publish_copy(seeds_warehouse, warehouse, name.format(number))
        last = httpx.get(f"{address}/meetings", timeout=60).text
        ended.set()
        seen = [reader.result() for reader in readers]
    assert "Version 20" in last
    assert {status for statuses, _ in seen for status in statuses} == {200}
    assert {len(versions) for _, pages in seen for versions in pages} == {1}
    assert len({version for _, pages in seen for versions in pages for version in versions}) > 1


@pytest.mark.parametrize("page", sorted(set(PAGES) - set(MOST_TO_SHOW)))
def test_pages_of_an_empty_warehouse_say_so(seeds_warehouse, tmp_path, page):
    publish_empty(seeds_warehouse, tmp_path / "gipfel.duckdb")
    with browsing(tmp_path / "gipfel.duckdb") as client:
        answer = client.get(f"/{'' if page == 'overview' else page}?lang=en&q=Macron")
    assert answer.status_code == 200
    assert "The warehouse is still empty" in answer.text
    assert "<svg" not in answer.text


def test_a_file_that_is_no_warehouse_is_told(tmp_path):
    (tmp_path / "other.duckdb").write_text("something else")
    with browsing(tmp_path / "other.duckdb") as client:
        answer = client.get("/?lang=en")
    assert answer.status_code == 503
    assert "other.duckdb is no warehouse of this version of Gipfel" in text_of(answer.text)


def test_the_command_takes_a_copy_of_the_file_alone(seeds_warehouse, tmp_path):
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(Path(seeds_warehouse).resolve().read_bytes())
    with browsing(copy) as client:
        assert "Time of publication unknown" in client.get("/?lang=en").text
