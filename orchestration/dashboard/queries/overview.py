"""What is in the warehouse at a glance."""

from __future__ import annotations

from orchestration.dashboard.data import Published, Row

_COUNTS = """
select
    (select count(*) from dim_article) as articles,
    (select count(*) from dim_meeting) as meetings,
    (select count(*) from dim_actor where meeting_count > 0) as actors,
    (select count(*) from fct_encounter) as encounters,
    (select count(*) from meetings_never_confirmed) as unconfirmed,
    (select max(published_on) from dim_article) as newest_article
"""
_MONTHS = """
select date_trunc('month', start_date)::date as month, meeting_status, count(*) as meetings
from dim_meeting
where start_date is not null and date_precision <> 'year'
group by all
order by all
"""
_UNCONFIRMED = """
select meeting_key, meeting_name, meeting_type, start_date, null::date as end_date, date_precision, place_name,
    meeting_status, days_without_report
from meetings_never_confirmed
left join dim_place using (place_key)
order by start_date desc, meeting_key
"""
_REDIRECT = """
select old_key, current_key, reason, evidence, redirected_at
from dim_redirect
where subject = $subject and old_key = $key and current_key is not null
"""


def counts(published: Published) -> Row:
    """Numbers of articles, meetings, actors that meet, encounters and unconfirmed plans; day of the newest article."""
    found = published.row(_COUNTS)
    assert found is not None  # an aggregate has a row
    return found


def months(published: Published) -> list[Row]:
    """Meetings by month and status, where the month is known."""
    return published.rows(_MONTHS)


def unconfirmed(published: Published) -> list[Row]:
    """Plans whose day has passed without a later report, latest first."""
    return published.rows(_UNCONFIRMED)


def redirect(published: Published, subject: str, key: str) -> Row | None:
    """Where a key of an `actor` or `meeting` leads that has given way; None where it leads nowhere."""
    return published.row(_REDIRECT, {"subject": subject, "key": key})
