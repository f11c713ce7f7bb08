-- The tables that come from Python have the keys they declare: never null, never twice.
{{ config(meta={'dagster': {'ref': {'name': 'stg_raw__articles'}}}) }}

{%- set keys = {
    'stg_raw__articles': 'article_version_key',
    'stg_raw__ledger': 'ledger_key',
    'stg_raw__rejected_articles': 'rejection_key',
    'stg_extracted__extractions': 'article_key',
    'stg_extracted__sentences': 'sentence_key',
    'stg_extracted__entities': 'entity_key',
    'stg_extracted__mentions': 'mention_key',
    'stg_extracted__time_expressions': 'time_expression_key',
    'stg_extracted__reported_meetings': 'reported_meeting_key',
    'stg_extracted__meeting_mentions': 'meeting_mention_key',
    'stg_extracted__participation_claims': 'claim_key',
    'stg_resolved__entity_actors': 'entity_key',
    'stg_resolved__entity_places': 'entity_key',
    'stg_resolved__meeting_links': 'reported_meeting_key',
    'stg_resolved__meeting_matches': 'match_key',
    'stg_resolved__overrides': 'override_key',
    'stg_resolved__redirects': 'old_key'
} %}

{% for model, key in keys.items() %}
    select
        '{{ model }}' as model_name,
        {{ key }} as repeated_key
    from {{ ref(model) }}
    group by {{ key }}
    having {{ key }} is null or count(*) > 1
    {{ "union all" if not loop.last }}
{% endfor %}
