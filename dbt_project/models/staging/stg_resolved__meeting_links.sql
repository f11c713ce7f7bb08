with source as (
    select * from {{ source('resolved', 'meeting_link') }}
),

final as (
    select
        reported_meeting_key,
        meeting_key,
        method,
        score,
        given_name
    from source
)

select * from final
