with places as (
    select * from {{ ref('stg_resolved__places') }}
),

final as (
    select
        place_key,
        place_name,
        place_type,
        country_code,
        latitude,
        longitude
    from places
)

select * from final
