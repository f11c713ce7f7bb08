with source as (
    select * from {{ source('extracted', 'reported_meeting') }}
),

final as (
    select
        reported_meeting_key,
        article_key,
        meeting_type,
        reported_status,
        meeting_name,
        is_series,
        start_date,
        end_date,
        date_precision,
        date_basis,
        date_confidence,
        place_entity_key,
        place_basis,
        place_confidence,
        host_entity_key,
        parent_reported_meeting_key,
        stated_participants,
        stated_participant_count,
        confidence,
        char_start,
        char_end
    from source
)

select * from final
