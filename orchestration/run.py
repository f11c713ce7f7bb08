"""One run of the whole pipeline through Dagster, in this process, and what came of it.

Dagster, dbt and spaCy are imported when a run starts, and dbt and spaCy only if there is something to do for them.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from orchestration.lock import Holder
from orchestration.paths import WarehousePaths
from orchestration.progress import Progress, silent
from orchestration.troubles import plain
from orchestration.warehouse import LOCK_TIMEOUT, Warehouse

if TYPE_CHECKING:
    import dagster as dg


@dataclass(frozen=True)
class FailedCheck:
    """An asset check that did not pass. Only those of severity ERROR keep the warehouse from being published."""

    asset: str
    check: str
    severity: str
    message: str


@dataclass(frozen=True)
class RunSummary:
    """What a run has done. Counts of records are of this run's input; actors and meetings are those of the marts.

    `prepared` says what was done to the build database before: made from what is published, or brought up to date. None: nothing.
    `published` is the file that readers get, None where this run failed (the old file, if any, is untouched).
    `seconds` are wall seconds by step, in order: setup, load, extract, resolve, dbt, publish.
    """

    run_id: str
    succeeded: bool
    nothing_new: bool
    seen: int
    loaded: int
    unchanged: int
    duplicate: int
    rejected: int
    extracted: int
    articles_failed: int
    actors: int
    meetings: int
    published: Path | None
    version: str | None
    prepared: str | None = None
    failed_checks: list[FailedCheck] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def run_pipeline(
    paths: Sequence[str | Path] = (),
    warehouse: Path | None = None,
    *,
    language_model: str | None = None,
    progress: Progress | None = None,
    lock_timeout: float = LOCK_TIMEOUT,
    on_wait: Callable[[Holder | None], None] | None = None,
) -> RunSummary:
    """Read `paths` (files, folders, `-` for standard input as JSONL; the five example articles by default), publish to `warehouse`.

    `language_model` names an installed spaCy pipeline to take names from instead of Gipfel's own.
    Waits for the warehouse up to `lock_timeout` seconds while another process writes to it; `on_wait` is called
    once, with who that is. A failed check or step gives a summary with `succeeded=False`; raised are
    WarehousePathError (misuse), WarehouseBusyError (waited in vain), DbtError (the dbt project cannot be parsed),
    BuildLostError (the build database is damaged, or missing and not to be made from what is published), SchemaVersionError (a newer
    Gipfel has made it), WithdrawalError (the file of withdrawals cannot be understood).

    >>> run_pipeline(["news/"], Path("warehouse/gipfel.duckdb")).meetings  # doctest: +SKIP
    12
    """
    started = time.monotonic()
    house = Warehouse(WarehousePaths.from_file(warehouse))
    run_id = str(uuid4())
    with house.writing(run_id=run_id, timeout=lock_timeout, on_wait=on_wait) as prepared, _rare_garbage_collection():
        from orchestration.automation import JOB
        from orchestration.definitions import build_definitions
        from orchestration.instance import PID_TAG, delete_old_runs, open_instance

        definitions = build_definitions(house.paths.link, resources={"progress": progress or silent})
        with open_instance(house.paths) as instance:
            setup = time.monotonic() - started
            result = definitions.resolve_job_def(JOB).execute_in_process(
                run_config={
                    "ops": {
                        "load": {"config": {"paths": [str(path) for path in paths]}},
                        "extract": {"config": {"language_model": language_model}},
                    },
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
                instance=instance,
                run_id=run_id,
                raise_on_error=False,
                tags={PID_TAG: str(os.getpid())},
            )
            if _was_interrupted(result):
                raise KeyboardInterrupt
            seconds = {"setup": setup, **_step_seconds(instance, run_id)}
            delete_old_runs(instance)
        return replace(_summarize(house, result, seconds), prepared=prepared)


@contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    """Collect garbage rarely: importing Dagster and dbt makes a million objects that stay, and a fifth of it was collecting."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _summarize(house: Warehouse, result: dg.ExecuteInProcessResult, seconds: dict[str, float]) -> RunSummary:
    outcomes = dict(
        house.query(
            "select outcome, count(*) as records from raw.ledger where run_id = $run group by outcome",
            {"run": result.run_id},
        ).iter_rows()
    )
    metadata = _metadata(result)
    extraction = metadata.get("extracted/extraction", {})
    publication = metadata.get("published/warehouse", {})
    counts = house.row_counts(["marts"])
    return RunSummary(
        run_id=result.run_id,
        succeeded=result.success,
        nothing_new=publication.get("state") == "nothing new",
        seen=sum(outcomes.values()),
        loaded=outcomes.get("loaded", 0),
        unchanged=outcomes.get("unchanged", 0),
        duplicate=outcomes.get("duplicate", 0),
        rejected=outcomes.get("rejected", 0),
        extracted=extraction.get("articles_extracted", 0),
        articles_failed=extraction.get("articles_failed", 0),
        actors=counts.get(("marts", "dim_actor"), 0),
        meetings=counts.get(("marts", "dim_meeting"), 0),
        published=house.paths.link if result.success else None,
        version=publication.get("version"),
        failed_checks=[
            FailedCheck(
                evaluation.asset_key.to_user_string(),
                evaluation.check_name,
                evaluation.severity.value,
                str(evaluation.metadata["message"].value),
            )
            for evaluation in result.get_asset_check_evaluations()
            if not evaluation.passed
        ],
        problems=[_problem(event, house.paths) for event in result.all_events if event.is_step_failure],
        seconds=seconds,
    )


def _metadata(result: dg.ExecuteInProcessResult) -> dict[str, dict[str, Any]]:
    """The metadata of every asset that the run has made, by asset key."""
    return {
        event.asset_key.to_user_string(): {
            name: value.value for name, value in event.step_materialization_data.materialization.metadata.items()
        }
        for event in result.get_asset_materialization_events()
        if event.asset_key is not None
    }


def _was_interrupted(result: dg.ExecuteInProcessResult) -> bool:
    """Whether Ctrl-C ended the run, within a step or between two: Dagster makes a failure like others of it."""
    return any(
        error.cls_name in {"KeyboardInterrupt", "DagsterExecutionInterruptedError"}
        for event in result.all_events
        if event.is_step_failure or event.is_job_failure
        for error in _with_causes(getattr(event.event_specific_data, "error", None))
    )


def _with_causes(error: Any) -> Iterator[Any]:
    while error is not None:
        yield error
        error = error.cause


def _problem(event: dg.DagsterEvent, paths: WarehousePaths) -> str:
    """Why a step failed, in a line where it is a trouble of the machine."""
    said = _said(event)
    return plain(said, paths.build) or said


def _said(event: dg.DagsterEvent) -> str:
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    *_, error = None, *_with_causes(failure.error)
    return error.message.strip() if error else event.message or "failed"


def _step_seconds(instance: dg.DagsterInstance, run_id: str) -> dict[str, float]:
    steps = [step for step in instance.get_run_step_stats(run_id) if step.start_time and step.end_time]
    return {step.step_key: step.end_time - step.start_time for step in sorted(steps, key=lambda step: step.start_time)}
