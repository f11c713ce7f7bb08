{#-
    Every value of these columns is a key of the other table; null is allowed unless the column is in `required`.
    `keys` maps a column to [relation, its key]: {actor_key: ["ref('dim_actor')", actor_key]}.
-#}
{% test foreign_keys(model, keys, required=[]) %}

{% for column, target in keys.items() %}
select
    '{{ column }} is no {{ target[1] }} of {{ target[0].identifier }}' as broken_rule,
    child.{{ column }}::varchar as found
from {{ model }} as child
left join {{ target[0] }} as parent on child.{{ column }} = parent.{{ target[1] }}
where parent.{{ target[1] }} is null {% if column not in required %} and child.{{ column }} is not null {% endif %}
{{ "union all" if not loop.last }}
{% endfor %}

{% endtest %}
