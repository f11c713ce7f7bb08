"""`gipfel status`: what is published, what the last run saw, what waits, what people keep out, and who is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestration.cli import output
from orchestration.cli.marts import DEFAULT_WAREHOUSE, Json, Warehouse, first_line

if TYPE_CHECKING:
    from orchestration.paths import WarehousePaths

LAST_RUN = """
select run_id, max(seen_at) as seen_at, outcome, count(*) as records
from raw.ledger
where run_id = (select arg_max(run_id, seen_at) from raw.ledger)
group by run_id, outcome
order by outcome
"""


def status(warehouse: Warehouse = DEFAULT_WAREHOUSE, json: Json = False) -> None:
    """Say what is published, what the last run saw, what is still to be extracted, what is kept out by hand, and who is writing."""
    from orchestration.paths import WarehousePathError, WarehousePaths

    try:
        paths = WarehousePaths.from_file(warehouse)
    except WarehousePathError as error:
        output.fail(str(error), code=output.MISUSE)
    if not paths.link.exists() and not paths.build.exists():
        output.fail(f"There is no warehouse at {warehouse} yet.", "Make one first: gipfel run")

    from orchestration.publishing import published_version

    version = published_version(paths)
    state: dict[str, Any] = {
        "warehouse": str(paths.link),
        "published": version
        and {
            "version": version.folder,
            "published_at": version.published_at,
            "run_id": version.run_id,
            "folder": str(paths.published / version.folder),
            "rows": version.row_counts,
        },
        **_build(paths),
    }
    if json:
        output.print_json(state)
    else:
        _print(state)


def _build(paths: WarehousePaths) -> dict[str, Any]:
    """State of the build database; looked at under the writer's lock, so that no run finds the file taken.

    `build` says why it could not be looked at, which does not keep readers from what is published.
    """
    import duckdb

    from orchestration.lock import WarehouseBusyError, read_holder, writer_lock
    from orchestration.recovery import BuildLostError

    unknown = {
        "last_run": None,
        "pending_articles": None,
        "dropped": None,
        "withdrawn": None,
        "writer": None,
        "build": None,
    }
    if not paths.build.exists():
        return unknown | {"build": f"{paths.build} is missing; the next gipfel run makes it from what is published"}
    try:
        with writer_lock(paths.lock, timeout=0):
            return unknown | _look(paths)
    except WarehouseBusyError:
        return unknown | {"writer": str(read_holder(paths.lock) or "another process")}
    except OSError as error:
        return unknown | {"build": f"not looked at, as {paths.root} cannot be written to ({error.strerror})"}
    except BuildLostError as error:
        return unknown | {"build": str(error)}
    except duckdb.CatalogException:
        return unknown | {"build": "made by another version of Gipfel; the next gipfel run brings it up to date"}
    except duckdb.Error as error:
        return unknown | {"build": f"not looked at: {first_line(error)}"}


def _look(paths: WarehousePaths) -> dict[str, Any]:
    from orchestration.extracting import pending_articles
    from orchestration.overrides import DROPS
    from orchestration.warehouse import Warehouse as Build
    from orchestration.withdrawals import TABLE as WITHDRAWN

    build = Build(paths)
    outcomes = build.query(LAST_RUN).to_dicts()
    last_run = outcomes and {
        "run_id": outcomes[0]["run_id"],
        "seen_at": max(row["seen_at"] for row in outcomes),
        "records": {row["outcome"]: row["records"] for row in outcomes},
    }
    return {
        "last_run": last_run or None,
        "pending_articles": pending_articles(build).height,
        "dropped": build.query(DROPS).to_dicts(),
        "withdrawn": build.query(f"from {WITHDRAWN} order by all").to_dicts(),
    }


def _print(state: dict[str, Any]) -> None:
    console = output.stdout()
    published, last_run = state["published"], state["last_run"]
    lines = {
        "warehouse": state["warehouse"],
        "published": f"{published['version']}, at {published['published_at']}" if published else "nothing yet",
    }
    if published:
        lines["folder"] = (
            f"{published['folder']} (gipfel.duckdb and parquet/: stays as it is while two newer versions come)"
        )
    if last_run:
        records = ", ".join(f"{count} {outcome}" for outcome, count in last_run["records"].items())
        lines["last run"] = f"{last_run['run_id']}, at {last_run['seen_at']:%Y-%m-%dT%H:%M:%SZ}: {records}"
    if state["pending_articles"] is not None:
        waiting = state["pending_articles"]
        lines["pending"] = f"{waiting} articles wait to be read: gipfel run" if waiting else "nothing waits to be read"
    if state["build"]:
        lines["build"] = state["build"]
    else:
        lines["writer"] = f"{state['writer']} is writing now" if state["writer"] else "nobody is writing"
    for drop in state["dropped"] or ():
        what = f"{drop['subject']} {drop['subject_key']}, by {drop['decided_by']} on {drop['decided_on']}: {drop['reason']}"
        lines["kept out"] = "; ".join(filter(None, [lines.get("kept out"), what]))
    if state["withdrawn"]:
        lines["withdrawn"] = "; ".join(
            f"{row['article_id']}, by {row['who']} on {row['decided_on']}: {row['why']}" for row in state["withdrawn"]
        )
    for name, value in lines.items():
        console.print(f"{name + ':':<11} {value}", markup=False)
    if published:
        console.print()
        console.print(output.table(["table", "rows"], published["rows"].items()))
