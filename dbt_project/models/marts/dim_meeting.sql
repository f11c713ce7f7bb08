with descriptions as (
    select * from {{ ref('int_meetings__descriptions') }}
),

statuses as (
    select * from {{ ref('int_meetings__statuses') }}
),

dates as (
    select * from {{ ref('int_meetings__dates') }}
),

places as (
    select * from {{ ref('int_meetings__places') }}
),

parents as (
    select * from {{ ref('int_meetings__parents') }}
),

participations as (
    select * from {{ ref('int_participations__facts') }}
),

participants as (
    select
        meeting_key,
        count(*) filter (takes_part) as participant_count,
        arg_min(
            actor_key, { 'fewer_articles': -article_count, 'actor_key': actor_key }
        ) filter (takes_part and participation_role = 'host') as host_actor_key
    from participations
    group by meeting_key
),

final as (
    select
        -- keys
        descriptions.meeting_key,
        places.place_key,
        coalesce(descriptions.reported_host_actor_key, participants.host_actor_key) as host_actor_key,
        parents.parent_meeting_key,

        -- what it is
        descriptions.meeting_name,
        descriptions.meeting_type,
        statuses.meeting_status,
        descriptions.stated_participants,
        descriptions.is_series,

        -- when
        dates.start_date,
        dates.end_date,
        coalesce(dates.date_precision, 'unknown') as date_precision,

        -- counts
        descriptions.article_count,
        descriptions.stated_participant_count,
        coalesce(participants.participant_count, 0) as participant_count,

        -- reports
        descriptions.first_reported_on,
        descriptions.last_reported_on
    from descriptions
    inner join statuses on descriptions.meeting_key = statuses.meeting_key
    left join dates on descriptions.meeting_key = dates.meeting_key
    left join places on descriptions.meeting_key = places.meeting_key
    left join parents on descriptions.meeting_key = parents.meeting_key
    left join participants on descriptions.meeting_key = participants.meeting_key
)

select * from final
