-- Going up from part to whole never comes back to where it began.
{{ config(meta={'dagster': {'ref': {'name': 'dim_meeting'}}}) }}

with recursive ancestors as (
    select
        meeting_key,
        parent_meeting_key as ancestor_key
    from {{ ref('dim_meeting') }}
    where parent_meeting_key is not null
    union
    select
        ancestors.meeting_key,
        meetings.parent_meeting_key as ancestor_key
    from ancestors
    inner join {{ ref('dim_meeting') }} as meetings on ancestors.ancestor_key = meetings.meeting_key
    where meetings.parent_meeting_key is not null
)

select * from ancestors
where meeting_key = ancestor_key
