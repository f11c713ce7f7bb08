"""`gipfel ui`: the run of the command, the lineage and the checks are there, for a browser on this machine only."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import GIPFEL

START_TIMEOUT = 120.0


@pytest.fixture(scope="module")
def address(seeds_warehouse: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [GIPFEL, "ui", "--port", str(port), "--warehouse", seeds_warehouse],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            ask(address, "{ version }")
            break
        except OSError:
            time.sleep(0.5)
    yield address
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) is not None


def ask(address: str, query: str) -> Any:
    request = urllib.request.Request(
        f"{address}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["data"]


def test_the_run_of_the_command_is_in_the_ui(address):
    runs = ask(address, "{ runsOrError { ... on Runs { results { status jobName } } } }")["runsOrError"]["results"]
    assert {(run["status"], run["jobName"]) for run in runs} == {("SUCCESS", "gipfel_job")}


def test_the_lineage_leads_from_the_articles_to_the_published_file(address):
    nodes = ask(
        address,
        "{ assetNodes { assetKey { path } dependencyKeys { path } groupName description owners { __typename } kinds } }",
    )
    upstream = {
        tuple(n["assetKey"]["path"]): [tuple(d["path"]) for d in n["dependencyKeys"]] for n in nodes["assetNodes"]
    }
    reached, waiting = set(), [("published", "warehouse")]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += upstream.get(key, [])
    assert ("raw", "article") in reached
    assert {n["groupName"] for n in nodes["assetNodes"]} == {
        "raw", "extracted", "resolved", "staging", "intermediate", "marts", "published",
    }  # fmt: skip
    assert all(n["description"] and n["owners"] and n["kinds"] for n in nodes["assetNodes"])


def test_every_check_of_the_marts_has_passed(address):
    query = """{ assetNodes(group: {groupName: "marts", repositoryName: "__repository__", repositoryLocationName: "orchestration.definitions"}) {
        assetChecksOrError { ... on AssetChecks { checks { name executionForLatestMaterialization { status } } } } } }"""
    nodes = ask(address, query)["assetNodes"]
    statuses = [
        c["executionForLatestMaterialization"]["status"] for n in nodes for c in n["assetChecksOrError"]["checks"]
    ]
    assert len(statuses) > 20
    assert set(statuses) == {"SUCCEEDED"}


def test_the_published_file_has_a_table_of_meetings_and_pictures_to_show(address):
    query = """{ assetNodeOrError(assetKey: {path: ["published", "warehouse"]}) { ... on AssetNode {
        assetMaterializations(limit: 1) { metadataEntries { label ... on MarkdownMetadataEntry { mdStr } } } } } }"""
    [made] = ask(address, query)["assetNodeOrError"]["assetMaterializations"]
    shown = {entry["label"]: entry.get("mdStr") for entry in made["metadataEntries"]}
    assert "Friedrich Merz" in shown["newest_meetings"]
    for picture in ("who_met_whom", "example_article"):
        assert shown[picture].startswith(f"![{picture.replace('_', ' ')}](data:image/svg+xml;base64,")


def test_the_columns_of_a_mart_lead_back_to_other_columns(address):
    query = """{ assetNodeOrError(assetKey: {path: ["marts", "dim_meeting"]}) { ... on AssetNode {
        assetMaterializations(limit: 1) { metadataEntries { ... on TableColumnLineageMetadataEntry {
            lineage { columnName columnDeps { assetKey { path } columnName } } } } } } } }"""
    [made] = ask(address, query)["assetNodeOrError"]["assetMaterializations"]
    [lineage] = [entry["lineage"] for entry in made["metadataEntries"] if entry]
    made_from = {column["columnName"]: column["columnDeps"] for column in lineage}
    assert made_from["start_date"] == [
        {"assetKey": {"path": ["intermediate", "int_meetings__dates"]}, "columnName": "start_date"}
    ]


def test_the_schedule_and_the_sensor_are_off(address):
    query = """{ schedulesOrError(repositorySelector: {repositoryName: "__repository__", repositoryLocationName: "orchestration.definitions"}) {
            ... on Schedules { results { name scheduleState { status } } } }
        sensorsOrError(repositorySelector: {repositoryName: "__repository__", repositoryLocationName: "orchestration.definitions"}) {
            ... on Sensors { results { name sensorState { status } } } } }"""
    answer = ask(address, query)
    assert [s["scheduleState"]["status"] for s in answer["schedulesOrError"]["results"]] == ["STOPPED"]
    assert [s["sensorState"]["status"] for s in answer["sensorsOrError"]["results"]] == ["STOPPED"]


LAUNCH = 'mutation { startSchedule(scheduleSelector: {repositoryName: "__repository__", repositoryLocationName: "orchestration.definitions", scheduleName: "hourly"}) { __typename } }'


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/graphql", {"Host": "evil.example"}),  # a name that the attacker has let lead to 127.0.0.1
        ("POST", "/graphql", {"Origin": "https://evil.example"}),
        ("POST", "/graphql", {"Origin": "null"}),
        (
            "POST",
            "/graphql",
            {"Content-Type": "text/plain"},
        ),  # what a form of another page can send without being asked
        ("POST", "/graphql", {"Sec-Fetch-Site": "cross-site"}),
        ("GET", f"/graphql?query={urllib.parse.quote(LAUNCH)}", {}),
        ("GET", "/", {"Host": "evil.example"}),
        (
            "GET",
            "/server_info",
            {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        ),
        (
            "POST",
            "/report_asset_materialization/published/warehouse",
            {"Content-Type": "application/x-www-form-urlencoded"},
        ),
    ],
)
def test_no_page_of_the_net_can_start_or_read_anything(address, method, path, headers):
    """The fault: Dagster's server took mutations by GET, and looked at neither Host nor Origin."""
    body = json.dumps({"query": LAUNCH}).encode() if method == "POST" else None
    request = urllib.request.Request(
        address + path, body, {"Content-Type": "application/json", **headers}, method=method
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 403
    assert refused.value.read().startswith(b"Refused: ")


def test_without_buttons_nothing_can_be_started(address):
    answer = ask(address, LAUNCH)
    assert answer["startSchedule"]["__typename"] == "UnauthorizedError"


def test_pages_load_pictures_from_here_alone(address):
    with urllib.request.urlopen(f"{address}/asset-groups", timeout=30) as page:
        assert any("img-src 'self' data: blob:" in policy for policy in page.headers.get_all("Content-Security-Policy"))
