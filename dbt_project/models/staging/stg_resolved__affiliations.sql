with source as (
    select * from {{ source('resolved', 'affiliation') }}
),

final as (
    select
        affiliation_key,
        actor_key,
        role_title,
        on_behalf_of_actor_key,
        valid_from,
        valid_to,
        is_current,
        known_from
    from source
)

select * from final
