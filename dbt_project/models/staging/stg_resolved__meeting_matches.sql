with source as (
    select * from {{ source('resolved', 'meeting_match') }}
),

final as (
    select
        match_key,
        report_a,
        report_b,
        method,
        score,
        reasons,
        is_joined
    from source
)

select * from final
