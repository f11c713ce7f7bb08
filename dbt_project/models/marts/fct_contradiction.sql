with reports as (
    select * from {{ ref('fct_meeting_report') }}
),

claims as (
    select * from {{ ref('fct_participation_claim') }}
),

articles as (
    select * from {{ ref('dim_article') }}
),

places as (
    select * from {{ ref('dim_place') }}
),

-- What every article says of a meeting; undated articles come last, as everywhere.
report_statements as (
    select
        reports.*,
        {{ first_possible_day('reported_date', 'reported_date_precision') }} as first_day,
        {{ last_possible_day('reported_date', 'reported_end_date', 'reported_date_precision') }} as last_day,
        places.place_name,
        places.place_type,
        places.country_code,
        row_number() over so_far as statement_number,
        count(*) filter (where reports.reported_status = 'postponed') over so_far as times_put_off
    from reports
    inner join articles on reports.article_key = articles.article_key
    left join places on reports.reported_place_key = places.place_key
    window
        so_far as (
            partition by reports.meeting_key
            order by articles.published_on asc nulls last, articles.published_at asc nulls last, articles.article_id asc
            rows between unbounded preceding and current row
        )
),

-- Two dates contradict each other where no day fits both, unless the meeting was put off from one to the other; two
-- places, where they lie in different countries or are different cities; and what was held was not called off.
report_pairs as (
    select
        one.meeting_key,
        null as actor_key,
        one.article_key as article_key_1,
        other.article_key as article_key_2,
        one.evidence_text as evidence_text_1,
        other.evidence_text as evidence_text_2,
        [
            {
                'subject': 'date',
                'statement_1': strftime(one.reported_date, '%Y-%m-%d'),
                'statement_2': strftime(other.reported_date, '%Y-%m-%d'),
                'is_found':
                (one.last_day < other.first_day or other.last_day < one.first_day)
                and 'postponed' not in (one.reported_status, other.reported_status)
                and one.times_put_off = other.times_put_off
                and not {{ is_inferred('one.reported_date_basis') }} and not {{ is_inferred('other.reported_date_basis') }}
            },
            {
                'subject': 'place',
                'statement_1': one.place_name,
                'statement_2': other.place_name,
                'is_found':
                one.country_code != other.country_code
                or (
                    one.reported_place_key != other.reported_place_key
                    and one.place_type = 'city'
                    and other.place_type = 'city'
                )
            },
            {
                'subject': 'status',
                'statement_1': one.reported_status,
                'statement_2': other.reported_status,
                'is_found':
                (one.reported_status = 'held' and other.reported_status = 'cancelled')
                or (one.reported_status = 'cancelled' and other.reported_status = 'held')
            }
        ] as statements
    from report_statements as one
    inner join report_statements as other
        on
            one.meeting_key = other.meeting_key
            and one.statement_number < other.statement_number
),

claim_statements as (
    select
        claims.*,
        {{ takes_part('claims.participation_status') }} as takes_part,
        {{ is_remote('claims.attendance_mode') }} as is_remote,
        row_number() over (
            partition by claims.meeting_key, claims.actor_key
            order by articles.published_on asc nulls last, articles.published_at asc nulls last, articles.article_id asc
        ) as statement_number
    from claims
    inner join articles on claims.article_key = articles.article_key
    where claims.is_conflicting
),

claim_pairs as (
    select
        one.meeting_key,
        one.actor_key,
        one.article_key as article_key_1,
        other.article_key as article_key_2,
        one.evidence_text as evidence_text_1,
        other.evidence_text as evidence_text_2,
        [
            {
                'subject': 'participation',
                'statement_1': one.participation_status,
                'statement_2': other.participation_status,
                'is_found': one.takes_part != other.takes_part
            },
            {
                'subject': 'mode',
                'statement_1': one.attendance_mode,
                'statement_2': other.attendance_mode,
                'is_found': one.is_remote != other.is_remote
            }
        ] as statements
    from claim_statements as one
    inner join claim_statements as other
        on
            one.meeting_key = other.meeting_key
            and one.actor_key = other.actor_key
            and one.statement_number < other.statement_number
),

pairs as (
    select * from report_pairs
    union all
    select * from claim_pairs
),

statements as (
    select
        *,
        unnest(list_filter(statements, lambda pair: pair['is_found'])) as found
    from pairs
),

final as (
    select
        -- keys
        {{ combined_key(['meeting_key', "found['subject']", "coalesce(actor_key, '')", 'article_key_1', 'article_key_2']) }}
            as contradiction_key,
        meeting_key,
        actor_key,
        article_key_1,
        article_key_2,

        -- on what, and what either says
        found['subject'] as subject,
        found['statement_1'] as statement_1,
        found['statement_2'] as statement_2,

        -- their words
        evidence_text_1,
        evidence_text_2
    from statements
)

select * from final
