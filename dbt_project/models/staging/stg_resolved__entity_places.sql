with source as (
    select * from {{ source('resolved', 'entity_place') }}
),

final as (
    select
        entity_key,
        place_key
    from source
)

select * from final
