with recursive reported_meetings as (
    select * from {{ ref('stg_extracted__reported_meetings') }}
),

current_articles as (
    select * from {{ ref('int_articles__current') }}
),

meeting_links as (
    select * from {{ ref('stg_resolved__meeting_links') }}
),

reported_parents as (
    select
        part.meeting_key,
        whole.meeting_key as parent_meeting_key,
        count(distinct reported_meetings.article_key) as article_count,
        min(current_articles.published_on) as first_reported_on,
        min(current_articles.article_id) as first_article_id
    from reported_meetings
    inner join current_articles on reported_meetings.article_key = current_articles.article_key
    inner join meeting_links as part on reported_meetings.reported_meeting_key = part.reported_meeting_key
    inner join meeting_links as whole on reported_meetings.parent_reported_meeting_key = whole.reported_meeting_key
    where part.meeting_key != whole.meeting_key
    group by part.meeting_key, whole.meeting_key
),

-- The whole that most articles name, on a tie the one named first.
chosen as (
    select
        meeting_key,
        parent_meeting_key,
        article_count
    from reported_parents
    qualify
        row_number() over (
            partition by meeting_key
            order by article_count desc, first_reported_on asc nulls last, first_article_id asc, parent_meeting_key asc
        ) = 1
),

-- Where each of two is called a part of the other, the better supported statement stands; equal ones cancel out.
one_way as (
    select
        chosen.meeting_key,
        chosen.parent_meeting_key
    from chosen
    left join chosen as reverse
        on
            chosen.meeting_key = reverse.parent_meeting_key
            and chosen.parent_meeting_key = reverse.meeting_key
    where coalesce(reverse.article_count, 0) < chosen.article_count
),

ancestors as (
    select
        meeting_key,
        parent_meeting_key as ancestor_key
    from one_way
    -- union, not union all: a walk round a ring ends
    union
    select
        ancestors.meeting_key,
        one_way.parent_meeting_key as ancestor_key
    from ancestors
    inner join one_way on ancestors.ancestor_key = one_way.meeting_key
),

-- No meeting is a part of itself over others either.
final as (
    select
        one_way.meeting_key,
        one_way.parent_meeting_key
    from one_way
    left join ancestors
        on
            one_way.meeting_key = ancestors.meeting_key
            and one_way.meeting_key = ancestors.ancestor_key
    where ancestors.meeting_key is null
)

select * from final
