"""The warehouse as a Dagster resource: a run that uses it is the only writer, from its first step to its last."""

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from orchestration.instance import PID_TAG, end_dead_runs
from orchestration.lock import Holder
from orchestration.paths import WarehousePaths
from orchestration.warehouse import LOCK_TIMEOUT, Warehouse


@dg.resource(
    config_schema={
        "file": dg.Field(str, description="The published file; everything else lies beside it."),
        "lock_timeout": dg.Field(float, default_value=LOCK_TIMEOUT, description="Seconds to wait for another writer."),
    },
    description="The warehouse; while a run has it, nobody else writes.",
)
def warehouse_resource(context: dg.InitResourceContext) -> Iterator[Warehouse]:
    """Gives the assets a `Warehouse`, with the writer's lock held while the run goes on."""
    warehouse = Warehouse(WarehousePaths.from_file(Path(context.resource_config["file"])))

    def tell(holder: Holder | None) -> None:
        if context.log is not None:
            context.log.info(f"Waiting for the warehouse: it is written to by {holder or 'another process'}.")

    run_id = context.run.run_id if context.run is not None else None
    if context.instance is not None and run_id is not None:
        context.instance.add_run_tags(run_id, {PID_TAG: str(os.getpid())})
    with warehouse.writing(run_id=run_id, timeout=context.resource_config["lock_timeout"], on_wait=tell) as prepared:
        if prepared is not None and context.log is not None:
            context.log.warning(prepared)
        if context.instance is not None:
            end_dead_runs(context.instance)
        yield warehouse
