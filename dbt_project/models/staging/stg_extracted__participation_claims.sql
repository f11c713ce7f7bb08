with source as (
    select * from {{ source('extracted', 'participation_claim') }}
),

final as (
    select
        claim_key,
        article_key,
        reported_meeting_key,
        entity_key,
        participation_status,
        attendance_mode,
        participation_role,
        according_to_entity_key,
        according_to_text,
        according_to_type,
        on_behalf_of_entity_key,
        confidence,
        char_start,
        char_end
    from source
)

select * from final
