with time_expressions as (
    select * from {{ ref('stg_extracted__time_expressions') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

final as (
    select
        -- keys
        time_expressions.time_expression_key,
        time_expressions.article_key,

        -- what is printed, and where
        time_expressions.expression_text,
        time_expressions.char_start,
        time_expressions.char_end,
        time_expressions.sentence_number,

        -- which days it means
        time_expressions.start_date,
        time_expressions.end_date,
        time_expressions.date_precision
    from time_expressions
    inner join current_articles on time_expressions.article_key = current_articles.article_key
)

select * from final
