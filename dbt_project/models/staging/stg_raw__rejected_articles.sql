with source as (
    select * from {{ source('raw', 'rejected_article') }}
),

final as (
    select
        rejection_key,
        run_id,
        path,
        record_number,
        article_id,
        reason_code,
        message,
        language,
        timezone('UTC', rejected_at) as rejected_at
    from source
)

select * from final
