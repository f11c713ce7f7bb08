with participations as (
    select * from {{ ref('int_participations__facts') }}
),

claims as (
    select * from {{ ref('int_participations__claims') }}
),

meeting_dates as (
    select * from {{ ref('int_meetings__dates') }}
),

affiliations as (
    select * from {{ ref('stg_resolved__affiliations') }}
),

printed_roles as (
    select distinct
        meeting_key,
        actor_key,
        lower(role_title) as role_title
    from claims
    where role_title is not null
),

-- The day that counts: the meeting's, else that of its first report.
days as (
    select
        participations.meeting_key,
        participations.actor_key,
        coalesce(meeting_dates.start_date, participations.first_reported_on) as held_on
    from participations
    left join meeting_dates on participations.meeting_key = meeting_dates.meeting_key
),

-- Without any day an office is told apart only by the article's words, or by being the only one. The bounds of an
-- office known from articles are the days of reports: an article on the meeting that prints the office says more.
candidates as (
    select
        days.meeting_key,
        days.actor_key,
        days.held_on,
        affiliations.affiliation_key,
        affiliations.known_from,
        affiliations.role_title,
        affiliations.on_behalf_of_actor_key,
        affiliations.valid_from,
        printed_roles.role_title is not null as is_printed,
        count(*) over (partition by days.meeting_key, days.actor_key) as candidate_count
    from days
    inner join affiliations on days.actor_key = affiliations.actor_key
    left join printed_roles
        on
            days.meeting_key = printed_roles.meeting_key
            and days.actor_key = printed_roles.actor_key
            and lower(affiliations.role_title) = printed_roles.role_title
    where
        days.held_on is null
        or (
            days.held_on >= coalesce(affiliations.valid_from, days.held_on)
            and days.held_on <= coalesce(affiliations.valid_to, days.held_on)
        )
        or (affiliations.known_from = 'articles' and printed_roles.role_title is not null)
),

-- The registry's word first, then the office that an article of the meeting prints, then the most specific and newest.
final as (
    select
        meeting_key,
        actor_key,
        affiliation_key
    from candidates
    where held_on is not null or is_printed or candidate_count = 1
    qualify
        row_number() over (
            partition by meeting_key, actor_key
            order by
                known_from = 'registry' desc,
                is_printed desc,
                role_title is not null desc,
                on_behalf_of_actor_key is not null desc,
                valid_from desc nulls last,
                affiliation_key asc
        ) = 1
)

select * from final
