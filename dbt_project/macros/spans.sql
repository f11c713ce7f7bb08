{#-
    The span of days that a date of less than a day's precision can mean. Null for an unknown date.
-#}

{% macro first_possible_day(start_date, precision) -%}
    case {{ precision }}
        when 'day' then {{ start_date }}
        when 'week' then date_trunc('week', {{ start_date }})::date
        when 'month' then date_trunc('month', {{ start_date }})::date
        when 'year' then make_date(year({{ start_date }}), 1, 1)
    end
{%- endmacro %}

{% macro last_possible_day(start_date, end_date, precision) -%}
    case {{ precision }}
        when 'day' then coalesce({{ end_date }}, {{ start_date }})
        when 'week' then date_trunc('week', coalesce({{ end_date }}, {{ start_date }}))::date + 6
        when 'month' then last_day(coalesce({{ end_date }}, {{ start_date }}))
        when 'year' then make_date(year(coalesce({{ end_date }}, {{ start_date }})), 12, 31)
    end
{%- endmacro %}
