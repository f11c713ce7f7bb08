"""Actors: lists of them, one of them with all that is known, and who met whom."""

from __future__ import annotations

from orchestration.dashboard.data import Published, Row

_ACTORS = """
select
    actor_key, actor_name, actor_type, country_code, wikidata_id, is_registered, article_count, meeting_count,
    first_reported_on, last_reported_on
from dim_actor
where
    ($type::varchar is null or actor_type = $type)
    and (not $meets or meeting_count > 0)
order by meeting_count desc, article_count desc, actor_name collate nocase.noaccent, actor_key
"""
_ACTOR = """
select
    actor.actor_key, actor.actor_name, actor.actor_type, actor.country_code, actor.wikidata_id, actor.is_registered,
    actor.article_count, actor.meeting_count, actor.first_reported_on, actor.last_reported_on,
    country.actor_key as country_key, country.actor_name as country_name
from dim_actor as actor
left join dim_actor as country
    on country.actor_type = 'country' and country.country_code = actor.country_code and actor.actor_type <> 'country'
where actor.actor_key = $key
"""
_OFFICES = """
select
    affiliation_key, role_title, behalf.actor_key as behalf_key, behalf.actor_name as behalf_name,
    valid_from, valid_to, is_current, known_from
from dim_affiliation as affiliation
left join dim_actor as behalf on behalf.actor_key = affiliation.on_behalf_of_actor_key
where affiliation.actor_key = $key
order by is_current desc, valid_from desc nulls last, role_title, behalf_name collate nocase.noaccent
"""
_REPRESENTATIVES = """
select actor.actor_key, actor_name, meeting_count, role_title, valid_from, valid_to, is_current
from dim_affiliation as affiliation
inner join dim_actor as actor using (actor_key)
where on_behalf_of_actor_key = $key
order by is_current desc, meeting_count desc, actor_name collate nocase.noaccent, valid_from desc nulls last, role_title
"""
_MET = """
select
    other.actor_key, other.actor_name, other.actor_type, other.country_code,
    count(*) as meeting_count, count(*) filter (is_confirmed) as confirmed_count
from fct_encounter
inner join dim_actor as other on other.actor_key = if(actor_key_1 = $key, actor_key_2, actor_key_1)
where $key in (actor_key_1, actor_key_2)
group by all
order by meeting_count desc, actor_name collate nocase.noaccent, actor_key
"""
_ARTICLES = """
select article_key, article_id, title, left(text, 90) as beginning, source, published_on, count(*) as mention_count
from fct_mention
inner join dim_article using (article_key)
where actor_key = $key
group by all
order by published_on desc nulls last, article_id
"""
_ENCOUNTERS = """
select
    one.actor_key as actor_key_1, one.actor_name as actor_name_1, one.actor_type as actor_type_1,
    other.actor_key as actor_key_2, other.actor_name as actor_name_2, other.actor_type as actor_type_2,
    count(*) as meeting_count, count(*) filter (is_confirmed) as confirmed_count
from fct_encounter as encounter
inner join dim_actor as one on one.actor_key = encounter.actor_key_1
inner join dim_actor as other on other.actor_key = encounter.actor_key_2
where
    ($type::varchar is null or (one.actor_type = $type and other.actor_type = $type))
    and (not $confirmed or is_confirmed)
    and (not $abroad or is_same_country is distinct from true)
group by all
order by meeting_count desc, actor_name_1 collate nocase.noaccent, actor_name_2 collate nocase.noaccent, actor_key_1, actor_key_2
"""


def actors(published: Published, *, actor_type: str | None = None, meets: bool = False) -> list[Row]:
    """The actors, those with most meetings first; with `meets`, only those who take part in one."""
    return published.rows(_ACTORS, {"type": actor_type, "meets": meets})


def actor(published: Published, key: str) -> Row | None:
    """One actor, with the country that a person acts for; None where there is no such key."""
    return published.row(_ACTOR, {"key": key})


def names(published: Published, key: str) -> list[Row]:
    """How an actor is spelled: `name`, `name_type`."""
    sql = "select name, name_type from dim_actor_name where actor_key = $key order by name_type, name"
    return published.rows(sql, {"key": key})


def offices(published: Published, key: str) -> list[Row]:
    """The offices of a person, current ones first."""
    return published.rows(_OFFICES, {"key": key})


def representatives(published: Published, key: str) -> list[Row]:
    """Who holds, or held, an office for a country or organization."""
    return published.rows(_REPRESENTATIVES, {"key": key})


def met(published: Published, key: str) -> list[Row]:
    """Whom an actor met or is to meet, and how often."""
    return published.rows(_MET, {"key": key})


def articles_on(published: Published, key: str) -> list[Row]:
    """The articles that mention an actor, newest first."""
    return published.rows(_ARTICLES, {"key": key})


def encounters(
    published: Published, *, actor_type: str | None = None, confirmed: bool = False, abroad: bool = False
) -> list[Row]:
    """Pairs of actors and in how many meetings both take part, most first.

    `actor_type` is that of both; `confirmed`: both are reported to have been there; `abroad`: not both for one country.
    """
    return published.rows(_ENCOUNTERS, {"type": actor_type, "confirmed": confirmed, "abroad": abroad})
