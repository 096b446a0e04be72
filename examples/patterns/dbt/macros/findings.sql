{# What data-quality rules are made of; see models/core/row_findings.sql. #}

{# The marks of a text that went through a wrong character set: U+FFFD, or UTF-8 read as Latin-1, which leaves a letter of
   U+00C2 to U+00F4 before a sign of U+0080 to U+00BF. No language writes these. #}
{% macro is_damaged(text) -%}{{ adapter.dispatch('is_damaged')(text) }}{%- endmacro %}
{% macro default__is_damaged(text) -%}({{ text }} ~ '\ufffd|[\u00c2-\u00f4][\u0080-\u00bf]'){%- endmacro %}
{% macro duckdb__is_damaged(text) -%}regexp_matches({{ text }}, '\x{fffd}|[\x{c2}-\x{f4}][\x{80}-\x{bf}]'){%- endmacro %}
{% macro bigquery__is_damaged(text) -%}regexp_contains({{ text }}, r'\x{fffd}|[\x{c2}-\x{f4}][\x{80}-\x{bf}]'){%- endmacro %}

{% macro is_id(text) -%}{{ matches(text, '^[0-9]{1,18}$') }}{%- endmacro %}
{% macro is_real(text) -%}{{ matches(text, '^-?[0-9]+([.][0-9]+)?(e[-+]?[0-9]+)?$') }}{%- endmacro %}

{# A condition on each of several columns, joined by `or`. #}
{% macro any_of(columns, condition) -%}
  ({% for column in columns %}{{ condition(column) }}{{ ' or ' if not loop.last }}{% endfor %})
{%- endmacro %}
{% macro is_missing(column) -%}{{ column }} is null{%- endmacro %}

{# A day of no calendar that a shop keeps: 0001-01-01 and 9999-12-31 stand for "none". #}
{% macro is_no_day(day) -%}
  ({{ day }} < cast('1780-01-01' as date) or {{ day }} > cast('2200-01-01' as date))
{%- endmacro %}

{# The rows of a query with a rule that they break. `about` names what else may be to blame: a table and a key in it. #}
{% macro broken_rules(table, relation, key, about_table='null', about_key='null') -%}
  select
    '{{ table }}' as table_name, cast(_file_id as bigint) as _file_id, cast(_row_number as bigint) as _row_number,
    {{ as_text(key) }} as row_key, rule, {{ as_text(about_table) }} as about_table, {{ as_text(about_key) }} as about_key
  from {{ relation }}
  where rule is not null
{%- endmacro %}

{# The same for what no row can be named for: an order whose rows contradict each other, or a row that is not there. #}
{% macro broken_without_row(table, relation, key, rule, about_key=none) -%}
  select
    '{{ table }}' as table_name, cast(null as bigint) as _file_id, cast(null as bigint) as _row_number,
    {{ as_text(key) }} as row_key, '{{ rule }}' as rule, {{ as_text("'" ~ table ~ "'") }} as about_table,
    {{ as_text(about_key or key) }} as about_key
  from {{ relation }}
{%- endmacro %}

{# Of lines numbered 1, 2, ... in an order, the first number that is left out before one that is there. #}
{% macro gaps(relation) -%}
  select order_id, previous + 1 as line_no
  from (
    select order_id, line_read, coalesce(lag(line_read) over (partition by order_id order by line_read), 0) as previous
    from (select distinct order_id, line_read from {{ relation }} where {{ is_id('order_id') }} and line_read >= 1)
      as numbers
  ) as steps
  where line_read > previous + 1
{%- endmacro %}
