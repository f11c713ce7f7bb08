{#-
    Every value of these columns is one of the words listed; null only in the columns named in `optional`.
    `columns` maps a column to its words: {name_type: [canonical, variant, printed]}.
-#}
{% test one_of(model, columns, optional=[]) %}

{% for column, words in columns.items() %}
select
    '{{ column }}' as column_name,
    {{ column }} as found,
    count(*) as row_count
from {{ model }}
where
    {{ column }} not in ('{{ words | join("', '") }}')
    {% if column not in optional %} or {{ column }} is null {% endif %}
group by all
{{ "union all" if not loop.last }}
{% endfor %}

{% endtest %}
