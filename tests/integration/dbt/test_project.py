"""The dbt project against what it is written from: the tables of `extractors/schemas.py` and the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dbt.contracts.graph.manifest import Manifest

from extractors import schemas
from tests.integration.dbt.conftest import PROJECT, read
from tests.integration.dbt.source_yaml import files, staging_model

# Every table and column that the warehouse promises its readers. Dropping one is a breaking change.
CONTRACT = {
    "dim_article": "article_key article_id title text language source url published_on published_at loaded_at content_hash char_count",
    "dim_actor": "actor_key actor_name actor_type country_code wikidata_id is_registered first_reported_on last_reported_on"
    " article_count meeting_count",
    "dim_actor_name": "actor_key name name_type",
    "dim_affiliation": "affiliation_key actor_key role_title on_behalf_of_actor_key valid_from valid_to is_current known_from",
    "dim_place": "place_key place_name country_code latitude longitude place_type",
    "dim_date": "calendar_date month_name month_name_de weekday_name weekday_name_de",
    "dim_meeting": "meeting_key meeting_name meeting_type meeting_status start_date end_date date_precision place_key host_actor_key"
    " parent_meeting_key stated_participants stated_participant_count article_count participant_count first_reported_on last_reported_on",
    "fct_participation": "participation_key meeting_key actor_key affiliation_key represented_actor_key participation_status"
    " attendance_mode participation_role claim_count article_count confidence first_reported_on last_reported_on",
    "fct_participation_claim": "claim_key article_key meeting_key actor_key participation_status attendance_mode participation_role"
    " according_to_actor_key according_to_text according_to_type represented_actor_key is_conflicting char_start char_end evidence_text confidence",
    "fct_meeting_report": "report_key meeting_key article_key reported_status reported_date reported_date_precision"
    " reported_place_key char_start char_end evidence_text",
    "fct_mention": "mention_key article_key actor_key place_key mention_type mention_text char_start char_end sentence_number"
    " phrase_char_start phrase_char_end",
    "fct_meeting_mention": "meeting_mention_key article_key meeting_key mention_text char_start char_end sentence_number",
    "fct_time_expression": "time_expression_key article_key expression_text char_start char_end start_date end_date date_precision",
    "fct_contradiction": "contradiction_key meeting_key actor_key article_key_1 article_key_2 subject statement_1 statement_2"
    " evidence_text_1 evidence_text_2",
    "fct_encounter": "meeting_key actor_key_1 actor_key_2",
    "fct_actor_match": "entity_key article_key actor_key method score evidence",
    "fct_meeting_match": "match_key meeting_key_1 meeting_key_2 article_key_1 article_key_2 method score reasons is_joined",
    "dim_redirect": "old_key new_key current_key subject reason evidence redirected_at run_id",
    "meeting_timeline": "meeting_key article_key report_number published_on reported_status reported_date reported_place_key",
    "meetings_never_confirmed": "meeting_key meeting_status start_date last_day first_reported_on last_reported_on",
}


@pytest.fixture(scope="module")
def nodes(manifest: Manifest) -> dict[str, Any]:
    """The models, by name."""
    return {node.name: node for node in manifest.nodes.values() if node.resource_type == "model"}


@pytest.mark.parametrize(("path", "text"), [pytest.param(path, text, id=path.name) for path, text in files()])
def test_sources_and_staging_are_described_as_in_the_schemas(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "Run `python -m tests.integration.dbt.source_yaml`."


def test_each_source_table_has_one_staging_model_with_its_columns(nodes: dict[str, Any]) -> None:
    staging = {name for name, node in nodes.items() if node.schema == "staging"}
    assert staging == {staging_model(table) for table in schemas.ALL}
    for table in schemas.ALL:
        final = nodes[staging_model(table)].raw_code.split("final as (")[1].split("from source")[0]
        selected = [line.strip().rstrip(",").split(" as ")[-1] for line in final.strip().splitlines()[1:]]
        assert selected == [column.name for column in table.columns], table.full_name


def test_the_key_of_every_table_is_tested(nodes: dict[str, Any]) -> None:
    checked = (PROJECT / "tests" / "assert_staging_keys_identify_rows.sql").read_text(encoding="utf-8")
    in_marts = {"actor", "actor_name", "affiliation", "place"}
    missing = [
        t.full_name for t in schemas.ALL if t.name not in in_marts and f"'{staging_model(t)}': '{t.key}'" not in checked
    ]
    assert missing == []


@pytest.mark.parametrize("mart", CONTRACT)
def test_the_marts_keep_the_contract(mart: str, nodes: dict[str, Any]) -> None:
    assert set(CONTRACT[mart].split()) <= set(nodes[mart].columns)
    assert nodes[mart].config.contract.enforced
    assert nodes[mart].schema == "marts"


def test_there_is_no_mart_beside_the_contract(nodes: dict[str, Any]) -> None:
    assert {name for name, node in nodes.items() if node.schema == "marts"} == set(CONTRACT)


def test_everything_is_described_and_opens_with_its_grain(nodes: dict[str, Any]) -> None:
    assert [name for name, node in nodes.items() if not node.description.startswith("One row per ")] == []
    assert [
        (name, column.name)
        for name, node in nodes.items()
        for column in node.columns.values()
        if not column.description
    ] == []


def test_intermediate_models_document_every_column(summit_database: Path, nodes: dict[str, Any]) -> None:
    for name, node in nodes.items():
        if node.schema == "intermediate":
            columns = [row[0] for row in read(summit_database, f"describe intermediate.{name}")]
            assert sorted(columns) == sorted(node.columns), name


def test_sources_are_read_in_staging_only(nodes: dict[str, Any]) -> None:
    readers = {name for name, node in nodes.items() if any(key.startswith("source.") for key in node.depends_on.nodes)}
    assert readers == {staging_model(table) for table in schemas.ALL}
