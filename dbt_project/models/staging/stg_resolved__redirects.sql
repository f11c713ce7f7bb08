with source as (
    select * from {{ source('resolved', 'redirect') }}
),

final as (
    select
        old_key,
        new_key,
        subject,
        reason,
        evidence,
        timezone('UTC', redirected_at) as redirected_at,
        run_id
    from source
)

select * from final
