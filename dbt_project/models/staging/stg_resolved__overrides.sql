with source as (
    select * from {{ source('resolved', 'override') }}
),

final as (
    select
        override_key,
        line_number,
        kind,
        subject,
        subject_key,
        other_key,
        articles,
        name,
        decided_by,
        decided_on,
        reason,
        is_applied
    from source
)

select * from final
