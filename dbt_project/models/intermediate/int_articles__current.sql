with articles as (
    select * from {{ ref('stg_raw__articles') }}
),

extractions as (
    select * from {{ ref('stg_extracted__extractions') }}
),

current_versions as (
    select
        article_version_key,
        article_key,
        article_id,
        published_at,
        coalesce(published_on, published_at::date) as published_on
    from articles
    qualify version_number = max(version_number) over (partition by article_key)
),

-- Rows extracted from a version that is no longer current tell of a text that nobody can look up.
final as (
    select
        current_versions.article_key,
        current_versions.article_version_key,
        current_versions.article_id,
        extractions.extractor_version,
        extractions.problem as extraction_problem,
        current_versions.published_on,
        current_versions.published_at
    from current_versions
    inner join extractions
        on
            current_versions.article_key = extractions.article_key
            and current_versions.article_version_key = extractions.article_version_key
)

select * from final
