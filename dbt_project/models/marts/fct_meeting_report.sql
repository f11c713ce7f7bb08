with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

articles as (
    select * from {{ ref('stg_raw__articles') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

final as (
    select
        -- keys
        reports.report_key,
        reports.meeting_key,
        reports.article_key,
        reports.reported_place_key,

        -- what the article says
        reports.reported_status,
        reports.reported_date,
        reports.reported_end_date,
        reports.reported_date_precision,
        reports.reported_date_basis,
        reports.reported_date_confidence,
        reports.reported_place_basis,
        reports.reported_place_confidence,
        reports.confidence,

        -- its words
        reports.char_start,
        reports.char_end,
        substr(articles.text, reports.char_start + 1, reports.char_end - reports.char_start) as evidence_text
    from reports
    inner join current_articles on reports.article_key = current_articles.article_key
    inner join articles on current_articles.article_version_key = articles.article_version_key
)

select * from final
