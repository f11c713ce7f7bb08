-- A meeting ends after it starts, has a date exactly where it has a precision, and is first reported before it is last reported.
{{ config(meta={'dagster': {'ref': {'name': 'dim_meeting'}}}) }}

select
    meeting_key,
    start_date,
    end_date,
    date_precision,
    first_reported_on,
    last_reported_on
from {{ ref('dim_meeting') }}
where
    end_date <= start_date
    or (end_date is not null and start_date is null)
    or (start_date is null and date_precision != 'unknown')
    or first_reported_on > last_reported_on
