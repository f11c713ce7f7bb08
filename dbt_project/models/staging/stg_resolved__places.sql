with source as (
    select * from {{ source('resolved', 'place') }}
),

final as (
    select
        place_key,
        place_name,
        country_code,
        latitude,
        longitude,
        place_type,
        city_name
    from source
)

select * from final
