with current_articles as (
    select * from {{ ref('int_articles__current') }}
),

reported_meetings as (
    select * from {{ ref('stg_extracted__reported_meetings') }}
),

meeting_links as (
    select * from {{ ref('stg_resolved__meeting_links') }}
),

entity_actors as (
    select * from {{ ref('stg_resolved__entity_actors') }}
),

entity_places as (
    select * from {{ ref('stg_resolved__entity_places') }}
),

-- An end before the start, or a precision without a date, says nothing.
reports as (
    select
        reported_meetings.*,
        meeting_links.meeting_key,
        meeting_links.given_name,
        current_articles.article_id,
        current_articles.published_on,
        current_articles.published_at,
        entity_places.place_key,
        entity_actors.actor_key as host_actor_key,
        case
            when reported_meetings.start_date is null then 'unknown' else reported_meetings.date_precision
        end as precision_of_date,
        case
            when reported_meetings.end_date > reported_meetings.start_date then reported_meetings.end_date
        end as end_date_after_start
    from reported_meetings
    inner join current_articles on reported_meetings.article_key = current_articles.article_key
    inner join meeting_links on reported_meetings.reported_meeting_key = meeting_links.reported_meeting_key
    left join entity_places on reported_meetings.place_entity_key = entity_places.entity_key
    left join entity_actors on reported_meetings.host_entity_key = entity_actors.entity_key
),

surest_first as (
    select
        *,
        row_number() over (
            partition by meeting_key, article_key
            order by confidence desc nulls last, char_start asc, reported_meeting_key asc
        ) as report_rank
    from reports
),

most_precise_first as (
    select
        *,
        row_number() over (
            partition by meeting_key, article_key
            order by
                {{ is_inferred('date_basis') }} asc, {{ date_precision_rank('precision_of_date') }} asc, report_rank asc
        ) as date_rank
    from surest_first
),

-- An article may report a meeting more than once: its surest report stands for it, the others fill what that one leaves open.
one_per_article as (
    select
        meeting_key,
        article_key,
        article_id,
        published_on,
        published_at,
        arg_min(reported_meeting_key, report_rank) as report_key,
        arg_min(reported_status, report_rank) as reported_status,
        arg_min(meeting_type, report_rank) as meeting_type,
        arg_min(meeting_name, report_rank) as meeting_name,
        max(given_name) as given_name,
        coalesce(bool_or(is_series), false) as is_series,
        arg_min(stated_participants, report_rank) as stated_participants,
        arg_min(
            { 'number': stated_participant_count }, report_rank
        ) filter (stated_participants is not null)['number'] as stated_participant_count,
        arg_min(start_date, date_rank) as reported_date,
        arg_min(precision_of_date, date_rank) as reported_date_precision,
        arg_min({ 'end_date': end_date_after_start }, date_rank)['end_date'] as reported_end_date,
        arg_min(date_basis, date_rank) as reported_date_basis,
        arg_min(date_confidence, date_rank) as reported_date_confidence,
        arg_min(place_key, report_rank) as reported_place_key,
        arg_min(place_basis, report_rank) filter (place_key is not null) as reported_place_basis,
        arg_min(place_confidence, report_rank) filter (place_key is not null) as reported_place_confidence,
        arg_min(host_actor_key, report_rank) as reported_host_actor_key,
        arg_min(char_start, report_rank) as char_start,
        arg_min(char_end, report_rank) as char_end,
        max(confidence) as confidence
    from most_precise_first
    group by meeting_key, article_key, article_id, published_on, published_at
),

final as (
    select
        *,
        row_number() over (
            partition by meeting_key
            order by published_on asc nulls last, published_at asc nulls last, article_id asc
        ) as report_number
    from one_per_article
)

select * from final
