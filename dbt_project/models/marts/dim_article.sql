with current_articles as (
    select * from {{ ref('int_articles__current') }}
),

articles as (
    select * from {{ ref('stg_raw__articles') }}
),

final as (
    select
        -- keys
        articles.article_key,
        articles.article_id,

        -- what it says
        articles.title,
        articles.text,
        articles.language,
        articles.char_count,

        -- where from
        articles.source,
        articles.url,
        articles.path as source_path,
        articles.content_hash,
        articles.version_number,

        -- how it was read
        current_articles.extractor_version,
        current_articles.extraction_problem,

        -- times
        current_articles.published_on,
        articles.published_at,
        articles.loaded_at
    from articles
    inner join current_articles on articles.article_version_key = current_articles.article_version_key
)

select * from final
