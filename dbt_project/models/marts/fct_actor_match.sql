with entity_actors as (
    select * from {{ ref('stg_resolved__entity_actors') }}
),

entities as (
    select * from {{ ref('stg_extracted__entities') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

final as (
    select
        -- keys
        entities.entity_key,
        entities.article_key,
        entity_actors.actor_key,

        -- what the article says
        entities.entity_name,
        entities.role_title,
        entities.char_start,
        entities.char_end,

        -- why it is this actor
        entity_actors.method,
        entity_actors.score,
        entity_actors.evidence
    from entity_actors
    inner join entities on entity_actors.entity_key = entities.entity_key
    inner join current_articles on entities.article_key = current_articles.article_key
)

select * from final
