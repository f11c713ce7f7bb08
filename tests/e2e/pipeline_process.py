"""A run of the pipeline in a process of its own, which kills itself (kill -9, with its process group) where it is told to.

Called by test_kill.py: `python pipeline_process.py WAREHOUSE ARTICLES [POINT]`. Prints a JSON line when it has to
wait and one with the summary.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from orchestration import extracting, publishing, resolving
from orchestration.progress import Progress
from orchestration.run import run_pipeline


def kill(*_arguments: Any, **_options: Any) -> None:
    os.killpg(os.getpgrp(), signal.SIGKILL)


def killing_progress(step: str, done: int) -> Progress:
    """Kills when the step says that it is that far."""

    def progress(now: str, now_done: int, _total: int) -> None:
        if (now, now_done) == (step, done):
            kill()

    return progress


def arm(point: str | None) -> Progress | None:
    """Set the trap; returns the progress to run with."""
    match point:
        case "between_batches":
            extracting.BATCH_ARTICLES = 1
            return killing_progress("extract", 1)
        case "before_resolution_is_committed":
            resolving.finish = kill
        case "in_dbt":
            return killing_progress("dbt", 30)
        case "between_copy_and_swap":
            publishing.swap = kill
        case str():
            raise ValueError(point)
    return None


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    warehouse, articles, *point = sys.argv[1:]
    summary = run_pipeline(
        [articles],
        Path(warehouse),
        progress=arm(point[0] if point else None),
        on_wait=lambda holder: say(waits_for=holder and holder.pid),
    )
    say(succeeded=summary.succeeded, problems=summary.problems, loaded=summary.loaded, unchanged=summary.unchanged)
