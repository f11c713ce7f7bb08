"""`make site`: the documentation as pages that need nothing but each other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from orchestration import dbt
from orchestration.paths import WarehousePaths
from tools.site import DBT_PAGE, build, page


@pytest.fixture(scope="module")
def site(seeds_warehouse: Path, tmp_path_factory) -> dict[str, str]:
    """The pages by name; built twice would be the same."""
    folder = tmp_path_factory.mktemp("site")
    return {
        file.name: file.read_text(encoding="utf-8") for file in build(WarehousePaths.from_file(seeds_warehouse), folder)
    }


def test_every_link_between_the_pages_leads_somewhere(site, tmp_path_factory):
    anchors = {name: set(re.findall(r'id="([^"]+)"', text)) for name, text in site.items()}
    broken = []
    for name, text in site.items():
        if name == DBT_PAGE:
            continue
        for link in re.findall(r'href="([^"]+)"', text):
            file, _, part = link.partition("#")
            if "://" in link:
                continue
            if (file or name) not in site or (part and part not in anchors[file or name]):
                broken.append((name, link))
    assert broken == []


def test_no_page_loads_anything_from_elsewhere(site):
    for name, text in site.items():
        assert not re.findall(r'<(?:script|img|link|iframe)[^>]*(?:src|href)="(?:https?:)?//', text), name


def test_dbts_page_knows_every_model_and_what_the_file_holds(site, seeds_warehouse):
    catalog = json.loads((WarehousePaths.from_file(seeds_warehouse).dbt / "docs" / "catalog.json").read_text("utf-8"))
    assert "model.gipfel.fct_participation" in catalog["nodes"]
    assert "model.gipfel.fct_participation" in site[DBT_PAGE]
    assert "exposure.gipfel.superset" in site[DBT_PAGE]


def test_what_dbt_noted_of_the_last_build_stays(site, seeds_warehouse):
    kinds = {result.resource_type for result in dbt.last_results(WarehousePaths.from_file(seeds_warehouse))}
    assert kinds == {"model", "test"}


def test_links_of_the_files_lead_to_the_pages():
    html = page(
        "# T\n[a](docs/connect.md#python) [b](../README.md) [c](https://example.org/x.md) ![d](docs/images/e.png)", []
    )
    assert re.findall(r'(?:href|src)="([^"]+)"', html) == [
        "connect.html#python",
        "index.html",
        "https://example.org/x.md",
        "images/e.png",
    ]
