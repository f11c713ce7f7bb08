with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

dates as (
    select
        meeting_key,
        reported_date as start_date,
        reported_date_precision as date_precision,
        arg_min(reported_end_date, report_number) as end_date,
        bool_and({{ is_inferred('reported_date_basis') }}) as is_inferred,
        count(*) as article_count,
        min(report_number) as first_report_number
    from reports
    where reported_date is not null
    group by meeting_key, reported_date, reported_date_precision
),

-- A date that is said before one inferred from the day of publication; the most precise one;
-- among equally precise ones that of most articles, then that of the earliest report.
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
                article_count desc,
                first_report_number asc
        ) = 1
)

select * from final
