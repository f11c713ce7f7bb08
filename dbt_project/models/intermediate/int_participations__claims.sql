with current_articles as (
    select * from {{ ref('int_articles__current') }}
),

participation_claims as (
    select * from {{ ref('stg_extracted__participation_claims') }}
),

meeting_links as (
    select * from {{ ref('stg_resolved__meeting_links') }}
),

entity_actors as (
    select * from {{ ref('stg_resolved__entity_actors') }}
),

entities as (
    select * from {{ ref('stg_extracted__entities') }}
),

claims as (
    select
        participation_claims.*,
        current_articles.article_id,
        current_articles.published_on,
        current_articles.published_at,
        meeting_links.meeting_key,
        who.actor_key,
        according_to.actor_key as according_to_actor_key,
        on_behalf_of.actor_key as on_behalf_of_actor_key,
        case when not entities.is_former_role then entities.role_title end as role_title
    from participation_claims
    inner join current_articles on participation_claims.article_key = current_articles.article_key
    inner join meeting_links on participation_claims.reported_meeting_key = meeting_links.reported_meeting_key
    inner join entity_actors as who on participation_claims.entity_key = who.entity_key
    inner join entities on participation_claims.entity_key = entities.entity_key
    left join entity_actors as according_to on participation_claims.according_to_entity_key = according_to.entity_key
    left join entity_actors as on_behalf_of on participation_claims.on_behalf_of_entity_key = on_behalf_of.entity_key
),

-- Where an article says several things of one actor at one meeting, the most telling one first.
ranked as (
    select
        *,
        row_number() over (
            partition by article_key, meeting_key, actor_key
            order by
                {{ participation_status_rank('participation_status') }} desc,
                {{ attendance_mode_rank('attendance_mode') }} asc,
                confidence desc nulls last,
                char_start asc,
                claim_key asc
        ) as claim_rank
    from claims
),

one_per_article as (
    select
        article_key,
        meeting_key,
        actor_key,
        article_id,
        published_on,
        published_at,
        arg_min(claim_key, claim_rank) as claim_key,
        arg_min(participation_status, claim_rank) as participation_status,
        coalesce(
            arg_min(attendance_mode, claim_rank) filter (attendance_mode != 'unknown'), 'unknown'
        ) as attendance_mode,
        coalesce(
            arg_min(participation_role, claim_rank) filter (participation_role != 'participant'), 'participant'
        ) as participation_role,
        arg_min({ 'actor_key': according_to_actor_key }, claim_rank)['actor_key'] as according_to_actor_key,
        arg_min({ 'words': according_to_text }, claim_rank)['words'] as according_to_text,
        arg_min({ 'type': according_to_type }, claim_rank)['type'] as according_to_type,
        arg_min(on_behalf_of_actor_key, claim_rank) as on_behalf_of_actor_key,
        arg_min(role_title, claim_rank) as role_title,
        arg_min(confidence, claim_rank) as confidence,
        arg_min(char_start, claim_rank) as char_start,
        arg_min(char_end, claim_rank) as char_end
    from ranked
    group by article_key, meeting_key, actor_key, article_id, published_on, published_at
),

stances as (
    select
        *,
        {{ takes_part('participation_status') }} as takes_part,
        {{ is_remote('attendance_mode') }} as is_remote
    from one_per_article
),

-- One row an article: a different stance within meeting and actor is always another article's.
final as (
    select
        *,
        coalesce(
            (takes_part and bool_or(not takes_part) over of_actor)
            or (not takes_part and bool_or(takes_part) over of_actor)
            or (is_remote and bool_or(not is_remote) over of_actor)
            or (not is_remote and bool_or(is_remote) over of_actor),
            false
        ) as is_conflicting
    from stances
    window of_actor as (partition by meeting_key, actor_key)
)

select * from final
