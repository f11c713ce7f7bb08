"""Staging, intermediate, marts: the dbt project, its models as assets and its data tests as asset checks."""

from collections.abc import Iterator, Mapping, Sequence, Set
from graphlib import TopologicalSorter
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.asset_utils import get_updated_cli_invocation_params_for_context

from extractors import schemas
from orchestration import dbt
from orchestration.assets.retries import retrying_io
from orchestration.column_lineage import column_lineage, origins
from orchestration.fingerprints import MARTS, marts_fingerprint
from orchestration.metadata import NOTHING_NEW, OWNERS, POOL, PREVIEW_ROWS, finding, markdown_table, seconds, stored
from orchestration.progress import Progress
from orchestration.warehouse import Warehouse

_UNIQUE_ID = "dagster_dbt/unique_id"


class LayeredTranslator(DagsterDbtTranslator):
    """Keys of two parts, layer and name, for models and sources alike; the layer is the group."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        return dg.AssetKey([_layer(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return _layer(dbt_resource_props)

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetCheckSpec | None:
        spec: dg.AssetCheckSpec | None = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        if spec is None:
            return None
        # an asset's checks stand below its name: `keys_are_unique`, not `fct_participation_keys_are_unique`
        name = spec.name.removeprefix("assert_").removeprefix(f"{asset_spec.key.path[-1]}_")
        return spec._replace(name=name, description=check_description(manifest["nodes"][unique_id]))

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The sentences alone: lists cut after a line, and would show the beginning of the SQL there."""
        return str(dbt_resource_props["description"]).strip()

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the rule that makes the table, to read in the browser."""
        sql = dg.MetadataValue.md(f"```sql\n{dbt_resource_props.get('raw_code', '').strip()}\n```")
        return {"made_by": sql, **super().get_metadata(dbt_resource_props)}

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        return OWNERS


def check_description(test: Mapping[str, Any]) -> str:
    """What a data test asks for, in a sentence: the comment a test of its own begins with, else what its kind means."""
    if not (kind := test.get("test_metadata")):
        comment = takewhile(lambda line: line.startswith("--"), test["raw_code"].strip().splitlines())
        return " ".join(line.removeprefix("--").strip() for line in comment)
    arguments = kind["kwargs"]
    match kind["name"]:
        case "keyed_by":
            grain = ", ".join(arguments.get("grain", []))
            return f"{arguments['key']} is never empty and never there twice" + (f"; nor is {grain}." if grain else ".")
        case "foreign_keys":
            targets = {column: target.split("'")[1] for column, (target, _) in arguments["keys"].items()}
            return f"Keys lead to rows: {', '.join(f'{column} to {target}' for column, target in targets.items())}."
        case "one_of":
            return " ".join(
                f"{column} is {', '.join(words[:-1])} or {words[-1]}." for column, words in arguments["columns"].items()
            )
        case "holds":
            return f"True of every row: {'; '.join(arguments['conditions'])}."
    return str(test["name"]).replace("_", " ")


def _layer(props: Mapping[str, Any]) -> str:
    """The source's name, or the folder that the model lies in."""
    return str(props["source_name"] if props["resource_type"] == "source" else props["fqn"][1])


def build_marts(manifest: Path, project: Path) -> dg.AssetsDefinition:
    """The dbt project as one step of Dagster, made from a manifest that has been prepared."""

    @dbt_assets(manifest=manifest, dagster_dbt_translator=LayeredTranslator(), name="dbt", pool=POOL)
    def marts(
        context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        with retrying_io(context):
            yield from _build(context, warehouse, project, progress)

    return marts


def _build(
    context: dg.AssetExecutionContext, warehouse: Warehouse, project: Path, progress: Progress
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    fingerprint = marts_fingerprint(warehouse, project)
    keys = _in_order(context.assets_def, context.selected_asset_keys)
    checks = context.selected_asset_check_keys
    if warehouse.finished(MARTS) == fingerprint and (nodes := dbt.last_results(warehouse.paths)):
        yield from _results(context, warehouse, project, keys, nodes, NOTHING_NEW)
        return

    warehouse.begin(MARTS)
    selection = get_updated_cli_invocation_params_for_context(context, None, None).selection_args
    nodes = dbt.build(warehouse.paths, project, selection, len(keys) + len(checks), progress)
    yield from _results(context, warehouse, project, keys, nodes, "built")
    if failed := [node for node in nodes if node.status not in ("success", "pass", "warn")]:
        raise dg.Failure(_describe(failed, warehouse), allow_retries=False)
    if not context.is_subset:
        warehouse.finish(MARTS, fingerprint, context.run.run_id)


def _results(
    context: dg.AssetExecutionContext,
    warehouse: Warehouse,
    project: Path,
    keys: Sequence[dg.AssetKey],
    nodes: Sequence[dbt.NodeResult],
    state: str,
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """What dbt has made, then how its tests went."""
    assets, checks = _by_unique_id(context.assets_def)
    made = {assets[node.unique_id]: node for node in nodes if node.unique_id in assets and node.status == "success"}
    rows = stored(warehouse, [(key.path[0], key.path[1]) for key in keys if key in made])
    lineage = _column_lineage(warehouse, project, assets)
    for key in keys:
        if key in made:
            yield dg.MaterializeResult(
                asset_key=key,
                metadata={
                    **rows[key.path[0], key.path[1]],
                    "seconds": seconds(made[key].seconds),
                    "state": state,
                    **lineage.get(key, {}),
                },
            )
    for node in nodes:
        if (check := checks.get(node.unique_id)) in context.selected_asset_check_keys and node.status != "skipped":
            yield _check_result(warehouse, check, node)


def _column_lineage(
    warehouse: Warehouse, project: Path, assets: Mapping[str, dg.AssetKey]
) -> dict[dg.AssetKey, dict[str, Any]]:
    """What the columns of a model are made from, by asset: as Dagster keeps it, and of the marts as a table to read."""
    sources = {
        f"source.gipfel.{table.layer}.{table.name}": dg.AssetKey([table.layer, table.name]) for table in schemas.ALL
    }
    keys = {**sources, **assets}
    known = column_lineage(warehouse.paths, project)
    found = {}
    for model, columns in known.items():
        deps = {
            column: [dg.TableColumnDep(asset_key=keys[parent], column_name=name) for parent, name in parents]
            for column, parents in columns.items()
        }
        found[keys[model]] = {"dagster/column_lineage": dg.TableColumnLineage(deps)}
        if keys[model].path[0] == "marts":
            table = _lineage_table(columns, origins(known, model), keys)
            found[keys[model]]["columns_made_from"] = dg.MetadataValue.md(table)
    return found


def _lineage_table(
    parents: Mapping[str, Sequence[tuple[str, str]]],
    ends: Mapping[str, Sequence[tuple[str, str]]],
    keys: Mapping[str, dg.AssetKey],
) -> str:
    """Dagster's open-source pages keep column lineage without showing it: column, columns next to it, and at the ends."""

    def named(columns: Sequence[tuple[str, str]]) -> str:
        """`layer.table: column, column; layer.table: column`, with blanks at which a line can break."""
        tables = groupby(sorted(columns), key=lambda end: end[0])
        return "; ".join(
            f"{keys[node].to_user_string().replace('/', '.')}: {', '.join(column for _, column in ends)}"
            for node, ends in tables
        )

    return markdown_table(
        ["column", "made from", "which comes from"],
        [[column, named(parents[column]), named(ends[column])] for column in parents],
        longest=400,
    )


def _in_order(assets: dg.AssetsDefinition, keys: Set[dg.AssetKey]) -> list[dg.AssetKey]:
    """Upstream first, as Dagster wants the results."""
    graph = {
        spec.key: sorted(dep.asset_key for dep in spec.deps) for spec in sorted(assets.specs, key=lambda spec: spec.key)
    }
    return [key for key in TopologicalSorter(graph).static_order() if key in keys]


def _by_unique_id(assets: dg.AssetsDefinition) -> tuple[dict[str, dg.AssetKey], dict[str, dg.AssetCheckKey]]:
    """Asset keys and check keys by dbt's unique id."""
    return (
        {spec.metadata[_UNIQUE_ID]: spec.key for spec in assets.specs},
        {spec.metadata[_UNIQUE_ID]: spec.key for spec in assets.check_specs},
    )


def _check_result(warehouse: Warehouse, check: dg.AssetCheckKey, node: dbt.NodeResult) -> dg.AssetCheckResult:
    severity = dg.AssetCheckSeverity.WARN if node.status == "warn" else dg.AssetCheckSeverity.ERROR
    return dg.AssetCheckResult(
        asset_key=check.asset_key,
        check_name=check.name,
        passed=node.status == "pass",
        severity=severity,
        metadata={
            **_found(warehouse, node),
            "rows_failing": node.failures or 0,
            "seconds": seconds(node.seconds),
        },
    )


def _found(warehouse: Warehouse, node: dbt.NodeResult) -> dict[str, Any]:
    """How a model or a test went: the rows that break a test, as it finds them in the build, or why it could not be run."""
    if node.status == "pass":
        return finding("passed")
    if node.sql is None or not node.failures:
        return finding(node.message or node.status)
    rows = warehouse.query(f"from (\n{node.sql}\n) limit {PREVIEW_ROWS}")
    return finding(f"rows found: {node.failures}", rows.to_dicts())


def _describe(failed: Sequence[dbt.NodeResult], warehouse: Warehouse) -> str:
    """Which models and tests did not pass, why, and where to look."""
    real = [node for node in failed if node.status != "skipped"] or failed
    each = "; ".join(f"{node.unique_id.split('.')[2]}: {_found(warehouse, node)['message']}" for node in real[:5])
    more = f"; {len(real) - 5} more" if len(real) > 5 else ""
    return f"Nothing is published, as the tables do not hold what they promise. {each}{more}. dbt's log is in {warehouse.paths.dbt / 'logs'}."
