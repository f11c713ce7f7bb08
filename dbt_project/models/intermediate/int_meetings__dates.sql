with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

dated as (
    select
        *,
        reported_status = 'postponed' as is_postponement,
        max(report_number) filter (reported_status = 'postponed') over (partition by meeting_key) as last_postponed_number
    from reports
    where reported_date is not null
),

-- What was reported before the meeting was put off to another day no longer holds.
standing as (
    select *
    from dated
    where report_number >= coalesce(last_postponed_number, 0)
),

dates as (
    select
        meeting_key,
        reported_date as start_date,
        reported_date_precision as date_precision,
        arg_min(reported_end_date, report_number) as end_date,
        bool_and({{ is_inferred('reported_date_basis') }}) as is_inferred,
        bool_and(is_postponement) as is_postponement,
        count(*) as article_count,
        min(report_number) as first_report_number
    from standing
    group by meeting_key, reported_date, reported_date_precision
),

-- A date that is said before one inferred from the day of publication; the most precise one; a later report's before
-- that of the postponement, which may name the old day; then that of most articles, then that of the earliest report.
final as (
    select
        meeting_key,
        start_date,
        end_date,
        date_precision
    from dates
    qualify
        row_number() over (
            partition by meeting_key
            order by
                is_inferred asc,
                {{ date_precision_rank('date_precision') }} asc,
                is_postponement asc,
                article_count desc,
                first_report_number asc
        ) = 1
)

select * from final
