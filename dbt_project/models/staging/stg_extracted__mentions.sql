with source as (
    select * from {{ source('extracted', 'mention') }}
),

final as (
    select
        mention_key,
        article_key,
        entity_key,
        mention_type,
        mention_text,
        label,
        probability,
        sentence_number,
        char_start,
        char_end,
        phrase_char_start,
        phrase_char_end
    from source
)

select * from final
