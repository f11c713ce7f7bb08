with participations as (
    select * from {{ ref('int_participations__facts') }}
),

affiliations as (
    select * from {{ ref('int_participations__affiliations') }}
),

final as (
    select
        -- keys
        {{ combined_key(['participations.meeting_key', 'participations.actor_key']) }} as participation_key,
        participations.meeting_key,
        participations.actor_key,
        affiliations.affiliation_key,
        participations.on_behalf_of_actor_key as represented_actor_key,

        -- how the actor takes part
        participations.participation_status,
        participations.attendance_mode,
        participations.participation_role,
        participations.takes_part,

        -- what it rests on
        participations.claim_count,
        participations.article_count,
        participations.has_conflicting_claims,
        participations.confidence,
        participations.first_reported_on,
        participations.last_reported_on
    from participations
    left join affiliations
        on
            participations.meeting_key = affiliations.meeting_key
            and participations.actor_key = affiliations.actor_key
)

select * from final
