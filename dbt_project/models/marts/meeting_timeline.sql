with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

places as (
    select * from {{ ref('stg_resolved__places') }}
),

in_order as (
    select
        *,
        lag(reported_status) over life_line as previous_status,
        lag(reported_date ignore nulls) over life_line as previous_date
    from reports
    window life_line as (partition by meeting_key order by report_number)
),

final as (
    select
        -- keys
        in_order.report_key,
        in_order.meeting_key,
        in_order.article_key,

        -- where it stands in the life of the meeting
        in_order.report_number,
        in_order.published_on,

        -- what the article says
        in_order.reported_status,
        in_order.reported_date,
        in_order.reported_end_date,
        in_order.reported_date_precision,
        in_order.reported_place_key,
        places.place_name as reported_place_name,

        -- what is new about it
        in_order.previous_status,
        in_order.previous_date,
        coalesce(in_order.reported_status != in_order.previous_status, false) as is_status_changed,
        coalesce(in_order.reported_date != in_order.previous_date, false) as is_date_changed
    from in_order
    left join places on in_order.reported_place_key = places.place_key
)

select * from final
