with meeting_matches as (
    select * from {{ ref('stg_resolved__meeting_matches') }}
),

reported_meetings as (
    select * from {{ ref('stg_extracted__reported_meetings') }}
),

meeting_links as (
    select * from {{ ref('stg_resolved__meeting_links') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

reports as (
    select
        reported_meetings.reported_meeting_key,
        reported_meetings.article_key,
        meeting_links.meeting_key
    from reported_meetings
    inner join current_articles on reported_meetings.article_key = current_articles.article_key
    inner join meeting_links on reported_meetings.reported_meeting_key = meeting_links.reported_meeting_key
),

final as (
    select
        -- keys
        meeting_matches.match_key,
        earlier.meeting_key as meeting_key_1,
        later.meeting_key as meeting_key_2,
        earlier.article_key as article_key_1,
        later.article_key as article_key_2,

        -- why they may be one
        meeting_matches.method,
        meeting_matches.score,
        meeting_matches.reasons,
        meeting_matches.is_joined
    from meeting_matches
    inner join reports as earlier on meeting_matches.report_a = earlier.reported_meeting_key
    inner join reports as later on meeting_matches.report_b = later.reported_meeting_key
)

select * from final
