with source as (
    select * from {{ source('raw', 'ledger') }}
),

final as (
    select
        ledger_key,
        run_id,
        path,
        record_number,
        article_id,
        outcome,
        content_hash,
        warnings,
        timezone('UTC', seen_at) as seen_at
    from source
)

select * from final
