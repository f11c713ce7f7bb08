with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

places as (
    select * from {{ ref('stg_resolved__places') }}
),

reported_places as (
    select
        reports.meeting_key,
        places.place_key,
        places.place_type,
        count(*) as article_count,
        min(reports.report_number) as first_report_number
    from reports
    inner join places on reports.reported_place_key = places.place_key
    group by reports.meeting_key, places.place_key, places.place_type
),

-- A city, where some article names one; then the place of most articles, then that of the earliest report.
final as (
    select
        meeting_key,
        place_key
    from reported_places
    qualify
        row_number() over (
            partition by meeting_key
            order by
                {{ place_type_rank('place_type') }} asc,
                article_count desc,
                first_report_number asc
        ) = 1
)

select * from final
