"""The scorer's errors by kind, each with the sentences that it comes from: `make errors`.

Usage: python tools/errors.py GOLD_FOLDER WAREHOUSE GOLD.jsonl [GOLD.jsonl ...]
GOLD_FOLDER holds score.py. Only reads; nothing of the gold is kept.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import duckdb
from rich.console import Console

SENTENCES_SHOWN = 2
SENTENCE_LENGTH = 240


def load_scorer(folder: Path) -> ModuleType:
    """The module score.py of that folder."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{folder} has no score.py. Name the folder with the gold annotations.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def errors_by_kind(scorer: ModuleType, warehouse: Path, golds: list[Path]) -> dict[str, list[tuple[str, str]]]:
    """Kind of error → (article, what), as the scorer tells them."""
    score = scorer.Score(scorer.Predictions(str(warehouse)), 10**6)
    for path in golds:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                score.add(json.loads(line))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for error in score.errors:
        *article, figure, kind, what = error.split(": ") if error.count(": ") >= 3 else (error, "", "other", "")
        found[f"{figure} {kind}".strip()].append((": ".join(article), what))
    return found


def sentences_with(warehouse: Path, article_id: str, name: str) -> list[str]:
    """Sentences of the article that hold the last word of the name; evidence of its meetings for a key."""
    word = re.split(r"[ #]", name)[-1]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select text from marts.dim_article where article_id = $id", {"id": article_id}
        ).fetchall()
        evidence = connection.execute(
            "select evidence_text from marts.fct_meeting_report where meeting_key = $key", {"key": name}
        ).fetchall()
    if evidence:
        return [text[:SENTENCE_LENGTH] for (text,) in evidence[:SENTENCES_SHOWN]]
    text = rows[0][0] if rows else ""
    found = [s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if word in s]
    return [sentence[:SENTENCE_LENGTH] for sentence in found[:SENTENCES_SHOWN]]


def main(gold_folder: str, warehouse: str, *golds: str) -> None:
    console = Console(highlight=False)
    found = errors_by_kind(load_scorer(Path(gold_folder)), Path(warehouse), [Path(g) for g in golds])
    for kind, errors in sorted(found.items(), key=lambda item: -len(item[1])):
        console.print(f"\n[bold]{kind}[/]: {len(errors)}")
        for article, what in errors:
            console.print(f"  {article}: {what}", markup=False)
            for sentence in sentences_with(Path(warehouse), article, what):
                console.print(f"      {sentence}", style="dim", markup=False)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
