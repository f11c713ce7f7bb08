with current_articles as (
    select * from {{ ref('int_articles__current') }}
),

mentions as (
    select * from {{ ref('stg_extracted__mentions') }}
),

entity_actors as (
    select * from {{ ref('stg_resolved__entity_actors') }}
),

entity_places as (
    select * from {{ ref('stg_resolved__entity_places') }}
),

final as (
    select
        mentions.mention_key,
        mentions.article_key,
        entity_actors.actor_key,
        entity_places.place_key,
        mentions.mention_type,
        mentions.mention_text,
        mentions.char_start,
        mentions.char_end,
        mentions.phrase_char_start,
        mentions.phrase_char_end,
        mentions.sentence_number,
        current_articles.published_on
    from mentions
    inner join current_articles on mentions.article_key = current_articles.article_key
    left join entity_actors on mentions.entity_key = entity_actors.entity_key
    left join entity_places on mentions.entity_key = entity_places.entity_key
    where entity_actors.actor_key is not null or entity_places.place_key is not null
)

select * from final
