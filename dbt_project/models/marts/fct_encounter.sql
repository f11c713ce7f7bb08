with participations as (
    select * from {{ ref('int_participations__facts') }}
),

statuses as (
    select * from {{ ref('int_meetings__statuses') }}
),

actors as (
    select * from {{ ref('stg_resolved__actors') }}
),

-- Nobody meets at a meeting that is called off.
taking_part as (
    select
        participations.*,
        statuses.meeting_status,
        actors.country_code
    from participations
    inner join statuses on participations.meeting_key = statuses.meeting_key
    inner join actors on participations.actor_key = actors.actor_key
    where participations.takes_part and statuses.meeting_status != 'cancelled'
),

final as (
    select
        -- keys
        {{ combined_key(['one.meeting_key', 'one.actor_key', 'other.actor_key']) }} as encounter_key,
        one.meeting_key,
        one.actor_key as actor_key_1,
        other.actor_key as actor_key_2,

        -- how far it is known to have come about
        one.meeting_status,
        one.participation_status as participation_status_1,
        other.participation_status as participation_status_2,
        one.participation_status = 'attended' and other.participation_status = 'attended' as is_confirmed,

        -- how they met
        one.attendance_mode as attendance_mode_1,
        other.attendance_mode as attendance_mode_2,
        coalesce(one.country_code = other.country_code, false) as is_same_country
    from taking_part as one
    inner join taking_part as other
        on
            one.meeting_key = other.meeting_key
            and one.actor_key < other.actor_key
)

select * from final
