with claims as (
    select * from {{ ref('int_participations__claims') }}
),

-- An article of unknown date never overrules a dated one.
eligible as (
    select *
    from claims
    qualify (published_on is not null) = bool_or(published_on is not null) over (partition by meeting_key, actor_key)
),

in_order as (
    select
        *,
        {{ participation_status_rank('participation_status') }} as status_rank,
        row_number() over (
            partition by meeting_key, actor_key
            order by
                published_on asc,
                published_at asc nulls first,
                {{ participation_status_rank('participation_status') }} asc,
                article_id asc
        ) as claim_order
    from eligible
),

after_last_refusal as (
    select
        *,
        claim_order
        > coalesce(max(claim_order) filter (not takes_part) over (partition by meeting_key, actor_key), 0)
            as is_after_refusal
    from in_order
),

-- The latest word counts, but attended is not weakened by a later expected, and an invitation is no answer.
statuses as (
    select
        meeting_key,
        actor_key,
        coalesce(
            arg_max(participation_status, { 'rank': status_rank, 'place': claim_order })
            filter (takes_part and is_after_refusal),
            arg_max(participation_status, claim_order) filter (not takes_part),
            'invited'
        ) as participation_status
    from after_last_refusal
    group by meeting_key, actor_key
),

-- Who takes part how: most of the claims that carry the status, else of all; then the latest; then what is rarely implied.
modes as (
    select
        in_order.meeting_key,
        in_order.actor_key,
        in_order.attendance_mode
    from in_order
    inner join statuses
        on
            in_order.meeting_key = statuses.meeting_key
            and in_order.actor_key = statuses.actor_key
    where in_order.attendance_mode != 'unknown'
    group by in_order.meeting_key, in_order.actor_key, in_order.attendance_mode
    qualify
        row_number() over (
            partition by in_order.meeting_key, in_order.actor_key
            order by
                count(*) filter (in_order.participation_status = statuses.participation_status) desc,
                count(*) desc,
                max(in_order.published_on) desc nulls last,
                {{ attendance_mode_rank('in_order.attendance_mode') }} asc
        ) = 1
),

-- Any part more special than participant, said by most, then by the latest.
roles as (
    select
        meeting_key,
        actor_key,
        participation_role
    from in_order
    where participation_role != 'participant'
    group by meeting_key, actor_key, participation_role
    qualify
        row_number() over (
            partition by meeting_key, actor_key
            order by count(*) desc, max(claim_order) desc
        ) = 1
),

-- Whom the actor stands for at this meeting: as most articles say that say it, then the latest.
represented as (
    select
        meeting_key,
        actor_key,
        on_behalf_of_actor_key
    from in_order
    where on_behalf_of_actor_key is not null
    group by meeting_key, actor_key, on_behalf_of_actor_key
    qualify
        row_number() over (
            partition by meeting_key, actor_key
            order by count(*) desc, max(claim_order) desc
        ) = 1
),

-- Confidence: the chance that not all articles which agree with the fact are wrong.
support as (
    select
        claims.meeting_key,
        claims.actor_key,
        count(*) as claim_count,
        count(distinct claims.article_key) as article_count,
        round(
            1 - product(1 - claims.confidence)
            filter (
                claims.takes_part is not distinct from {{ takes_part('statuses.participation_status') }}
            ),
            4
        ) as confidence,
        bool_or(claims.is_conflicting) as has_conflicting_claims,
        min(claims.published_on) as first_reported_on,
        max(claims.published_on) as last_reported_on
    from claims
    inner join statuses
        on
            claims.meeting_key = statuses.meeting_key
            and claims.actor_key = statuses.actor_key
    group by claims.meeting_key, claims.actor_key
),

final as (
    select
        statuses.meeting_key,
        statuses.actor_key,
        represented.on_behalf_of_actor_key,
        statuses.participation_status,
        coalesce(modes.attendance_mode, 'unknown') as attendance_mode,
        coalesce(roles.participation_role, 'participant') as participation_role,
        coalesce({{ takes_part('statuses.participation_status') }}, false) as takes_part,
        support.has_conflicting_claims,
        support.claim_count,
        support.article_count,
        support.confidence,
        support.first_reported_on,
        support.last_reported_on
    from statuses
    inner join support
        on
            statuses.meeting_key = support.meeting_key
            and statuses.actor_key = support.actor_key
    left join modes
        on
            statuses.meeting_key = modes.meeting_key
            and statuses.actor_key = modes.actor_key
    left join roles
        on
            statuses.meeting_key = roles.meeting_key
            and statuses.actor_key = roles.actor_key
    left join represented
        on
            statuses.meeting_key = represented.meeting_key
            and statuses.actor_key = represented.actor_key
)

select * from final
