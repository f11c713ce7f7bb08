with reports as (
    select * from {{ ref('int_meetings__reports') }}
),

types as (
    {{ most_reported('reports', 'meeting_type') }}
),

names as (
    {{ most_reported('reports', 'meeting_name') }}
),

hosts as (
    {{ most_reported('reports', 'reported_host_actor_key') }}
),

-- Of what the reports themselves settle by number alone: how often, since when, the head-count first printed.
meetings as (
    select
        meeting_key,
        arg_min(stated_participants, report_number) as stated_participants,
        arg_min(
            { 'number': stated_participant_count }, report_number
        ) filter (stated_participants is not null)['number'] as stated_participant_count,
        max(given_name) as given_name,
        bool_or(is_series) as is_series,
        count(*) as article_count,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on
    from reports
    group by meeting_key
),

final as (
    select
        meetings.meeting_key,
        coalesce(meetings.given_name, names.meeting_name) as meeting_name,
        types.meeting_type,
        hosts.reported_host_actor_key,
        meetings.is_series,
        meetings.stated_participants,
        meetings.stated_participant_count,
        meetings.article_count,
        meetings.first_reported_on,
        meetings.last_reported_on
    from meetings
    inner join types on meetings.meeting_key = types.meeting_key
    left join names on meetings.meeting_key = names.meeting_key
    left join hosts on meetings.meeting_key = hosts.meeting_key
)

select * from final
