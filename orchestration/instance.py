"""Dagster's persistent instance: its home beside the warehouse, its settings, its old and dead runs."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from orchestration.paths import WarehousePaths

PID_TAG = "gipfel/pid"
KEEP_RUNS = 200
_SETTINGS = Path(__file__).with_name("dagster.yaml")
LONGEST_START = timedelta(hours=1)  # until a run has noted its process
_UNFINISHED = [
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def prepare_home(paths: WarehousePaths) -> Path:
    """Make Dagster's home, with our settings in it; returns it."""
    home = paths.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    settings, target = _SETTINGS.read_bytes(), home / "dagster.yaml"
    if not target.exists() or target.read_bytes() != settings:
        temporary = home / ".dagster.yaml.new"
        temporary.write_bytes(settings)
        temporary.replace(target)
    return home


def open_instance(paths: WarehousePaths) -> dg.DagsterInstance:
    """The instance that `gipfel run`, the web UI and the daemon share. Use it as a context manager."""
    return dg.DagsterInstance.from_config(str(prepare_home(paths)))


def end_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs as failed whose process is gone (killed, power cut); Dagster would show them as running, or not started, for ever."""
    ended = []
    for record in instance.get_run_records(dg.RunsFilter(statuses=_UNFINISHED)):
        run = record.dagster_run
        pid = run.tags.get(PID_TAG)
        if pid is None:
            is_dead = datetime.now(UTC) - record.create_timestamp > LONGEST_START
        else:
            is_dead = not _is_alive(int(pid))
        if is_dead:
            instance.report_run_failed(
                run, f"Its process{f' {pid}' if pid else ''} has ended in the middle of the run."
            )
            ended.append(run.run_id)
    return ended


def delete_old_runs(instance: dg.DagsterInstance, keep: int = KEEP_RUNS) -> None:
    """Delete finished runs beyond the newest `keep`."""
    for record in instance.get_run_records(limit=1000)[keep:]:
        if record.dagster_run.is_finished:
            instance.delete_run(record.dagster_run.run_id)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
