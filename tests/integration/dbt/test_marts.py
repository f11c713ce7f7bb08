"""The marts of a small warehouse: what a reader finds in them, and what stops a build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.fixtures.build_database import Story
from tests.integration.dbt.conftest import DATABASE, Dbt, Query, problems, read
from tests.integration.dbt.story import summit_story


def test_all_rules_hold_in_their_unit_tests(summit_database: Path, dbt: Dbt) -> None:
    outcome = dbt(summit_database, "test", "--select", "test_type:unit")
    assert problems(outcome) == {}
    assert len(outcome.result.results) >= 14


class TestMeetings:
    def test_a_planned_and_a_later_held_report_make_one_held_meeting(self, query: Query) -> None:
        assert query("""
            select
                meeting_status, meeting_name, meeting_type, start_date, date_precision, stated_participants,
                stated_participant_count, participant_count, article_count
            from dim_meeting where meeting_key = 'summit'
        """) == [("held", "Gipfel", "summit", date(2026, 1, 6), "day", "rund 30 Staaten", 30, 4, 3)]

    def test_the_city_counts_and_the_host_is_known(self, query: Query) -> None:
        assert query("select place_key, host_actor_key from dim_meeting where meeting_key = 'summit'") == [
            ("paris", "macron")
        ]

    def test_undated_articles_leave_the_span_of_reports_alone(self, query: Query) -> None:
        assert query("select first_reported_on, last_reported_on from dim_meeting where meeting_key = 'summit'") == [
            (date(2026, 1, 5), date(2026, 1, 7))
        ]

    def test_the_bilateral_is_a_part_of_the_summit(self, query: Query) -> None:
        assert query("""
            select meeting_type, meeting_status, parent_meeting_key, start_date, date_precision, participant_count
            from dim_meeting where meeting_key = 'aside'
        """) == [("bilateral", "planned", "summit", None, "unknown", 2)]

    def test_each_article_reports_a_meeting_in_its_own_words(self, query: Query) -> None:
        assert query("""
            select article_key, reported_status, reported_date, reported_place_key, evidence_text
            from fct_meeting_report where meeting_key = 'summit' order by article_key
        """) == [
            ("echo", "planned", None, "france", "kommen Macron und Rutte in Frankreich zusammen"),
            ("plan", "planned", date(2026, 1, 6), "paris", "treffen sich Macron und Rutte in Paris"),
            (
                "report",
                "held",
                date(2026, 1, 6),
                "paris",
                "Beim Gipfel in Paris 🇫🇷 berieten am Dienstag rund 30 Staaten",
            ),
        ]


class TestParticipation:
    def test_the_latest_word_on_everyone_counts(self, query: Query) -> None:
        assert query("""
            select actor_key, participation_status, attendance_mode, participation_role, takes_part, claim_count
            from fct_participation where meeting_key = 'summit' order by actor_key
        """) == [
            ("macron", "attended", "in_person", "host", True, 3),
            ("merz", "attended", "virtual", "participant", True, 2),
            ("rutte", "attended", "in_person", "participant", True, 2),
            ("starmer", "absent", "unknown", "participant", False, 2),
            ("vance", "attended", "in_person", "participant", True, 2),
        ]

    def test_claims_that_contradict_each_other_are_flagged(self, query: Query) -> None:
        conflicting = query("select distinct actor_key from fct_participation_claim where is_conflicting order by all")
        assert conflicting == [("starmer",), ("vance",)]
        assert query("select actor_key from fct_participation where has_conflicting_claims order by all") == conflicting

    def test_a_contradiction_sets_both_articles_side_by_side(self, query: Query) -> None:
        assert query("""
            select actor_key, subject, article_key_1, statement_1, article_key_2, statement_2, evidence_text_1, evidence_text_2
            from fct_contradiction order by actor_key
        """) == [
            (
                *("starmer", "participation", "plan", "expected", "report", "absent"),
                *("Starmer wird erwartet", "Starmer aber fehlte"),
            ),
            ("vance", "participation", "plan", "declined", "report", "attended", "Vance sagte ab", "reiste Vance an"),
        ]

    def test_who_stands_in_and_who_says_so_is_kept(self, query: Query) -> None:
        assert query("""
            select participation.represented_actor_key, claim.represented_actor_key, according_to_text, according_to_type
            from fct_participation as participation
            inner join fct_participation_claim as claim using (meeting_key, actor_key)
            where meeting_key = 'summit' and actor_key = 'merz' order by claim.article_key
        """) == [("germany", None, None, None), ("germany", "germany", "zwei Diplomaten", "unnamed")]

    def test_a_claim_quotes_the_words_it_rests_on(self, query: Query) -> None:
        assert query(
            "select evidence_text from fct_participation_claim where actor_key = 'vance' order by article_key"
        ) == [
            ("Vance sagte ab",),
            ("reiste Vance an",),
        ]

    def test_confidence_grows_with_agreeing_articles(self, query: Query) -> None:
        assert query("""
            select actor_key, confidence from fct_participation
            where meeting_key = 'summit' and actor_key in ('merz', 'vance') order by all
        """) == [("merz", 0.96), ("vance", 0.8)]

    def test_the_office_is_the_one_of_the_day(self, query: Query) -> None:
        assert query("""
            select role_title from fct_participation inner join dim_affiliation using (affiliation_key)
            where fct_participation.actor_key = 'merz'
        """) == [("Bundeskanzler",)]

    def test_who_met_whom(self, query: Query) -> None:
        pairs = query("""
            select actor_key_1, actor_key_2, attendance_mode_2, is_confirmed
            from fct_encounter where meeting_key = 'summit' order by all
        """)
        assert [pair[:2] for pair in pairs] == [
            ("macron", "merz"),
            ("macron", "rutte"),
            ("macron", "vance"),
            ("merz", "rutte"),
            ("merz", "vance"),
            ("rutte", "vance"),
        ]
        assert pairs[0] == ("macron", "merz", "virtual", True)
        assert query("select is_confirmed from fct_encounter where meeting_key = 'aside'") == [(False,)]


class TestDimensions:
    def test_only_current_and_read_articles_are_shown(self, query: Query) -> None:
        assert query("select article_key, version_number from dim_article order by all") == [
            ("changed", 2),
            ("echo", 1),
            ("plan", 1),
            ("report", 1),
        ]

    def test_rows_of_a_replaced_version_are_gone(self, query: Query) -> None:
        assert query("select count(*) from dim_meeting where meeting_key = 'gone'") == [(0,)]
        assert query("select count(*) from fct_mention where article_key = 'unread'") == [(0,)]
        assert query(
            "select article_count, meeting_count, first_reported_on from dim_actor where actor_key = 'putin'"
        ) == [(0, 0, None)]

    def test_an_actor_counts_articles_and_meetings(self, query: Query) -> None:
        assert query("""
            select actor_key, article_count, meeting_count, first_reported_on, last_reported_on
            from dim_actor where actor_key in ('macron', 'starmer') order by all
        """) == [
            ("macron", 3, 2, date(2026, 1, 5), date(2026, 1, 7)),
            ("starmer", 2, 0, date(2026, 1, 5), date(2026, 1, 7)),
        ]

    def test_a_country_is_mentioned_as_actor_and_place(self, query: Query) -> None:
        assert query("select actor_key, place_key from fct_mention where mention_text = 'Frankreich'") == [
            ("france", "france")
        ]

    def test_the_calendar_covers_whole_years_in_both_languages(self, query: Query) -> None:
        assert query("select min(calendar_date), max(calendar_date), count(*) from dim_date") == [
            (date(2022, 1, 1), date(2026, 12, 31), 5 * 365 + 1)
        ]
        assert query("""
            select date_key, weekday_name, weekday_name_de, month_name_de, iso_year, iso_week, day_of_week, is_weekend
            from dim_date where calendar_date = date '2024-03-02'
        """) == [("2024-03-02", "Saturday", "Samstag", "März", 2024, 9, 6, True)]
        assert query("""
            select count(*) from dim_date
            where weekday_name != dayname(calendar_date) or month_name != monthname(calendar_date)
        """) == [(0,)]

    def test_descriptions_can_be_read_in_the_database(self, query: Query) -> None:
        undescribed = query("""
            select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null
            union all
            select table_name, null from duckdb_tables() where schema_name = 'marts' and comment is null
        """)
        assert undescribed == []


def test_what_must_never_be_handed_over_is_named_by_the_rule_it_breaks(tmp_path: Path, dbt: Dbt) -> None:
    story = summit_story()
    # evidence beyond the text
    story.rows["extracted.participation_claim"][0]["char_end"] = 10_000
    # a word nobody knows
    for report in story.rows["extracted.reported_meeting"]:
        report["meeting_type"] = "Kaffeeklatsch"
    # an actor that is not there
    story.rows["resolved.actor"] = [row for row in story.rows["resolved.actor"] if row["actor_key"] != "merz"]
    # a key twice
    story.rows["extracted.entity"].append(story.rows["extracted.entity"][0])
    # a record that got lost
    story.rows["raw.rejected_article"].clear()
    # a claim of somebody unresolved, which is only worth a warning
    story.rows["resolved.entity_actor"] = [
        row for row in story.rows["resolved.entity_actor"] if row["entity_key"] != "echo: Macron"
    ]

    database = story.write(tmp_path / DATABASE)
    assert problems(dbt(database, "run")) == {}
    outcome = dbt(database, "test", "--select", "test_type:data")
    assert set(problems(outcome)) == {
        "assert_evidence_text_is_verbatim",
        "assert_identity_is_explained",
        "assert_records_are_accounted_for",
        "assert_reports_and_claims_are_resolved",
        "assert_staging_keys_identify_rows",
        "dim_actor_name_keys_lead_to_rows",
        "dim_affiliation_keys_lead_to_rows",
        "dim_meeting_has_known_words",
        "fct_mention_keys_lead_to_rows",
        "fct_participation_claim_keys_lead_to_rows",
        "fct_participation_keys_lead_to_rows",
    }
    warned = {result.node.name for result in outcome.result if str(result.status) == "warn"}
    assert warned == {"assert_reports_and_claims_are_resolved"}


def test_an_empty_warehouse_builds(tmp_path: Path, dbt: Dbt) -> None:
    database = Story().write(tmp_path / DATABASE)
    assert problems(dbt(database, "build", "--exclude-resource-type", "unit_test")) == {}
    assert read(database, "select count(*) from dim_date") == [(0,)]


def test_a_second_build_gives_the_same_rows(summit_database: Path, dbt: Dbt) -> None:
    def rows() -> dict[str, list[tuple[object, ...]]]:
        tables = read(summit_database, "select table_name from duckdb_tables() where schema_name = 'marts'")
        return {table: read(summit_database, f"select * from {table} order by all") for (table,) in tables}

    before = rows()
    assert problems(dbt(summit_database, "run")) == {}
    assert rows() == before
