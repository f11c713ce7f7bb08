"""Articles: a list of them, and one of them with everything that was read in it, by offsets."""

from __future__ import annotations

from orchestration.dashboard.data import Published, Row

_ARTICLES = """
select
    article_key, article_id, title, left(text, 90) as beginning, source, url, published_on, char_count,
    count(distinct report.meeting_key) as meeting_count
from dim_article
left join fct_meeting_report as report using (article_key)
group by all
order by published_on desc nulls last, article_id
"""
_ARTICLE = """
select
    article_key, article_id, title, left(text, 90) as beginning, text, language, source, url, source_path, published_on, published_at, loaded_at,
    char_count, extraction_problem
from dim_article
where article_key = $key or article_id = $key
order by article_key = $key desc
"""
_MENTIONS = """
select
    mention.actor_key, actor_name, actor_type, place_key, place_name, mention_type, mention_text, char_start, char_end
from fct_mention as mention
left join dim_actor using (actor_key)
left join dim_place using (place_key)
where article_key = $key
order by char_start, char_end
"""
_ROLES = """
select actor_key, string_agg(distinct role_title, ', ' order by role_title) as role_title
from fct_actor_match
where article_key = $key and role_title is not null
group by all
"""
_CLAIMS = """
select
    meeting_key, actor.actor_key, actor.actor_name, actor.actor_type,
    participation_status, attendance_mode, participation_role,
    coalesce(source_actor.actor_name, according_to_text) as according_to, is_conflicting, claim.confidence, char_start, char_end, evidence_text
from fct_participation_claim as claim
inner join dim_actor as actor using (actor_key)
left join dim_actor as source_actor on source_actor.actor_key = claim.according_to_actor_key
where article_key = $key
order by char_start, actor.actor_name collate nocase.noaccent
"""
_REPORTS = """
select
    meeting_key, reported_status, reported_date, reported_end_date, reported_date_precision, char_start, char_end,
    evidence_text
from fct_meeting_report
where article_key = $key
order by char_start
"""
_DATES = """
select expression_text, start_date, end_date, date_precision, char_start, char_end
from fct_time_expression
where article_key = $key
order by char_start
"""
_NAMES_IN = """
select article_key, actor_key, coalesce(actor_type, 'place') as kind, char_start, char_end
from fct_mention
left join dim_actor using (actor_key)
where list_contains($keys, article_key)
order by char_start
"""


def articles(published: Published) -> list[Row]:
    """The articles with the number of meetings each reports, newest first."""
    return published.rows(_ARTICLES)


def article(published: Published, key: str) -> Row | None:
    """One article, by its key or its id; None where there is none."""
    return published.row(_ARTICLE, {"key": key})


def mentions(published: Published, key: str) -> list[Row]:
    """The mentions of actors and places in an article, in the order of the text."""
    return published.rows(_MENTIONS, {"key": key})


def roles(published: Published, key: str) -> dict[str, str]:
    """The offices that an article gives its actors, by actor_key."""
    return {row["actor_key"]: row["role_title"] for row in published.rows(_ROLES, {"key": key})}


def claims(published: Published, key: str) -> list[Row]:
    """What an article says of who takes part in what."""
    return published.rows(_CLAIMS, {"key": key})


def reports(published: Published, key: str) -> list[Row]:
    """What an article says of meetings."""
    return published.rows(_REPORTS, {"key": key})


def dates(published: Published, key: str) -> list[Row]:
    """The expressions of time in an article, with the days they mean."""
    return published.rows(_DATES, {"key": key})


def meeting_mentions(published: Published, key: str) -> list[Row]:
    """The words by which an article speaks of meetings."""
    sql = (
        "select meeting_key, char_start, char_end from fct_meeting_mention where article_key = $key order by char_start"
    )
    return published.rows(sql, {"key": key})


def names_in(published: Published, keys: list[str]) -> list[Row]:
    """Where actors and places are named in these articles: `kind` is an actor's type, or place."""
    return published.rows(_NAMES_IN, {"keys": keys})
