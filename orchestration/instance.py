"""Dagster's persistent instance: its home beside the warehouse, its settings, its old and dead runs."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from orchestration.paths import WarehousePaths

PID_TAG = "gipfel/pid"
KEEP_RUNS = 200
_SETTINGS = Path(__file__).with_name("dagster.yaml")
_UNFINISHED = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


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
    """Mark runs as failed whose process is gone (killed, power cut); Dagster would show them as running for ever."""
    ended = []
    for run in instance.get_runs(dg.RunsFilter(statuses=_UNFINISHED)):
        pid = run.tags.get(PID_TAG)
        if pid is not None and not _is_alive(int(pid)):
            instance.report_run_failed(run, f"Process {pid} has ended in the middle of the run.")
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
