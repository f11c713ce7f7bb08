"""What docs/connect.md shows can be run as it stands."""

from __future__ import annotations

import re
from pathlib import Path

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
