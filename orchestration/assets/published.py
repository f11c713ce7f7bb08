"""Published: the file and the Parquet files that readers get."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import dagster as dg
import duckdb

from orchestration import pictures
from orchestration.assets.retries import retrying_io
from orchestration.fingerprints import MARTS, RESOLVED, marts_fingerprint, published_fingerprint, resolved_fingerprint
from orchestration.metadata import INLINE, NOTHING_NEW, OWNERS, POOL, finding, markdown_table, seconds
from orchestration.progress import Progress
from orchestration.publishing import DATABASE, AuditError, Version, publish, published_version
from orchestration.warehouse import Warehouse

KEY = dg.AssetKey(["published", "warehouse"])
AUDIT = dg.AssetCheckSpec(
    "copy_equals_build",
    asset=KEY,
    description="The copy opens, and its tables and Parquet files have as many rows as those of the build. Made before the links are swapped.",
    blocking=True,
)


_NAMED = 3  # participants of a meeting
_NEWEST_MEETINGS = """
select
    coalesce(replace(strftime(start_date, '%Y-%m-%d'), '-', chr(8209)), 'no date') as "when",  -- no line breaks there
    concat_ws(' in ', meeting_type, place_name) || ', ' || meeting_status as meeting,
    list(actor_name order by actor_type = 'person' desc, actor_name) filter (takes_part) as "takes part",
from marts.dim_meeting as meeting
left join marts.dim_place using (place_key)
left join marts.fct_participation as participation using (meeting_key)
left join marts.dim_actor using (actor_key)
group by meeting_key, start_date, meeting_type, place_name, meeting_status
order by start_date desc nulls last, any_value(meeting.last_reported_on) desc nulls last, meeting_key
limit 10
"""


def build_published(marts: dg.AssetsDefinition, project: Path) -> dg.AssetsDefinition:
    """The last asset: depends on every mart and on the ledgers that are published with them."""
    deps = [key for key in marts.keys if key.path[0] == "marts"]
    ledgers = [dg.AssetKey(["raw", "ledger"]), dg.AssetKey(["raw", "rejected_article"])]

    @dg.multi_asset(
        name="publish",
        specs=[
            dg.AssetSpec(
                key=KEY,
                deps=[*sorted(deps), *ledgers],
                description="The published file `gipfel.duckdb`, and the same tables as Parquet: the marts, the ledger and the rejected articles. "
                "Swapped as a whole, only after every check has passed; the last three versions are kept.\n\n"
                "Nothing here yet? `gipfel run FOLDER` reads your articles, *Materialize all* under *Lineage* the examples (`gipfel ui --buttons`).",
                group_name="published",
                owners=list(OWNERS),
                kinds={"duckdb", "parquet"},
                freshness_policy=dg.FreshnessPolicy.time_window(
                    fail_window=timedelta(days=7), warn_window=timedelta(days=2)
                ),
            )
        ],
        check_specs=[AUDIT],
        pool=POOL,
    )
    def published(
        context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        with retrying_io(context):
            yield from _publish(context, warehouse, project, progress)

    return published


def _publish(
    context: dg.AssetExecutionContext, warehouse: Warehouse, project: Path, progress: Progress
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    started = time.monotonic()
    up_to_date = warehouse.finished(RESOLVED) == resolved_fingerprint(warehouse)
    if not up_to_date or warehouse.finished(MARTS) != marts_fingerprint(warehouse, project):
        message = "Something has changed since the marts were last built and tested as a whole. Run the whole job."
        raise dg.Failure(message, allow_retries=False)
    fingerprint = published_fingerprint(warehouse, project)
    version = published_version(warehouse.paths)
    state = NOTHING_NEW
    if version is None or version.fingerprint != fingerprint:
        progress("publish", 0, 1)
        try:
            version, state = publish(warehouse, fingerprint, context.run.run_id), "published"
        except AuditError as error:
            yield _audited(False, str(error))
            raise dg.Failure(str(error), allow_retries=False) from error
        progress("publish", 1, 1)
    yield dg.MaterializeResult(
        asset_key=KEY,
        metadata={
            **_shown(warehouse.paths.published / version.folder),
            "dagster/row_count": sum(version.row_counts.values()),
            "path": dg.MetadataValue.path(str(warehouse.paths.link)),
            "version": version.folder,
            "published_at": version.published_at,
            "seconds": seconds(time.monotonic() - started),
            "state": state,
            "tables": dg.MetadataValue.md(_tables(version)),
        },
    )
    yield _audited(True, f"version {version.folder}: {len(version.row_counts)} tables with the rows of the build")


def _shown(folder: Path) -> dict[str, dg.MetadataValue]:
    """The newest meetings, who met whom and an example article; drawn once a version, and kept beside it as SVG."""
    with duckdb.connect(folder / DATABASE, read_only=True) as connection:
        newest = connection.execute(_NEWEST_MEETINGS)
        columns = [column[0] for column in newest.description]
        rows = [[when, meeting, _names(names or [])] for when, meeting, names in newest.fetchall()]
        tables = (markdown_table(columns, rows[:length]) for length in range(len(rows), 0, -1))
        shown = {"newest_meetings": next((table for table in tables if len(table) < INLINE), "None is reported yet.")}
        for name, draw in (("who_met_whom", pictures.network), ("example_article", pictures.example_article)):
            file = folder / f"{name}.svg"
            if not file.exists():
                temporary = file.with_suffix(".new")
                temporary.write_text(draw(connection), encoding="utf-8")
                temporary.replace(file)
            shown[name] = pictures.as_image(file.read_text(encoding="utf-8"), name.replace("_", " "))
    return {name: dg.MetadataValue.md(text) for name, text in shown.items()}


def _names(names: Sequence[str]) -> str:
    """The first names, and how many there are besides.

    >>> _names(["Macron", "Merz", "Rutte", "Selenskyj", "Tusk"])
    'Macron, Merz, Rutte and 2 more'
    """
    shown = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    more = f" and {len(names) - len(shown)} more" if len(shown) < len(names) else ""
    return ", ".join(shown) + more


def _audited(passed: bool, message: str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(asset_key=KEY, check_name=AUDIT.name, passed=passed, metadata=finding(message))


def _tables(version: Version) -> str:
    return markdown_table(["table", "rows"], [[name, rows] for name, rows in version.row_counts.items()])
