with actors as (
    select * from {{ ref('stg_resolved__actors') }}
),

mentions as (
    select * from {{ ref('int_mentions__resolved') }}
),

participations as (
    select * from {{ ref('int_participations__facts') }}
),

reports as (
    select
        actor_key,
        count(distinct article_key) as article_count,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on
    from mentions
    where actor_key is not null
    group by actor_key
),

meetings as (
    select
        actor_key,
        count(*) as meeting_count
    from participations
    where takes_part
    group by actor_key
),

final as (
    select
        -- key
        actors.actor_key,

        -- who it is
        actors.actor_name,
        actors.actor_type,
        actors.country_code,
        actors.wikidata_id,
        actors.is_registered,

        -- counts
        coalesce(reports.article_count, 0) as article_count,
        coalesce(meetings.meeting_count, 0) as meeting_count,

        -- times
        reports.first_reported_on,
        reports.last_reported_on
    from actors
    left join reports on actors.actor_key = reports.actor_key
    left join meetings on actors.actor_key = meetings.actor_key
)

select * from final
