"""The asset graph as a text that a person can read.

`python -m tests.integration.orchestration.graph` writes asset_graph.txt anew after a change that is meant.
"""

from __future__ import annotations

import tempfile
from itertools import groupby
from pathlib import Path

import dagster as dg

from orchestration.definitions import build_definitions

SNAPSHOT = Path(__file__).with_name("asset_graph.txt")
LAYERS = ("raw", "extracted", "resolved", "staging", "intermediate", "marts", "published")


def describe(definitions: dg.Definitions) -> str:
    """Every asset below its group, with what it is made of; layers in the order in which data flows."""
    specs = sorted(definitions.resolve_all_asset_specs(), key=lambda spec: (LAYERS.index(spec.group_name), spec.key))
    lines = []
    for group, members in groupby(specs, key=lambda spec: spec.group_name):
        lines.append(f"{group}")
        for spec in members:
            lines.append(f"  {spec.key.to_user_string()}")
            lines += [f"    <- {dep}" for dep in sorted({dep.asset_key.to_user_string() for dep in spec.deps})]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        SNAPSHOT.write_text(describe(build_definitions(Path(folder) / "gipfel.duckdb")), encoding="utf-8")
