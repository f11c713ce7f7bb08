with source as (
    select * from {{ source('extracted', 'extraction') }}
),

final as (
    select
        article_key,
        article_version_key,
        extractor_version,
        sentence_count,
        mention_count,
        entity_count,
        meeting_count,
        claim_count,
        problem,
        timezone('UTC', extracted_at) as extracted_at
    from source
)

select * from final
