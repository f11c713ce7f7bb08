with source as (
    select * from {{ source('resolved', 'entity_actor') }}
),

final as (
    select
        entity_key,
        actor_key,
        method,
        score,
        evidence,
        acts_for_actor_key
    from source
)

select * from final
