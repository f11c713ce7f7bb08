"""The dashboard shipped for Superset is whole: datasets as the marts are, charts on datasets, an archive without placeholders."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import yaml

from orchestration.reading import LOCKED
from tools.superset import FOLDER, PLACEHOLDER, bundle, datasets

CHARTS = sorted(FOLDER.glob("charts/*.yaml"))


@pytest.mark.parametrize(("path", "text"), [pytest.param(path, text, id=path.stem) for path, text in datasets()])
def test_the_dataset_of_a_mart_says_what_the_mart_says(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "Run `make docs`."


def test_every_file_has_an_identity_of_its_own_and_leads_to_one() -> None:
    files = {file: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FOLDER.rglob("*.yaml")}
    known = [content["uuid"] for content in files.values() if "uuid" in content]
    assert len(known) == len(set(known)) == len(files) - 1  # all but metadata.yaml
    for content in files.values():
        for reference in ("database_uuid", "dataset_uuid"):
            assert content.get(reference, known[0]) in known
    [dashboard] = [content for content in files.values() if "dashboard_title" in content]
    placed = {
        part["meta"]["uuid"]
        for part in dashboard["position"].values()
        if isinstance(part, dict) and part["type"] == "CHART"
    }
    assert placed == {yaml.safe_load(chart.read_text(encoding="utf-8"))["uuid"] for chart in CHARTS}


def test_the_archive_names_the_published_file_and_opens_it_read_only(tmp_path: Path) -> None:
    bundle(tmp_path / "gipfel.zip", tmp_path / "gipfel.duckdb")
    with zipfile.ZipFile(tmp_path / "gipfel.zip") as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert not [name for name, text in texts.items() if PLACEHOLDER in text]
    database = yaml.safe_load(texts["gipfel/databases/Gipfel.yaml"])
    assert database["sqlalchemy_uri"] == f"duckdb:///{tmp_path}/gipfel.duckdb"
    assert database["extra"]["engine_params"]["connect_args"] == {"read_only": True, "config": LOCKED}
    for chart in CHARTS:
        [query] = json.loads(yaml.safe_load(texts[f"gipfel/charts/{chart.name}"])["query_context"])["queries"]
        assert query["columns"] or query["metrics"], chart.name
