{#- A key of 16 hex digits over key columns, for rows whose grain is a combination of them. -#}
{% macro combined_key(columns) -%}
    substr(md5(concat_ws('|', {{ columns | join(', ') }})), 1, 16)
{%- endmacro %}
