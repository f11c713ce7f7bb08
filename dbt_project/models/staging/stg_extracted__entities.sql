with source as (
    select * from {{ source('extracted', 'entity') }}
),

final as (
    select
        entity_key,
        article_key,
        entity_type,
        entity_name,
        role_title,
        is_former_role,
        represents_country_code,
        represents_organization,
        country_code,
        char_start,
        char_end
    from source
)

select * from final
