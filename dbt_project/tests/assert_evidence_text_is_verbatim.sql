-- Every quoted text stands in the article, word for word, at its offsets.
{{ config(meta={'dagster': {'ref': {'name': 'fct_participation_claim'}}}) }}

with articles as (
    select * from {{ ref('dim_article') }}
),

quotes as (
    select
        'fct_participation_claim' as quoted_in,
        claim_key as quote_key,
        article_key,
        char_start,
        char_end,
        evidence_text as quoted_text
    from {{ ref('fct_participation_claim') }}
    union all
    select
        'fct_meeting_report' as quoted_in,
        report_key as quote_key,
        article_key,
        char_start,
        char_end,
        evidence_text as quoted_text
    from {{ ref('fct_meeting_report') }}
    union all
    select
        'fct_mention' as quoted_in,
        mention_key as quote_key,
        article_key,
        char_start,
        char_end,
        mention_text as quoted_text
    from {{ ref('fct_mention') }}
    union all
    select
        'fct_meeting_mention' as quoted_in,
        meeting_mention_key as quote_key,
        article_key,
        char_start,
        char_end,
        mention_text as quoted_text
    from {{ ref('fct_meeting_mention') }}
    union all
    select
        'fct_time_expression' as quoted_in,
        time_expression_key as quote_key,
        article_key,
        char_start,
        char_end,
        expression_text as quoted_text
    from {{ ref('fct_time_expression') }}
),

final as (
    select quotes.*
    from quotes
    left join articles on quotes.article_key = articles.article_key
    where
        (
            quotes.char_start >= 0
            and quotes.char_start < quotes.char_end
            and quotes.char_end <= articles.char_count
            and quotes.quoted_text = substr(articles.text, quotes.char_start + 1, quotes.char_end - quotes.char_start)
        ) is not true
)

select * from final
