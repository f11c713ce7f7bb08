"""`gipfel publish`, `gipfel backup`, `gipfel restore`: going back to a kept version, and copies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer
from rich.text import Text

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse

if TYPE_CHECKING:
    from orchestration.paths import WarehousePaths

WAIT_SECONDS = 60.0

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the backup.", show_default=False)]


def publish(
    version: Annotated[
        str | None,
        typer.Option(
            "--version", metavar="VERSION", help="One of those kept, or the beginning of it.", show_default=False
        ),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Go back: publish a kept version once more, as the newest. Without --version, list those that are kept.

    It stays until a run has something new to publish.
    """
    from orchestration.versions import kept_versions, publish_again

    if version is None:
        kept = kept_versions(_paths(warehouse))
        if json:
            output.print_json({"versions": [vars(each) for each in kept]})
        elif not kept:
            output.fail(f"Nothing is published at {warehouse} yet.", "Make one first: gipfel run")
        else:
            rows = [
                [each.folder, each.published_at, each.row_counts.get("marts.dim_article"), each.again_of]
                for each in kept
            ]
            output.stdout().print(output.table(["version", "published at", "articles", "is once more"], rows))
        return
    with _writing(warehouse) as paths:
        published = publish_again(paths, version, str(uuid4()))
    if json:
        output.print_json(vars(published))
    else:
        line = f"Published {published.again_of} once more, as version {published.folder}. It stays until a run has something new."
        output.stdout().print(Text(line))


def backup(folder: Folder, warehouse: Warehouse = DEFAULT_WAREHOUSE, json: Json = False) -> None:
    """Copy what is published, every article, and the decisions by hand into DIR, which must not exist yet."""
    from orchestration.versions import back_up

    with _writing(warehouse) as paths:
        version = back_up(paths, folder.expanduser().absolute())
    if json:
        output.print_json({"directory": str(folder), "version": version.folder})
    else:
        output.stdout().print(
            Text(f"Version {version.folder} was copied to {folder}. gipfel restore {folder} brings it back.")
        )


def restore(
    folder: Folder,
    replace: Annotated[bool, typer.Option("--replace", help="In the place of the warehouse that is there.")] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    json: Json = False,
) -> None:
    """Publish a backup. The next run makes the rest from it, and goes on."""
    from orchestration import versions

    with _writing(warehouse) as paths:
        version, differing = versions.restore(
            paths, folder.expanduser().absolute(), str(uuid4()), replace_build=replace
        )
    if json:
        said = {
            "warehouse": str(warehouse),
            "version": version.folder,
            "decisions_that_differ": list(map(str, differing)),
        }
        output.print_json(said)
        return
    console = output.stdout()
    console.print(Text(f"{folder} was published at {warehouse}, as version {version.folder}."))
    for file in differing:
        console.print(
            Text(f"Decisions by hand differ from {file}: yours were left as they are. Compare them.", "yellow")
        )


def _paths(warehouse: Path) -> WarehousePaths:
    from orchestration.paths import WarehousePathError, WarehousePaths

    try:
        return WarehousePaths.from_file(warehouse)
    except WarehousePathError as error:
        output.fail(str(error), code=output.MISUSE)


@contextmanager
def _writing(warehouse: Path) -> Iterator[WarehousePaths]:
    """The paths, with the writer's lock held; ends the command with a line where something is in the way."""
    from orchestration.lock import WarehouseBusyError, writer_lock
    from orchestration.versions import VersionError
    from orchestration.withdrawals import WithdrawalError

    paths = _paths(warehouse)
    try:
        with writer_lock(paths.lock, timeout=WAIT_SECONDS):
            yield paths
    except (VersionError, WithdrawalError) as error:
        output.fail(str(error), code=output.MISUSE)
    except WarehouseBusyError as error:
        output.fail(str(error))
