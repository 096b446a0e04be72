{# Models go into the schema of their source; a custom schema is appended: mocker, mocker_failures. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ var('source') }}{{ '_' ~ custom_schema_name if custom_schema_name else '' }}
{%- endmacro %}

{# True where the source named by --vars is one of those given: models without input are disabled. #}
{% macro source_is(names) %}{{ return(var('source') in names) }}{% endmacro %}
