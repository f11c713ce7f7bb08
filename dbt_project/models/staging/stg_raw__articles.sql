with source as (
    select * from {{ source('raw', 'article') }}
),

final as (
    select
        article_version_key,
        article_key,
        article_id,
        version_number,
        content_hash,
        title,
        text,
        language,
        source,
        url,
        published_on,
        timezone('UTC', published_at) as published_at,
        path,
        record_number,
        encoding,
        char_count,
        timezone('UTC', loaded_at) as loaded_at,
        run_id
    from source
)

select * from final
