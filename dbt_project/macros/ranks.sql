{#-
    Orders that several models share. Each is a number, null for an unknown word.
-#}

{#- 1 for the most precise date. -#}
{% macro date_precision_rank(column) -%}
    list_position(['day', 'week', 'month', 'year', 'unknown'], {{ column }})
{%- endmacro %}

{#- True where the day of publication stands in for a date that the article does not say. -#}
{% macro is_inferred(column) -%}
    coalesce({{ column }} = 'publication', false)
{%- endmacro %}

{#- 1 for what a careful reader calls the place: a city, else a building, region or island, a country at last. -#}
{% macro place_type_rank(column) -%}
    list_position(['city', 'building', 'region', 'island', 'unknown', 'country'], {{ column }})
{%- endmacro %}

{#-
    How far along a meeting is. Decides only between reports of the same time:
    what has happened is known later than what was meant to happen.
-#}
{% macro meeting_status_rank(column) -%}
    list_position(['proposed', 'planned', 'postponed', 'cancelled', 'ongoing', 'held'], {{ column }})
{%- endmacro %}

{#-
    How much a report of participation says. Decides only between claims of the same time.
    An express refusal stands above a presence, which is often only implied.
-#}
{% macro participation_status_rank(column) -%}
    list_position(['invited', 'expected', 'attended', 'declined', 'excluded', 'absent'], {{ column }})
{%- endmacro %}

{#- 1 for the mode that must have been said in so many words; being there in person is often implied. -#}
{% macro attendance_mode_rank(column) -%}
    list_position(['virtual', 'phone', 'in_person', 'unknown'], {{ column }})
{%- endmacro %}

{#- True for virtual or by phone, false for in person, null where unknown. -#}
{% macro is_remote(column) -%}
    case
        when {{ column }} in ('virtual', 'phone') then true
        when {{ column }} = 'in_person' then false
    end
{%- endmacro %}

{#- True or false where the claim says whether somebody takes part, null for an invitation alone. -#}
{% macro takes_part(column) -%}
    case
        when {{ column }} in ('attended', 'expected') then true
        when {{ column }} in ('declined', 'absent', 'excluded') then false
    end
{%- endmacro %}
