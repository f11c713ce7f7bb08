"""What starts runs: the job, a schedule, and a sensor on a folder. The last two are off until someone turns them on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import dagster as dg

JOB = "gipfel_job"


def gipfel_job() -> dg.UnresolvedAssetJobDefinition:
    """Everything, from the articles to the published file."""
    return dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        description="Reads articles, extracts, resolves, models, checks, and publishes the warehouse when all checks are green.",
        executor_def=dg.in_process_executor,
    )


def hourly_schedule(job: dg.UnresolvedAssetJobDefinition, folder: Path) -> dg.ScheduleDefinition:
    """Runs on `folder`, seven minutes past every hour."""
    return dg.ScheduleDefinition(
        name="hourly",
        job=job,
        cron_schedule="7 * * * *",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        run_config=_reading(folder),
        description=f"Reads {folder} every hour, and publishes. GIPFEL_ARTICLES names another folder when gipfel ui starts.",
    )


def folder_sensor(job: dg.UnresolvedAssetJobDefinition, folder: Path) -> dg.SensorDefinition:
    """Starts a run on `folder` when files in it have come or changed."""

    @dg.sensor(
        name="new_files",
        job=job,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.STOPPED,
        description=f"Reads {folder} when a file in it is new or has changed, and publishes. "
        "GIPFEL_ARTICLES names another folder when gipfel ui starts.",
    )
    def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        seen = json.loads(context.cursor) if context.cursor else None
        now = folder_state(folder)
        if not now["files"]:
            return dg.SkipReason(f"There are no files in {folder}.")
        if now == seen:
            return dg.SkipReason(f"Nothing new among {now['files']} files.")
        request = dg.RunRequest(run_key=str(now["digest"]), run_config=_reading(folder))
        return dg.SensorResult([request], cursor=json.dumps(now))

    return new_files


def _reading(folder: Path) -> dict[str, Any]:
    return {"ops": {"load": {"config": {"paths": [str(folder)]}}}}


def folder_state(folder: Path) -> dict[str, int | str]:
    """A folder's files in a few bytes, however many they are: how many, the newest change, a hash over names, sizes and times."""
    digest = blake2b(digest_size=8)
    newest = count = 0
    for file, size, changed in sorted(_files(folder)):
        digest.update(f"{file}\0{size}\0{changed}\n".encode())
        newest, count = max(newest, changed), count + 1
    return {"files": count, "newest": newest, "digest": digest.hexdigest()}


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    if not folder.is_dir():
        return
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            status = path.stat()
            yield path.relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns
