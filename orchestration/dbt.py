"""dbt inside this process: the manifest that Dagster's assets are made from, and one invocation that builds them.

Importing dbt takes seconds, so it happens only where dbt has to run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.fingerprints import dbt_project_digest
from orchestration.lock import writer_lock
from orchestration.paths import WarehousePaths
from orchestration.progress import Progress, silent

BUILD_DATABASE = "GIPFEL_BUILD_DATABASE"  # the profile in dbt_project/profiles.yml asks for it
_PARSE_TIMEOUT = 300.0


class DbtError(RuntimeError):
    """dbt could not run at all, e.g. because a model cannot be parsed."""


@dataclass(frozen=True)
class NodeResult:
    """What became of a model or a test: `status` is success, pass, warn, fail, error or skipped.

    `sql` is the statement that was run; that of a test finds the rows that break it.
    """

    unique_id: str
    resource_type: str
    status: str
    seconds: float
    failures: int | None
    message: str | None
    sql: str | None


def prepared_manifest(paths: WarehousePaths, project: Path) -> Path:
    """dbt's manifest of the project as its files are now; parses only when they have changed."""
    manifest = paths.dbt / f"manifest-{dbt_project_digest(project)}.json"
    if manifest.exists():
        return manifest
    with writer_lock(paths.dbt / "parse.lock", timeout=_PARSE_TIMEOUT):
        if not manifest.exists():
            _invoke(paths, project, ["parse"])
            temporary = manifest.with_suffix(".new")
            shutil.copyfile(paths.dbt / "target" / "manifest.json", temporary)
            for old in paths.dbt.glob("manifest-*.json"):
                old.unlink()
            temporary.replace(manifest)
    return manifest


def build(
    paths: WarehousePaths, project: Path, selection: Sequence[str], total: int, progress: Progress = silent
) -> list[NodeResult]:
    """Build the selected models and run their data tests. `total` is how many nodes that is about.

    Unit tests test the code and not the data; they run with the project's other tests.
    Raises DbtError where dbt gives no results.
    """
    done = 0

    def follow(event: Any) -> None:
        nonlocal done
        if event.info.name == "NodeFinished":
            done += 1
            progress("dbt", min(done, total), total)

    progress("dbt", 0, total)
    command = ["build", *(f"--exclude-resource-type={kind}" for kind in ("unit_test", "exposure")), *selection]
    outcome = _invoke(paths, project, command, [follow])
    return [
        NodeResult(
            unique_id=result.node.unique_id,
            resource_type=str(result.node.resource_type),
            status=str(result.status),
            seconds=result.execution_time,
            failures=result.failures,
            message=result.message,
            sql=result.node.compiled_code,
        )
        for result in outcome.results
    ]


def last_results(paths: WarehousePaths) -> list[NodeResult]:
    """What the last `build` has given, as dbt noted it; empty where the note is missing or broken."""
    try:
        noted = json.loads((paths.dbt / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
        return [
            NodeResult(
                unique_id=result["unique_id"],
                resource_type=result["unique_id"].split(".")[0],
                status=result["status"],
                seconds=result["execution_time"],
                failures=result["failures"],
                message=result["message"],
                sql=result["compiled_code"],
            )
            for result in noted
        ]
    except (OSError, ValueError, KeyError):
        return []


def generate_docs(paths: WarehousePaths, project: Path) -> Path:
    """dbt's documentation of the project as one HTML page, with what the build database holds. Raises DbtError.

    In a folder of its own: dbt's notes on the last build stay as they are.
    """
    target = paths.dbt / "docs"
    _invoke(paths, project, ["docs", "generate", "--static"], target=target)
    return target / "static_index.html"


def _invoke(
    paths: WarehousePaths,
    project: Path,
    command: Sequence[str],
    callbacks: Sequence[Callable[[Any], None]] = (),
    target: Path | None = None,
) -> Any:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    paths.dbt.mkdir(parents=True, exist_ok=True)
    options = {
        "--project-dir": project,
        "--profiles-dir": project,
        "--target-path": target or paths.dbt / "target",
        "--log-path": paths.dbt / "logs",
        "--log-level": "none",
    }
    arguments = [
        *command,
        *(str(part) for option in options.items() for part in option),
        "--no-print",
        "--no-version-check",
    ]
    with _environment(BUILD_DATABASE, str(paths.build)):
        try:
            outcome = dbtRunner(callbacks=list(callbacks)).invoke(arguments)
        finally:
            # dbt keeps its connection; while it is open nobody else can open the file
            DuckDBConnectionManager.close_all_connections()
    if isinstance(outcome.exception, KeyboardInterrupt):  # dbt keeps it to itself
        raise KeyboardInterrupt
    if outcome.exception is not None or outcome.result is None:
        raise DbtError(f"dbt {command[0]} failed: {outcome.exception}. Its log is in {paths.dbt / 'logs'}.")
    return outcome.result


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
