"""What docs/connect.md shows can be run as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "connect.md"
EXAMPLES = re.findall(r"^```python\n(.+?)^```", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", EXAMPLES, ids=["python", "polars"])
def test_the_examples_run(seeds_warehouse, tmp_path, monkeypatch, capsys, code: str) -> None:
    (tmp_path / "warehouse").symlink_to(seeds_warehouse.parent)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(code, PAGE.name, "exec"), names)
    shown = capsys.readouterr().out
    assert "Emmanuel Macron" in shown or names["meetings"].height > 0 < names["encounters"].height


def test_the_file_has_the_storage_format_of_duckdb_1_4(seeds_warehouse) -> None:
    with duckdb.connect(seeds_warehouse, read_only=True) as connection:
        tags = connection.execute("select tags from duckdb_databases() where not internal").fetchall()
    assert tags == [({"storage_version": "v1.4.0+"},)], "docs/connect.md names the versions that can open it"
