{#-
    The key is never null and never twice; neither is the grain, where one is given.
    One test in place of three: a build of few articles spends its time on the number of tests.
-#}
{% test keyed_by(model, key, grain=[]) %}

select
    'null {{ key }}' as broken_rule,
    {{ key }}::varchar as found,
    count(*) as row_count
from {{ model }}
where {{ key }} is null
group by all
union all
select
    'repeated {{ key }}' as broken_rule,
    {{ key }}::varchar as found,
    count(*) as row_count
from {{ model }}
where {{ key }} is not null
group by all
having count(*) > 1
{% if grain %}
union all
select
    'repeated {{ grain | join(", ") }}' as broken_rule,
    concat_ws(', ', {{ grain | join(", ") }}) as found,
    count(*) as row_count
from {{ model }}
group by {{ grain | join(", ") }}
having count(*) > 1
{% endif %}

{% endtest %}
