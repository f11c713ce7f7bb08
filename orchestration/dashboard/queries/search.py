"""Search over actors, meetings, places and articles. All words must occur; case, accents and ß do not count."""

from __future__ import annotations

from orchestration.dashboard.data import Published, Row
from orchestration.dashboard.queries.meetings import MeetingFilter, meetings

LIMIT = 50  # rows of each kind

_PLAIN = "strip_accents(lower(replace({}, 'ß', 'ss')))"
_WORDS = f"string_split_regex({_PLAIN.format('trim($words)')}, '\\s+')"
_ACTORS = f"""
with known as (
    select
        actor.actor_key,
        list(distinct name order by name) filter (name <> actor_name) as spellings,
        concat_ws(' ', actor_name, string_agg(distinct name, ' ')) as names
    from dim_actor as actor
    left join dim_actor_name using (actor_key)
    group by actor.actor_key, actor_name
),
offices as (
    select
        affiliation.actor_key,
        string_agg(distinct concat_ws(' ', role_title, behalf.actor_name), ' ') as offices,
        list(distinct role_title order by role_title) filter (role_title is not null) as titles
    from dim_affiliation as affiliation
    left join dim_actor as behalf on behalf.actor_key = affiliation.on_behalf_of_actor_key
    group by all
)
select actor_key, actor_name, actor_type, country_code, article_count, meeting_count, spellings, titles
from dim_actor
inner join known using (actor_key)
left join offices using (actor_key)
where list_bool_and(list_transform(
    {_WORDS}, lambda w: contains({_PLAIN.format("concat_ws(' ', names, offices)")}, w)
))
order by
    -- a word of the name before one of the office
    list_bool_and(list_transform({_WORDS}, lambda w: contains({_PLAIN.format("names")}, w))) desc,
    meeting_count desc, article_count desc, actor_name collate nocase.noaccent
limit {LIMIT}
"""
_PLACES = f"""
select place_key, place_name, country_code, count(meeting_key) as meeting_count
from dim_place
left join dim_meeting using (place_key)
where list_bool_and(list_transform({_WORDS}, lambda w: contains({_PLAIN.format("place_name")}, w)))
group by all
order by meeting_count desc, place_name collate nocase.noaccent
limit {LIMIT}
"""
_ARTICLES = f"""
select article_key, article_id, title, left(text, 90) as beginning, source, published_on, text
from dim_article
where list_bool_and(list_transform(
    {_WORDS}, lambda w: contains({_PLAIN.format("concat_ws(' ', article_id, source, text)")}, w)
))
order by published_on desc nulls last, article_id
limit {LIMIT}
"""


def search(published: Published, words: str) -> dict[str, list[Row]]:
    """What fits, by kind: actors, meetings, places, articles (with their texts); at most LIMIT of each."""
    parameters = {"words": words}
    return {
        "actors": published.rows(_ACTORS, parameters),
        "meetings": meetings(published, MeetingFilter(words=words))[:LIMIT],
        "places": published.rows(_PLACES, parameters),
        "articles": published.rows(_ARTICLES, parameters),
    }
