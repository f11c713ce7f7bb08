{#-
    Views and tables in the fewest statements: replaced in place, in one transaction. The adapter's own build beside the old
    relation, rename twice and drop, which takes longer than all the SQL of this project; readers never see
    the build database, so nothing is gained by it.
-#}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ drop_relation_of_other_type(target_relation) }}
    {% call statement('main') -%}
        create or replace view {{ target_relation }} as (
            {{ compiled_code }}
        );
        {{ comments_on(target_relation) }}
    {%- endcall %}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ drop_relation_of_other_type(target_relation) }}
    {% call statement('main') -%}
        drop table if exists {{ target_relation }};
        {{ create_table_as(false, target_relation, compiled_code) }}
        {{ comments_on(target_relation) }}
    {%- endcall %}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro drop_relation_of_other_type(target_relation) %}
    {%- set existing_relation = load_cached_relation(target_relation) -%}
    {%- if existing_relation is not none and existing_relation.type != target_relation.type -%}
        {{ adapter.drop_relation(existing_relation) }}
    {%- endif -%}
{% endmacro %}

{#- What persist_docs does, without asking which columns there are: the contract has them all. -#}
{% macro comments_on(relation) %}
    {%- if config.persist_relation_docs() %}
        comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(model.description) }};
    {%- endif %}
    {%- if config.persist_column_docs() %}
        {%- for column in model.columns.values() %}
            comment on column {{ relation }}.{{ column.name }} is {{ duckdb_escape_comment(column.description) }};
        {%- endfor %}
    {%- endif %}
{% endmacro %}
