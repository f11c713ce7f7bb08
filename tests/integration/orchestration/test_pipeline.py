"""The whole pipeline through Dagster, on a real warehouse: what a run leaves behind, and what the next one does."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import dagster as dg
import duckdb
import polars as pl
import pytest

from orchestration import fingerprints
from orchestration.automation import JOB
from orchestration.definitions import build_definitions
from orchestration.instance import PID_TAG, end_dead_runs, open_instance
from orchestration.paths import WarehousePaths
from orchestration.run import RunSummary, run_pipeline
from orchestration.warehouse import Warehouse
from tests.integration.orchestration.conftest import TEXTS, write_articles
from tests.integration.orchestration.graph import SNAPSHOT, describe

NO_PROCESS = 2**22 + 1  # above the highest process id of Linux


@dataclass
class House:
    """A warehouse, the articles that it was made of, and the run that made it. The tests below run on, in order."""

    articles: Path
    paths: WarehousePaths
    first: RunSummary
    said: list[tuple[str, int, int]]  # by `progress`: step, done, total

    def run(self) -> RunSummary:
        return run_pipeline([self.articles], self.paths.link)

    def read(self, sql: str) -> list[tuple]:
        with duckdb.connect(self.paths.link, read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    folder = tmp_path_factory.mktemp("pipeline")
    articles = write_articles(folder / "articles", TEXTS)
    paths = WarehousePaths.from_file(folder / "gipfel.duckdb")
    said: list[tuple[str, int, int]] = []
    return House(articles, paths, run_pipeline([articles], paths.link, progress=lambda *what: said.append(what)), said)


@pytest.fixture(scope="module")
def definitions(house) -> dg.Definitions:
    return build_definitions(house.paths.link)


@pytest.fixture(scope="module")
def events(house) -> dict[str, dict]:
    """The metadata that the first run gave every asset."""
    with open_instance(house.paths) as instance:
        log = instance.all_logs(house.first.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
        return {
            made.asset_key.to_user_string(): {name: value.value for name, value in made.metadata.items()}
            for made in (entry.asset_materialization for entry in log)
        }


def test_the_run_is_summed_up(house):
    summary = house.first
    assert summary.succeeded, (summary.problems, summary.failed_checks)
    assert (summary.seen, summary.loaded, summary.extracted, summary.articles_failed) == (3, 3, 3, 0)
    assert house.read("select count(*) from marts.dim_actor") == [(summary.actors,)]
    assert house.read("select count(*) from marts.dim_meeting") == [(summary.meetings,)]
    assert summary.published == house.paths.link
    assert list(summary.seconds) == ["setup", "load", "extract", "resolve", "dbt", "publish"]


def test_every_long_step_says_how_far_it_is_to_the_end(house):
    last = {step: (done, total) for step, done, total in house.said}
    assert last["load"] == (3, 0)
    assert last["extract"] == (3, 3)
    assert last["dbt"][0] == last["dbt"][1] > 0


def test_the_graph_is_the_one_on_record(definitions):
    """After a change that is meant: python -m tests.integration.orchestration.graph"""
    assert describe(definitions) == SNAPSHOT.read_text(encoding="utf-8")


def test_lineage_is_unbroken_from_the_articles_to_the_published_file(definitions):
    upstream = {spec.key: {dep.asset_key for dep in spec.deps} for spec in definitions.resolve_all_asset_specs()}
    sources = {key for key, deps in upstream.items() if not deps}
    raw = {dg.AssetKey(["raw", name]) for name in ("article", "ledger", "rejected_article")}
    assert sources - {dg.AssetKey(["marts", "dim_date"])} == raw

    reached, todo = set(), [dg.AssetKey(["published", "warehouse"])]
    while todo:
        key = todo.pop()
        if key not in reached:
            reached.add(key)
            todo.extend(upstream[key])
    assert {key for key in upstream if key.path[0] in ("raw", "marts")} <= reached


def test_every_asset_says_what_it_is(definitions):
    for spec in definitions.resolve_all_asset_specs():
        assert spec.description, spec.key
        assert "```" not in spec.description, "SQL stands in the metadata"
        assert ("made_by" in spec.metadata) == (spec.group_name in ("staging", "intermediate", "marts"))
        assert list(spec.owners) == ["team:gipfel"], spec.key
        assert spec.group_name == spec.key.path[0]
        assert "duckdb" in spec.kinds, spec.key
        if spec.group_name in ("raw", "extracted", "resolved", "marts"):
            assert all(column.description for column in spec.metadata["dagster/column_schema"].columns), spec.key
    published = definitions.resolve_asset_graph().get(dg.AssetKey(["published", "warehouse"]))
    assert published.freshness_policy is not None


def test_every_asset_got_rows_seconds_and_a_preview(definitions, events):
    assert events.keys() == {spec.key.to_user_string() for spec in definitions.resolve_all_asset_specs()}
    for key, metadata in events.items():
        assert metadata["dagster/row_count"] >= 0, key
        assert metadata["seconds"] >= 0, key
        assert metadata["tables" if key == "published/warehouse" else "preview"].startswith("|"), key
        assert metadata["state"] != "nothing new", key
    assert events["raw/article"]["dagster/row_count"] == 3


def test_every_column_of_the_marts_leads_back_to_what_python_has_written(definitions, events):
    """But for counts of rows, which are made from no column."""
    without = set()
    for spec in definitions.resolve_all_asset_specs():
        if spec.group_name == "marts":
            lineage = events[spec.key.to_user_string()]["dagster/column_lineage"].deps_by_column
            assert lineage.keys() == {column.name for column in spec.metadata["dagster/column_schema"].columns}
            deps = {dep.asset_key.path[0] for parents in lineage.values() for dep in parents}
            assert deps <= {"staging", "intermediate", "marts"}, spec.key
            without |= {(spec.key.path[1], column) for column, parents in lineage.items() if not parents}
    assert without == {("dim_actor", "meeting_count")}
    table = events["marts/fct_participation"]["columns_made_from"]
    [status] = [line for line in table.splitlines() if line.startswith("| participation_status ")]
    assert "| intermediate.int_participations__facts: participation_status |" in status
    [claim] = re.findall(r"extracted\.participation_claim: ([^;|]+)", status)
    assert "participation_status" in claim.strip().split(", ")


def test_the_published_file_shows_meetings_the_network_and_an_article(house, events):
    shown = events["published/warehouse"]
    assert [line for line in shown["newest_meetings"].splitlines() if "Donald Tusk" in line]
    for name, words in (("who_met_whom", "Donald Tusk"), ("example_article", 'class="entity"')):
        encoded = shown[name].removeprefix(f"![{name.replace('_', ' ')}](data:image/svg+xml;base64,").removesuffix(")")
        svg = base64.b64decode(encoded).decode()
        assert words in "".join(ElementTree.fromstring(svg).itertext()) + svg
        assert (house.paths.current_version() / f"{name}.svg").read_text(encoding="utf-8") == svg


def test_checks_are_told_in_plain_words(definitions):
    graph = definitions.resolve_asset_graph()
    told = {(key.asset_key.path[-1], key.name): graph.get(key).description for key in graph.asset_check_keys}
    assert all(description and description.endswith(".") for description in told.values()), told
    assert told["dim_actor", "keys_are_unique"] == "actor_key is never empty and never there twice."
    assert told["fct_participation", "claims_account_for_participations"].startswith("Every participation rests on")
    assert told["dim_actor", "has_known_types"] == "actor_type is person, organization, country or group."


def test_every_check_was_made_and_passed(house, definitions):
    with open_instance(house.paths) as instance:
        log = instance.all_logs(house.first.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    made = {
        (entry.dagster_event.event_specific_data.asset_key, entry.dagster_event.event_specific_data.check_name)
        for entry in log
    }
    assert made == {(key.asset_key, key.name) for key in definitions.resolve_asset_graph().asset_check_keys}
    assert {name for _, name in made} >= {
        "every_record_is_accounted_for",
        "every_current_article_is_extracted",
        "evidence_is_verbatim",
        "copy_equals_build",
    }


def test_a_schedule_and_a_sensor_are_there_and_off(definitions):
    repository = definitions.get_repository_def()
    assert [schedule.default_status for schedule in repository.schedule_defs] == [dg.DefaultScheduleStatus.STOPPED]
    assert [sensor.default_status for sensor in repository.sensor_defs] == [dg.DefaultSensorStatus.STOPPED]


def test_with_nothing_new_the_second_run_is_green_and_does_nothing(house, monkeypatch):
    before = house.paths.link.resolve()
    monkeypatch.setattr("extractors.language.load", lambda: pytest.fail("the language pipeline was loaded"))
    monkeypatch.setattr("orchestration.dbt.build", lambda *arguments: pytest.fail("dbt has run"))
    again = house.run()
    assert (again.succeeded, again.nothing_new, again.unchanged, again.extracted) == (True, True, 3, 0)
    assert house.paths.link.resolve() == before
    with open_instance(house.paths) as instance:
        checks = instance.all_logs(again.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        first = instance.all_logs(house.first.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    assert len(checks) == len(first)


def test_a_rejection_alone_is_published_without_dbt(house, monkeypatch):
    write_articles(house.articles, {"leer": ""})
    monkeypatch.setattr("orchestration.dbt.build", lambda *arguments: pytest.fail("dbt has run"))
    run = house.run()
    assert (run.succeeded, run.nothing_new, run.rejected) == (True, False, 1)
    assert [(check.check, check.severity) for check in run.failed_checks] == [("nothing_was_rejected", "WARN")]
    assert house.read("select reason_code, message from raw.rejected_article")[0][0] == "empty_file"
    assert house.run().nothing_new


def test_a_path_that_is_not_there_is_told_as_such(house):
    run = run_pipeline([house.articles / "nirgends"], house.paths.link)
    assert not run.succeeded
    assert run.problems == [
        f"No such file or folder: {house.articles / 'nirgends'}. Check the spelling, or give other files or folders."
    ]


def test_words_that_do_not_stand_in_the_text_are_not_published(house):
    before = house.paths.link.resolve()
    build = Warehouse(house.paths)
    with build.connect() as connection:
        connection.execute(
            "update extracted.mention set char_start = char_start + 1 where mention_text = 'Donald Tusk'"
        )
    build.begin("evidence_is_verbatim")
    run = house.run()
    assert not run.succeeded
    [check] = [check for check in run.failed_checks if check.severity == "ERROR"]
    assert check.check == "evidence_is_verbatim"
    assert "article: 1" in check.message
    assert run.published is None
    assert house.paths.link.resolve() == before
    with build.connect() as connection:
        connection.execute(
            "update extracted.mention set char_start = char_start - 1 where mention_text = 'Donald Tusk'"
        )
    assert house.run().succeeded


def test_a_dbt_test_that_fails_keeps_the_old_file_until_it_passes_again(house, monkeypatch):
    from extractors import resolution

    before, real = house.paths.link.resolve(), resolution.update

    def forget_an_actor(*arguments):
        changes = real(*arguments)
        rows = changes["actor"].rows.filter(pl.col("actor_name") != "Emmanuel Macron")
        return changes | {"actor": resolution.Change((), rows)}

    with monkeypatch.context() as patch:
        patch.setattr(resolution, "update", forget_an_actor)
        patch.setattr(fingerprints, "resolution_digest", lambda: "another resolution")
        failed = house.run()
        assert not failed.succeeded
        errors = [check for check in failed.failed_checks if check.severity == "ERROR"]
        assert "keys_lead_to_rows" in {check.check for check in errors}
        assert all("; the first: " in check.message for check in errors)  # the rows, not only how many
        assert "actor_key is no actor_key of dim_actor" in failed.problems[0]
        assert "publish" not in failed.seconds
        assert not house.run().succeeded  # and what has failed is not taken for done
    assert house.paths.link.resolve() == before
    assert house.run().succeeded


def test_publishing_alone_refuses_marts_that_are_not_up_to_date(house, definitions):
    Warehouse(house.paths).begin("marts")
    with open_instance(house.paths) as instance:
        result = definitions.resolve_job_def(JOB).execute_in_process(
            instance=instance, raise_on_error=False, asset_selection=[dg.AssetKey(["published", "warehouse"])]
        )
    assert not result.success
    assert house.run().succeeded


def test_a_run_whose_process_is_gone_is_ended(house, definitions):
    with open_instance(house.paths) as instance:
        run = instance.create_run_for_job(
            definitions.resolve_job_def(JOB), status=dg.DagsterRunStatus.STARTED, tags={PID_TAG: str(NO_PROCESS)}
        )
        assert end_dead_runs(instance) == [run.run_id]
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE


def test_a_run_killed_before_it_began_does_not_stay_not_started(house, definitions):
    """The fault: Dagster showed it as not started for ever, as its process was looked for only once it had begun."""
    job = definitions.resolve_job_def(JOB)
    with open_instance(house.paths) as instance:
        dead, alive, unknown = (
            instance.create_run_for_job(job, tags=tags, status=dg.DagsterRunStatus.NOT_STARTED)
            for tags in ({PID_TAG: str(NO_PROCESS)}, {PID_TAG: str(os.getpid())}, {})
        )
        assert end_dead_runs(instance) == [dead.run_id]
        for run in (alive, unknown):
            instance.delete_run(run.run_id)
