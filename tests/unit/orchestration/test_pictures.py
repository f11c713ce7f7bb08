"""Pictures from the marts: drawn whatever there is, and nothing that a browser could stumble over."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import duckdb
import pytest

from orchestration import pictures
from orchestration.highlights import highlights

SVG = "{http://www.w3.org/2000/svg}"
NETWORK = """
create schema marts;
create table marts.dim_actor as select * from (values
    ('k', 'Kallas & Söhne <x>', 'person'), ('s', 'Stubb', 'person'), ('t', 'Tusk', 'person'), ('p', 'Polen', 'country')
) as actor (actor_key, actor_name, actor_type);
create table marts.fct_encounter as select * from (values
    ('m1', 'k', 's', true), ('m2', 'k', 's', false), ('m1', 's', 't', false), ('m1', 'p', 't', true)
) as encounter (meeting_key, actor_key_1, actor_key_2, is_confirmed);
"""
TEXT = "Außenminister Tusk\x0b traf am Freitag Stubb."
ARTICLE = f"""
create table marts.dim_article as select 'a' as article_key, 'id-1' as article_id, '{TEXT}' as text, date '2026-01-09' as published_on;
create table marts.fct_meeting_report as select 'a' as article_key, 'm1' as meeting_key, 0 as char_start, {len(TEXT)} as char_end;
create table marts.fct_participation_claim as select 'a' as article_key, 'm1' as meeting_key, 0 as char_start, {len(TEXT)} as char_end;
create table marts.fct_mention as select 'a' as article_key, 't' as actor_key, null as place_key, 14 as char_start, 18 as char_end,
    0 as phrase_char_start, 18 as phrase_char_end;
create table marts.dim_place as select 'x' as place_key, 'X' as place_name;
create table marts.fct_actor_match as select 'a' as article_key, 't' as actor_key, 'Außenminister' as role_title;
create table marts.fct_time_expression as select 'a' as article_key, 28 as char_start, 35 as char_end,
    date '2026-01-09' as start_date, null as end_date, 'day' as date_precision;
create table marts.fct_meeting_mention as select 'a' as article_key, 'm1' as meeting_key, 20 as char_start, 24 as char_end;
"""


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        connection.execute(NETWORK + ARTICLE)
        yield connection


def test_people_who_met_are_drawn_once_with_a_line_for_each_pair(connection):
    drawn = ElementTree.fromstring(pictures.network(connection))
    *names, caption = [text.text for text in drawn.iter(f"{SVG}text")]
    assert sorted(names) == ["Kallas & Söhne <x>", "Stubb", "Tusk"]
    assert "Dashed: not reported" in caption
    dashed = ["stroke-dasharray" in line.attrib for line in drawn.iter(f"{SVG}line")]
    assert sorted(dashed) == [False, True]


def test_no_name_covers_another_where_groups_know_nothing_of_each_other(connection):
    connection.execute("""
        insert into marts.dim_actor
        select concat(circle, seat), concat('Teilnehmerin ', circle, seat), 'person' from range(4) as c(circle), range(5) as s(seat);
        insert into marts.fct_encounter
        select concat('r', circle), concat(circle, one), concat(circle, other), true
        from range(4) as c(circle), range(5) as o(one), range(5) as t(other) where one < other
    """)
    *names, _ = ElementTree.fromstring(pictures.network(connection)).iter(f"{SVG}text")
    assert len(names) == 23
    for one, other in combinations(names, 2):
        aside = abs(float(one.attrib["x"]) - float(other.attrib["x"])) > 3 * (len(one.text) + len(other.text))
        assert aside or abs(float(one.attrib["y"]) - float(other.attrib["y"])) > 12, (one.text, other.text)


def test_the_same_rows_give_the_same_picture(connection):
    assert pictures.network(connection) == pictures.network(connection)


def test_the_article_is_drawn_with_what_was_read_from_it(connection):
    drawn = pictures.example_article(connection)
    words = "".join(ElementTree.fromstring(drawn).itertext())
    assert "id-1, 2026-01-09" in words
    assert 'title="person"' not in drawn
    assert 'title="person: Tusk"' in drawn
    assert "Freitag 2026-01-09" in words


def test_rows_become_highlights_of_every_kind(connection):
    found = {(TEXT[h.start : h.end], h.kind, h.label) for h in highlights(connection, "a", TEXT)}
    assert found == {
        ("Außenminister", "office", "Außenminister"),
        ("Tusk", "person", "Tusk"),
        ("traf", "meeting", "m1"),
        ("Freitag", "date", "2026-01-09"),
        (TEXT, "claim", "m1"),
    }


def test_an_empty_warehouse_says_so(connection):
    connection.execute("delete from marts.fct_encounter; delete from marts.dim_article")
    assert "Nobody" in "".join(ElementTree.fromstring(pictures.network(connection)).itertext())
    assert "No article" in "".join(ElementTree.fromstring(pictures.example_article(connection)).itertext())


def test_an_image_is_held_in_the_text_itself():
    assert pictures.as_image("<svg/>", "nothing") == "![nothing](data:image/svg+xml;base64,PHN2Zy8+)"
