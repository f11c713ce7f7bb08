{#-
    The value of a column that most of a meeting's articles give; on a tie the one of the earliest report.
    `reports` is a relation with meeting_key and report_number. Gives meeting_key and the column.
-#}
{% macro most_reported(reports, column) -%}
    select
        meeting_key,
        {{ column }}
    from {{ reports }}
    where {{ column }} is not null
    group by meeting_key, {{ column }}
    qualify
        row_number() over (
            partition by meeting_key
            order by count(*) desc, min(report_number) asc
        ) = 1
{%- endmacro %}
