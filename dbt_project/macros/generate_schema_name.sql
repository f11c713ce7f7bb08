{#- A model's schema is the one its folder names (marts), not the target's name put before it (main_marts). -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
