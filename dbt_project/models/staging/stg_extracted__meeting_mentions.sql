with source as (
    select * from {{ source('extracted', 'meeting_mention') }}
),

final as (
    select
        meeting_mention_key,
        article_key,
        reported_meeting_key,
        mention_text,
        sentence_number,
        char_start,
        char_end
    from source
)

select * from final
