with source as (
    select * from {{ source('resolved', 'actor') }}
),

final as (
    select
        actor_key,
        actor_name,
        actor_type,
        country_code,
        wikidata_id,
        is_registered
    from source
)

select * from final
