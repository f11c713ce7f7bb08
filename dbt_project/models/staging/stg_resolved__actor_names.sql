with source as (
    select * from {{ source('resolved', 'actor_name') }}
),

final as (
    select
        actor_name_key,
        actor_key,
        name,
        name_type
    from source
)

select * from final
