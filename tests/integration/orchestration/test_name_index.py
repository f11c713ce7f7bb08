"""The index of names in the build database leads to the same people as the one that is made in memory."""

import duckdb
import pytest

from extractors.resolution import registry
from extractors.resolution.name_index import in_memory
from extractors.resolution.names import parse
from extractors.resolution.scope import like_names
from orchestration.name_index import file_anew, file_names, stored_index

PRINTED = ["Ostap Wyschnjakow", "Ostap Vyshnyakov", "Klaus Hinterhuber", "Hinterhuber", "Anna Ott", "Hanna Otto"]


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        connection.execute("create schema meta")
        connection.execute("create table meta.name_block (block varchar, name varchar, person_id varchar)")
        file_anew(connection, PRINTED[:3])
        file_names(connection, PRINTED[3:])
        yield connection


@pytest.mark.parametrize("name", [*PRINTED, "Wyschnjakow", "Otto", "Unbekannt"])
def test_names_that_articles_print_lead_to_the_same_names(connection, name):
    known = set(PRINTED)
    assert like_names([name], known, stored_index(connection)) == like_names([name], known, in_memory(known))


@pytest.mark.parametrize(
    "name", ["Emmanuel Macron", "Macron", "Wolodimir Zelensky", "Xi", "Putins", "Klaus Hinterhuber"]
)
def test_a_name_leads_to_the_same_people_of_the_registry(connection, name):
    def people(index):
        asked = registry.blocks_to_ask(parse(name))
        found = index.registered([name])
        return {(known.person_id, form) for block in asked for known, form in found.get(block, ())}

    assert people(stored_index(connection)) == people(in_memory([]))


def test_what_is_filed_anew_replaces_what_was_there(connection):
    file_anew(connection, ["Klaus Hinterhuber"])
    printed = "select distinct name from meta.name_block where person_id is null"
    assert connection.execute(printed).fetchall() == [("Klaus Hinterhuber",)]
