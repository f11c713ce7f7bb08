with affiliations as (
    select * from {{ ref('stg_resolved__affiliations') }}
),

final as (
    select
        -- keys
        affiliation_key,
        actor_key,
        on_behalf_of_actor_key,

        -- which office
        role_title,
        is_current,
        known_from,

        -- times
        valid_from,
        valid_to
    from affiliations
)

select * from final
