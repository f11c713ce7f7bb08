with actor_names as (
    select * from {{ ref('stg_resolved__actor_names') }}
),

final as (
    select
        actor_name_key,
        actor_key,
        name,
        name_type
    from actor_names
)

select * from final
