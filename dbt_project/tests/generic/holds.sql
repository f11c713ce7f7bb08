{#- Each of these SQL conditions is true of every row; null counts as false. -#}
{% test holds(model, conditions) %}

{% for condition in conditions %}
select
    '{{ condition | replace("'", "''") }}' as broken_rule,
    count(*) as row_count
from {{ model }}
where ({{ condition }}) is not true
having count(*) > 0
{{ "union all" if not loop.last }}
{% endfor %}

{% endtest %}
