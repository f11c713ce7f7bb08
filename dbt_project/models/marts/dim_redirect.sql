with recursive redirects as (
    select * from {{ ref('stg_resolved__redirects') }}
),

-- From key to key until one that has not given way.
steps as (
    select
        old_key,
        new_key
    from redirects
    -- union, not union all: a walk round a ring ends
    union
    select
        steps.old_key,
        redirects.new_key
    from steps
    inner join redirects on steps.new_key = redirects.old_key
),

current_keys as (
    select actor_key as current_key from {{ ref('stg_resolved__actors') }}
    union
    select meeting_key as current_key from {{ ref('int_meetings__reports') }}
),

final as (
    select
        -- keys
        redirects.old_key,
        redirects.new_key,
        max(current_keys.current_key) as current_key,

        -- why
        redirects.subject,
        redirects.reason,
        redirects.evidence,

        -- when
        redirects.redirected_at,
        redirects.run_id
    from redirects
    inner join steps on redirects.old_key = steps.old_key
    left join current_keys on steps.new_key = current_keys.current_key
    group by all
)

select * from final
