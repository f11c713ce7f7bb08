with source as (
    select * from {{ source('extracted', 'sentence') }}
),

final as (
    select
        sentence_key,
        article_key,
        sentence_number,
        char_start,
        char_end
    from source
)

select * from final
