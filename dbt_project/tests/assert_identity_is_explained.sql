-- The tables that explain identity: unique keys that lead somewhere, known words, reasons that agree with the outcome.
{{ config(meta={'dagster': {'ref': {'name': 'fct_meeting_match'}}}) }}
{#- One test for five tables: a build of few articles spends its time on the number of tests. #}

{%- set keys = {
    'dim_redirect': 'old_key',
    'fct_actor_match': 'entity_key',
    'fct_meeting_match': 'match_key',
    'meeting_timeline': 'report_key',
    'meetings_never_confirmed': 'meeting_key'
} %}
{%- set references = [
    ('fct_actor_match', 'article_key', 'dim_article', 'article_key'),
    ('fct_actor_match', 'actor_key', 'dim_actor', 'actor_key'),
    ('fct_meeting_match', 'article_key_1', 'dim_article', 'article_key'),
    ('fct_meeting_match', 'article_key_2', 'dim_article', 'article_key'),
    ('fct_meeting_match', 'meeting_key_1', 'dim_meeting', 'meeting_key'),
    ('fct_meeting_match', 'meeting_key_2', 'dim_meeting', 'meeting_key'),
    ('meeting_timeline', 'report_key', 'fct_meeting_report', 'report_key')
] %}
{%- set rules = {
    'dim_redirect': [
        "subject in ('actor', 'meeting')",
        "reason in ('override', 'registered', 'merged', 'earlier_report', 'read_anew')",
        "old_key != new_key",
        "old_key is distinct from current_key"
    ],
    'fct_actor_match': ["method in ('registry', 'name', 'variant', 'new', 'override')", "score between 0 and 1"],
    'fct_meeting_match': [
        "method in ('date_place', 'date_participants', 'name_date', 'undated', 'postponed', 'override')",
        "score between 0 and 1",
        "is_joined = (meeting_key_1 = meeting_key_2)"
    ],
    'meeting_timeline': ["(report_number = 1) = (previous_status is null)"],
    'meetings_never_confirmed': ["last_day between start_date and newest_published_on - 1"]
} %}

{% for model, key in keys.items() %}
    select
        '{{ model }}: {{ key }} is null or repeated' as broken_rule,
        {{ key }} as found
    from {{ ref(model) }}
    group by {{ key }}
    having {{ key }} is null or count(*) > 1
    union all
{% endfor %}
{% for model, column, target, key in references %}
    select
        '{{ model }}: {{ column }} is no {{ key }} of {{ target }}' as broken_rule,
        child.{{ column }} as found
    from {{ ref(model) }} as child
    left join {{ ref(target) }} as parent on child.{{ column }} = parent.{{ key }}
    where parent.{{ key }} is null
    union all
{% endfor %}
{% for model, conditions in rules.items() %}
    {% for condition in conditions %}
        select
            '{{ model }}: {{ condition | replace("'", "''") }}' as broken_rule,
            {{ keys[model] }} as found
        from {{ ref(model) }}
        where ({{ condition }}) is not true
        union all
    {% endfor %}
{% endfor %}
select
    null as broken_rule,
    null as found
where false
