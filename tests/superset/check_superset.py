"""Apache Superset itself imports the dashboard, reads the published file and answers every chart.

Apart from the other tests for its size: `make test-superset` installs Superset (tools/superset.sh) and calls this file.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.e2e.conftest import gipfel, seeds_run, seeds_warehouse  # noqa: F401
from tools.data_dictionary import tables
from tools.superset import FOLDER, bundle

PROJECT = Path(__file__).resolve().parents[2]
SUPERSET = PROJECT / "build" / "superset"
MAY_BE_EMPTY = {"What articles contradict each other on"}  # the five articles do not contradict each other


@pytest.fixture(scope="module")
def superset(seeds_warehouse: Path, tmp_path_factory) -> dict[str, Any]:  # noqa: F811
    """What Superset tells after the import, with its own database fresh from set-up."""
    folder = tmp_path_factory.mktemp("superset")
    shutil.copytree(SUPERSET / "home", folder / "home")
    bundle(folder / "gipfel.zip", seeds_warehouse)
    environment = {
        **os.environ,
        "SUPERSET_HOME": str(folder / "home"),
        "SUPERSET_CONFIG_PATH": str(PROJECT / "docs" / "superset" / "superset_config.py"),
        "SUPERSET_SECRET_KEY": "only-for-this-machine-and-its-tests",
    }
    asked = subprocess.run(
        [SUPERSET / "venv" / "bin" / "python", Path(__file__).with_name("ask_superset.py"), folder / "gipfel.zip"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr[-3000:]
    return json.loads(asked.stdout.splitlines()[-1])


def marts() -> dict[str, dict[str, str]]:
    """What the marts' columns mean, by mart."""
    return {t.name: {c.name: c.description for c in t.columns} for t in tables() if t.schema == "marts"}


def test_every_mart_is_there_with_what_its_columns_mean(superset):
    assert superset["tables"] == sorted(marts())
    for name, columns in marts().items():
        assert superset["columns"][name] == columns


def test_the_dashboard_holds_every_chart_of_the_folder(superset):
    charts = {re.search(r"^slice_name: (.+)$", f.read_text("utf-8"), re.M)[1] for f in FOLDER.glob("charts/*.yaml")}
    assert superset["dashboard"] == "Gipfel: who met whom"
    assert set(superset["on_the_dashboard"]) == set(superset["charts"]) == charts


def test_every_chart_has_data(superset):
    empty = {name for name, rows in superset["charts"].items() if not rows}
    assert empty <= MAY_BE_EMPTY
    assert superset["charts"]["Articles"] == [{"count": 5}]


def test_a_chart_shows_what_the_file_holds(superset, seeds_warehouse):  # noqa: F811
    with duckdb.connect(seeds_warehouse, read_only=True) as connection:
        types = dict(connection.execute("select meeting_type, count(*) from marts.dim_meeting group by all").fetchall())
    assert {row["meeting_type"]: row["count"] for row in superset["charts"]["Meetings by type"]} == types


def test_nobody_can_write_through_it(superset, seeds_warehouse):  # noqa: F811
    assert superset["writing"] >= 400
    with duckdb.connect(seeds_warehouse, read_only=True) as connection:
        assert connection.execute("select * from duckdb_tables() where table_name = 'mine'").fetchall() == []
