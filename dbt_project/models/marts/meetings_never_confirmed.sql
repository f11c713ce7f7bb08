with meetings as (
    select * from {{ ref('dim_meeting') }}
),

articles as (
    select * from {{ ref('int_articles__current') }}
),

newest as (
    select max(published_on) as newest_published_on from articles
),

-- The last day that the date can mean.
last_days as (
    select
        *,
        {{ last_possible_day('start_date', 'end_date', 'date_precision') }} as last_day
    from meetings
),

final as (
    select
        -- keys
        last_days.meeting_key,
        last_days.place_key,

        -- what it was to be
        last_days.meeting_name,
        last_days.meeting_type,
        last_days.meeting_status,
        last_days.start_date,
        last_days.last_day,
        last_days.date_precision,

        -- what is known of it
        last_days.article_count,
        last_days.first_reported_on,
        last_days.last_reported_on,
        newest.newest_published_on,
        newest.newest_published_on - last_days.last_day as days_without_report
    from last_days
    cross join newest
    where
        last_days.meeting_status in ('proposed', 'planned')
        and last_days.last_day < newest.newest_published_on
        and coalesce(last_days.last_reported_on <= last_days.last_day, true)
)

select * from final
