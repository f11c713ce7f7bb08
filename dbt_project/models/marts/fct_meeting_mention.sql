with meeting_mentions as (
    select * from {{ ref('stg_extracted__meeting_mentions') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

meeting_links as (
    select * from {{ ref('stg_resolved__meeting_links') }}
),

final as (
    select
        -- keys
        meeting_mentions.meeting_mention_key,
        meeting_mentions.article_key,
        meeting_links.meeting_key,

        -- what is printed, and where
        meeting_mentions.mention_text,
        meeting_mentions.char_start,
        meeting_mentions.char_end,
        meeting_mentions.sentence_number
    from meeting_mentions
    inner join current_articles on meeting_mentions.article_key = current_articles.article_key
    inner join meeting_links on meeting_mentions.reported_meeting_key = meeting_links.reported_meeting_key
)

select * from final
