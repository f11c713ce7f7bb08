with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

-- An article of unknown date never overrules a dated one.
eligible as (
    select *
    from reports
    qualify (published_on is not null) = bool_or(published_on is not null) over (partition by meeting_key)
),

in_order as (
    select
        meeting_key,
        reported_status,
        row_number() over (
            partition by meeting_key
            order by
                published_on asc,
                published_at asc nulls first,
                {{ meeting_status_rank('reported_status') }} asc,
                article_id asc
        ) as status_order
    from eligible
),

after_last_held as (
    select
        *,
        coalesce(
            status_order > max(status_order) filter (reported_status = 'held') over (partition by meeting_key),
            false
        ) as is_after_held
    from in_order
),

-- What was held cannot become a plan again: such a report is late or means another day. A later denial does count.
standing as (
    select *
    from after_last_held
    where not (is_after_held and reported_status in ('proposed', 'planned', 'ongoing'))
),

final as (
    select
        meeting_key,
        arg_max(reported_status, status_order) as meeting_status
    from standing
    group by meeting_key
)

select * from final
