{# Raw tables hold text. These read it, and give null where the text is not of the kind: staging rejects such rows. #}

{% macro matches(text, pattern) -%}{{ adapter.dispatch('matches')(text, pattern) }}{%- endmacro %}
{% macro default__matches(text, pattern) -%}({{ text }} ~ '{{ pattern }}'){%- endmacro %}
{% macro duckdb__matches(text, pattern) -%}regexp_matches({{ text }}, '{{ pattern }}'){%- endmacro %}
{% macro bigquery__matches(text, pattern) -%}regexp_contains({{ text }}, r'{{ pattern }}'){%- endmacro %}

{% macro text_type() -%}{{ 'string' if target.type == 'bigquery' else 'varchar' }}{%- endmacro %}
{% macro as_text(expression) -%}cast({{ expression }} as {{ text_type() }}){%- endmacro %}
{# For ratios: DuckDB divides decimals as doubles and PostgreSQL does not, and a mean rounded to cents differs between them
   in its ties. Of doubles the quotient has the same bits on both. #}
{% macro as_real(expression) -%}cast({{ expression }} as {{ 'float64' if target.type == 'bigquery' else 'double precision' }}){%- endmacro %}

{# Currency units, two decimals, half away from zero. #}
{% macro money(expression) -%}{{ adapter.dispatch('money')(expression) }}{%- endmacro %}
{% macro default__money(expression) -%}cast(round({{ expression }}, 2) as numeric(18, 2)){%- endmacro %}
{% macro bigquery__money(expression) -%}round(cast({{ expression }} as numeric), 2){%- endmacro %}

{# A decimal number of up to four places, with or without an exponent of zero. #}
{% macro read_decimal(text) -%}{{ adapter.dispatch('read_decimal')(text) }}{%- endmacro %}
{% macro default__read_decimal(text) -%}
  case when {{ matches(text, '^-?[0-9]{1,13}([.][0-9]+)?$') }} then cast({{ text }} as numeric(18, 4)) end
{%- endmacro %}
{% macro duckdb__read_decimal(text) -%}
  case when {{ matches(text, '^-?[0-9]{1,13}([.][0-9]+)?$') }} then try_cast({{ text }} as decimal(18, 4)) end
{%- endmacro %}
{% macro bigquery__read_decimal(text) -%}
  case when {{ matches(text, '^-?[0-9]{1,13}([.][0-9]+)?$') }} then safe_cast({{ text }} as numeric) end
{%- endmacro %}

{% macro read_integer(text) -%}{{ adapter.dispatch('read_integer')(text) }}{%- endmacro %}
{% macro default__read_integer(text) -%}
  case when {{ matches(text, '^-?[0-9]{1,18}$') }} then cast({{ text }} as bigint) end
{%- endmacro %}
{% macro duckdb__read_integer(text) -%}
  case when {{ matches(text, '^-?[0-9]{1,18}$') }} then try_cast({{ text }} as bigint) end
{%- endmacro %}
{% macro bigquery__read_integer(text) -%}
  case when {{ matches(text, '^-?[0-9]{1,18}$') }} then safe_cast({{ text }} as int64) end
{%- endmacro %}

{# YYYY-MM-DD, alone or before a time. PostgreSQL has no cast that forgives: 31 February is the first of the month plus 30
   days, which is in another month. #}
{% macro read_date(text) -%}{{ adapter.dispatch('read_date')(text) }}{%- endmacro %}
{% macro duckdb__read_date(text) -%}try_cast(substr({{ text }}, 1, 10) as date){%- endmacro %}
{% macro bigquery__read_date(text) -%}safe_cast(substr({{ text }}, 1, 10) as date){%- endmacro %}
{% macro default__read_date(text) -%}
  case
    when {{ matches(text, '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])') }}
      and substr({{ text }}, 1, 4) <> '0000'
      and extract(month from cast(substr({{ text }}, 1, 8) || '01' as date) + (cast(substr({{ text }}, 9, 2) as integer) - 1))
        = cast(substr({{ text }}, 6, 2) as integer)
    then cast(substr({{ text }}, 1, 8) || '01' as date) + (cast(substr({{ text }}, 9, 2) as integer) - 1)
  end
{%- endmacro %}

{# YYYY-MM-DD HH:MM:SS, with a blank or a T between; local time of the shop. #}
{% macro read_timestamp(text) -%}{{ adapter.dispatch('read_timestamp')(text) }}{%- endmacro %}
{% macro time_pattern() -%}^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.]0+)?${%- endmacro %}
{% macro duckdb__read_timestamp(text) -%}
  case when {{ matches(text, time_pattern()) }} then try_cast({{ text }} as timestamp) end
{%- endmacro %}
{% macro bigquery__read_timestamp(text) -%}
  case when {{ matches(text, time_pattern()) }} then safe_cast({{ text }} as datetime) end
{%- endmacro %}
{% macro default__read_timestamp(text) -%}
  case when {{ matches(text, time_pattern()) }} then {{ read_date(text) }} + cast(substr({{ text }}, 12, 8) as time) end
{%- endmacro %}
