-- Every participation rests on the claims it counts, and every claim of a resolved actor at a resolved meeting leads to one.
{{ config(meta={'dagster': {'ref': {'name': 'fct_participation'}}}) }}

with participations as (
    select * from {{ ref('fct_participation') }}
),

claims as (
    select
        meeting_key,
        actor_key,
        count(*) as claim_count,
        count(distinct article_key) as article_count
    from {{ ref('fct_participation_claim') }}
    group by meeting_key, actor_key
),

extracted_claims as (
    select distinct
        claims.article_key,
        links.meeting_key,
        actors.actor_key
    from {{ ref('stg_extracted__participation_claims') }} as claims
    inner join {{ ref('dim_article') }} as articles on claims.article_key = articles.article_key
    inner join {{ ref('stg_resolved__meeting_links') }} as links on claims.reported_meeting_key = links.reported_meeting_key
    inner join {{ ref('stg_resolved__entity_actors') }} as actors on claims.entity_key = actors.entity_key
),

kept_claims as (
    select
        article_key,
        meeting_key,
        actor_key
    from {{ ref('fct_participation_claim') }}
),

miscounted as (
    select
        'claims and participation differ' as problem,
        coalesce(participations.meeting_key, claims.meeting_key) as meeting_key,
        coalesce(participations.actor_key, claims.actor_key) as actor_key
    from participations
    full outer join claims
        on
            participations.meeting_key = claims.meeting_key
            and participations.actor_key = claims.actor_key
    where
        participations.claim_count is distinct from claims.claim_count
        or participations.article_count is distinct from claims.article_count
),

lost as (
    select
        'extracted claim is lost' as problem,
        extracted_claims.meeting_key,
        extracted_claims.actor_key
    from extracted_claims
    anti join kept_claims
        on
            extracted_claims.article_key = kept_claims.article_key
            and extracted_claims.meeting_key = kept_claims.meeting_key
            and extracted_claims.actor_key = kept_claims.actor_key
),

final as (
    select * from miscounted
    union all
    select * from lost
)

select * from final
