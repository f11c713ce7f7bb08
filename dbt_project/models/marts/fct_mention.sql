with mentions as (
    select * from {{ ref('int_mentions__resolved') }}
),

final as (
    select
        -- keys
        mention_key,
        article_key,
        actor_key,
        place_key,

        -- what is printed, and where
        mention_type,
        mention_text,
        char_start,
        char_end,
        phrase_char_start,
        phrase_char_end,
        sentence_number
    from mentions
)

select * from final
