{% macro days_between(first, last) -%}{{ dbt.datediff(first, last, 'day') }}{%- endmacro %}

{# A date; dbt's own dateadd gives a timestamp on some warehouses. #}
{% macro plus_days(day, n) -%}{{ adapter.dispatch('plus_days')(day, n) }}{%- endmacro %}
{% macro default__plus_days(day, n) -%}({{ day }} + cast({{ n }} as integer)){%- endmacro %}
{% macro bigquery__plus_days(day, n) -%}date_add({{ day }}, interval cast({{ n }} as int64) day){%- endmacro %}

{% macro month_of(day) -%}cast({{ dbt.date_trunc('month', day) }} as date){%- endmacro %}

{# 1 is Monday: 1 January 1900 was one. #}
{% macro iso_weekday(day) -%}(mod({{ days_between("cast('1900-01-01' as date)", day) }}, 7) + 1){%- endmacro %}

{# Whole months from the first day of one month to that of another. #}
{% macro months_between(first, last) -%}
  ((extract(year from {{ last }}) - extract(year from {{ first }})) * 12
    + extract(month from {{ last }}) - extract(month from {{ first }}))
{%- endmacro %}

{# Meteorological seasons of the northern hemisphere. #}
{% macro season_of(day) -%}
  case
    when extract(month from {{ day }}) in (12, 1, 2) then 'Winter'
    when extract(month from {{ day }}) in (3, 4, 5) then 'Spring'
    when extract(month from {{ day }}) in (6, 7, 8) then 'Summer'
    when extract(month from {{ day }}) in (9, 10, 11) then 'Fall'
  end
{%- endmacro %}

{% macro age_band(age) -%}
  case
    when {{ age }} < 25 then 'under 25' when {{ age }} < 35 then '25-34' when {{ age }} < 45 then '35-44'
    when {{ age }} < 55 then '45-54' when {{ age }} < 65 then '55-64' when {{ age }} >= 65 then '65 and over'
    else 'unknown'
  end
{%- endmacro %}
