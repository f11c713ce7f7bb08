"""Meetings: lists of them, one of them with all that is known, and where they take place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from orchestration.dashboard.data import Published, Row


@dataclass(frozen=True)
class MeetingFilter:
    """Which meetings are meant; None leaves a matter open. `since` and `until` leave out meetings without a date.

    `actor` and `other` are keys of actors: one that some article says something of, or two that met each other.
    """

    key: str | None = None
    status: str | None = None
    kind: str | None = None
    place: str | None = None
    actor: str | None = None
    other: str | None = None
    article: str | None = None
    since: date | None = None
    until: date | None = None
    words: str | None = None
    unconfirmed: bool = False


ALL = 2**31  # rows: no limit
_MEETINGS = """
with wanted as (
    select string_split_regex(strip_accents(lower(replace(trim($words::varchar), 'ß', 'ss'))), '\\s+') as words
),
haystack as (
    select
        meeting.meeting_key,
        strip_accents(lower(replace(concat_ws(
            ' ', meeting_name, place_name, stated_participants, string_agg(actor_name, ' ')
        ), 'ß', 'ss'))) as text
    from dim_meeting as meeting
    left join dim_place using (place_key)
    left join fct_participation using (meeting_key)
    left join dim_actor using (actor_key)
    where $words::varchar is not null
    group by meeting.meeting_key, meeting_name, place_name, stated_participants
)
select
    meeting_key, meeting_name, meeting_type, meeting_status, start_date, end_date, date_precision,
    place_key, place_name, place_type, place.country_code,
    host_actor_key, host.actor_name as host_name, parent_meeting_key, stated_participants,
    meeting.article_count, meeting.participant_count, meeting.first_reported_on, meeting.last_reported_on,
    count(*) over () as found_count
from dim_meeting as meeting
left join dim_place as place using (place_key)
left join dim_actor as host on host.actor_key = meeting.host_actor_key
where
    ($key::varchar is null or meeting_key = $key)
    and ($status::varchar is null or meeting_status = $status)
    and ($kind::varchar is null or meeting_type = $kind)
    and ($place::varchar is null or place_key = $place)
    and ($since::date is null or coalesce(end_date, start_date) >= $since)
    and ($until::date is null or start_date <= $until)
    and (not $unconfirmed or meeting_key in (select meeting_key from meetings_never_confirmed))
    and ($article::varchar is null
        or meeting_key in (select meeting_key from fct_meeting_report where article_key = $article))
    and ($actor::varchar is null or $other::varchar is not null
        or meeting_key in (select meeting_key from fct_participation where actor_key = $actor))
    and ($other::varchar is null or meeting_key in (
        select meeting_key from fct_encounter
        where (actor_key_1 = $actor and actor_key_2 = $other) or (actor_key_1 = $other and actor_key_2 = $actor)
    ))
    and ($words::varchar is null or meeting_key in (
        select meeting_key from haystack, wanted where list_bool_and(list_transform(wanted.words, lambda w: contains(text, w)))
    ))
order by
    if($by_news, coalesce(start_date, meeting.last_reported_on), null) desc nulls last,
    start_date desc nulls last, meeting.last_reported_on desc nulls last, meeting_key
limit $most offset $first
"""
_PARTICIPANTS = """
select
    meeting_key, actor.actor_key, actor.actor_name, actor.actor_type,
    participation_status, attendance_mode, participation_role, takes_part,
    role_title, behalf.actor_key as behalf_key, behalf.actor_name as behalf_name,
    claim_count, participation.article_count, has_conflicting_claims, confidence
from fct_participation as participation
inner join dim_actor as actor using (actor_key)
left join dim_affiliation as affiliation using (affiliation_key)
left join dim_actor as behalf
    on behalf.actor_key = coalesce(participation.represented_actor_key, affiliation.on_behalf_of_actor_key)
where list_contains($keys, meeting_key)
order by
    takes_part desc, participation_role = 'host' desc, participation_role in ('chair', 'mediator') desc,
    list_position(['person', 'country', 'organization', 'group'], actor.actor_type), actor.actor_name collate nocase.noaccent, actor.actor_key
"""
_REPORTS = """
select
    report.article_key, article_id, title, left(text, 90) as beginning, source, line.published_on,
    report.reported_status, report.reported_date, report.reported_end_date, report.reported_date_precision,
    reported_place_name,
    report_number, is_status_changed, is_date_changed, previous_status,
    report.char_start, report.char_end, report.evidence_text, report.confidence
from fct_meeting_report as report
inner join dim_article using (article_key)
inner join meeting_timeline as line using (report_key)
where report.meeting_key = $key
order by report_number
"""
_CLAIMS = """
select
    claim.article_key, article_id, published_on, actor.actor_key, actor.actor_name, actor.actor_type, participation_status, attendance_mode,
    participation_role, coalesce(source_actor.actor_name, according_to_text) as according_to,
    is_conflicting, claim.confidence, claim.char_start, claim.char_end, evidence_text
from fct_participation_claim as claim
inner join dim_actor as actor using (actor_key)
inner join dim_article using (article_key)
left join dim_actor as source_actor on source_actor.actor_key = claim.according_to_actor_key
where meeting_key = $key
order by published_on nulls last, article_id, claim.char_start, actor.actor_name collate nocase.noaccent
"""
_CONTRADICTIONS = """
select
    subject, actor.actor_key, actor.actor_name, statement_1, statement_2, evidence_text_1, evidence_text_2,
    article_key_1, one.article_id as article_id_1, one.published_on as published_on_1,
    article_key_2, other.article_id as article_id_2, other.published_on as published_on_2
from fct_contradiction as contradiction
left join dim_actor as actor using (actor_key)
inner join dim_article as one on one.article_key = article_key_1
inner join dim_article as other on other.article_key = article_key_2
where meeting_key = $key
order by list_position(['status', 'date', 'place', 'participation', 'mode'], subject), actor_name, article_id_1, article_id_2
"""
_RELATED = """
select meeting_key, meeting_name, meeting_type, meeting_status, start_date, end_date, date_precision, place_name, country_code
from dim_meeting
left join dim_place using (place_key)
where {condition}
order by start_date nulls last, meeting_key
"""
_MATCHES = """
select
    is_joined, reasons, score, one.article_key as article_key_1, one.article_id as article_id_1,
    other.article_key as article_key_2, other.article_id as article_id_2,
    if(meeting_key_1 = $key, meeting_key_2, meeting_key_1) as other_meeting_key
from fct_meeting_match as match
inner join dim_article as one on one.article_key = match.article_key_1
inner join dim_article as other on other.article_key = match.article_key_2
where $key in (meeting_key_1, meeting_key_2)
order by is_joined desc, score desc, match_key
"""
_PLACES = """
select
    place_key, place_name, place_type, place.country_code, latitude, longitude, count(*) as meeting_count,
    count(*) filter (meeting_status = 'held') as held_count, max(start_date) as latest_date,
    arg_max(end_date, start_date) as latest_end_date, arg_max(date_precision, start_date) as latest_precision
from dim_meeting
inner join dim_place as place using (place_key)
group by all
order by meeting_count desc, place_name collate nocase.noaccent, place_key
"""


def meetings(
    published: Published,
    wanted: MeetingFilter = MeetingFilter(),
    *,
    first: int = 0,
    most: int = ALL,
    by_news: bool = False,
) -> list[Row]:
    """The meetings, newest first, undated ones last; each says in `found_count` how many there are in all.

    `first` and `most` cut a part out of them. With `by_news`, an undated one stands at the day of its last report.
    """
    return published.rows(_MEETINGS, {**asdict(wanted), "first": first, "most": most, "by_news": by_news})


def with_participants(published: Published, found: Sequence[Row]) -> list[Row]:
    """The same meetings, each with `participants`: those who take part first, hosts before others."""
    participants: dict[str, list[Row]] = {meeting["meeting_key"]: [] for meeting in found}
    for row in published.rows(_PARTICIPANTS, {"keys": list(participants)}):
        participants[row["meeting_key"]].append(row)
    return [{**meeting, "participants": participants[meeting["meeting_key"]]} for meeting in found]


def meeting(published: Published, key: str) -> Row | None:
    """One meeting with participants, parent and children; None where there is no such key."""
    found = meetings(published, MeetingFilter(key=key))
    if not found:
        return None
    one = with_participants(published, found)[0]
    parent = published.row(_RELATED.format(condition="meeting_key = $key"), {"key": one["parent_meeting_key"]})
    children = published.rows(_RELATED.format(condition="parent_meeting_key = $key"), {"key": key})
    sql = "select 1 from meetings_never_confirmed where meeting_key = $key"
    return {**one, "parent": parent, "children": children, "is_unconfirmed": bool(published.rows(sql, {"key": key}))}


def reports(published: Published, key: str) -> list[Row]:
    """What each article says of a meeting, in the order of publication: its life line."""
    return published.rows(_REPORTS, {"key": key})


def claims(published: Published, key: str) -> list[Row]:
    """What each article says of each actor at a meeting."""
    return published.rows(_CLAIMS, {"key": key})


def contradictions(published: Published, key: str) -> list[Row]:
    """Two articles each that contradict each other on a meeting: on what, what either says, and its words."""
    return published.rows(_CONTRADICTIONS, {"key": key})


def matches(published: Published, key: str) -> list[Row]:
    """The pairs of reports that were, or were nearly, taken for one meeting with this one."""
    return published.rows(_MATCHES, {"key": key})


def participants(published: Published, key: str) -> list[Row]:
    """Who takes part in a meeting, or expressly not."""
    return published.rows(_PARTICIPANTS, {"keys": [key]})


def places(published: Published) -> list[Row]:
    """Where meetings take place, with their number."""
    return published.rows(_PLACES)
