with source as (
    select * from {{ source('extracted', 'time_expression') }}
),

final as (
    select
        time_expression_key,
        article_key,
        expression_text,
        start_date,
        end_date,
        date_precision,
        sentence_number,
        char_start,
        char_end
    from source
)

select * from final
