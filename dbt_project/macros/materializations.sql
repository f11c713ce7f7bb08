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
    {%- endcall %}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ drop_relation_of_other_type(target_relation) }}
    {% call statement('main') -%}
        drop table if exists {{ target_relation }};
        {{ create_table_as(false, target_relation, compiled_code) }}
    {%- endcall %}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro drop_relation_of_other_type(target_relation) %}
    {%- set existing_relation = load_cached_relation(target_relation) -%}
    {%- if existing_relation is not none and existing_relation.type != target_relation.type -%}
        {{ adapter.drop_relation(existing_relation) }}
    {%- endif -%}
{% endmacro %}
