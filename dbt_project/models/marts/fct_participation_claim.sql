with claims as (
    select * from {{ ref('int_participations__claims') }}
),

articles as (
    select * from {{ ref('stg_raw__articles') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

final as (
    select
        -- keys
        claims.claim_key,
        claims.article_key,
        claims.meeting_key,
        claims.actor_key,
        claims.according_to_actor_key,
        claims.on_behalf_of_actor_key as represented_actor_key,

        -- what the article says
        claims.participation_status,
        claims.attendance_mode,
        claims.participation_role,
        claims.according_to_text,
        claims.according_to_type,
        claims.is_conflicting,
        claims.confidence,

        -- its words
        claims.char_start,
        claims.char_end,
        substr(articles.text, claims.char_start + 1, claims.char_end - claims.char_start) as evidence_text
    from claims
    inner join current_articles on claims.article_key = current_articles.article_key
    inner join articles on current_articles.article_version_key = articles.article_version_key
)

select * from final
