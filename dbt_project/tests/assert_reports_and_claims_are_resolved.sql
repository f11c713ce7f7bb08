-- Every reported meeting is some meeting, every actor of a claim some actor.
-- A warning, no error: a person may drop an actor or a meeting by hand (overrides), and then this is meant.
{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'stg_resolved__meeting_links'}}}) }}

with current_articles as (
    select * from {{ ref('int_articles__current') }}
),

unlinked_reports as (
    select
        'reported meeting without a meeting' as problem,
        reports.reported_meeting_key as unresolved_key,
        reports.article_key
    from {{ ref('stg_extracted__reported_meetings') }} as reports
    anti join {{ ref('stg_resolved__meeting_links') }} as links
        on reports.reported_meeting_key = links.reported_meeting_key
),

unlinked_claims as (
    select
        'claim without an actor' as problem,
        claims.claim_key as unresolved_key,
        claims.article_key
    from {{ ref('stg_extracted__participation_claims') }} as claims
    anti join {{ ref('stg_resolved__entity_actors') }} as actors
        on claims.entity_key = actors.entity_key
),

unresolved as (
    select * from unlinked_reports
    union all
    select * from unlinked_claims
),

final as (
    select unresolved.*
    from unresolved
    inner join current_articles on unresolved.article_key = current_articles.article_key
)

select * from final
