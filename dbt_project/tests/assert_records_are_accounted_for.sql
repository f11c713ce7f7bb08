-- loaded + unchanged + duplicate + rejected = seen, and each outcome has left the trace it claims.
{{ config(meta={'dagster': {'ref': {'name': 'stg_raw__ledger'}}}) }}

with ledger as (
    select * from {{ ref('stg_raw__ledger') }}
),

articles as (
    select distinct
        article_id,
        content_hash
    from {{ ref('stg_raw__articles') }}
),

rejections as (
    select * from {{ ref('stg_raw__rejected_articles') }}
),

seen as (
    select
        ledger.*,
        articles.article_id is not null as is_stored,
        rejections.rejection_key is not null as is_rejected
    from ledger
    left join articles
        on
            ledger.article_id = articles.article_id
            and ledger.content_hash = articles.content_hash
    left join rejections
        on
            ledger.run_id = rejections.run_id
            and ledger.path = rejections.path
            and ledger.record_number = rejections.record_number
),

wrong_outcomes as (
    select
        ledger_key as record_key,
        outcome as problem
    from seen
    where
        case
            when outcome in ('loaded', 'unchanged', 'duplicate') then is_stored and not is_rejected
            when outcome = 'rejected' then is_rejected
        end is not true
),

unseen_rejections as (
    select
        rejections.rejection_key as record_key,
        'rejected but never seen' as problem
    from rejections
    anti join ledger
        on
            rejections.run_id = ledger.run_id
            and rejections.path = ledger.path
            and rejections.record_number = ledger.record_number
            and ledger.outcome = 'rejected'
),

repeated as (
    select
        max(ledger_key) as record_key,
        'seen twice in a run' as problem
    from ledger
    group by run_id, path, record_number
    having count(*) > 1
),

final as (
    select * from wrong_outcomes
    union all
    select * from unseen_rejections
    union all
    select * from repeated
)

select * from final
