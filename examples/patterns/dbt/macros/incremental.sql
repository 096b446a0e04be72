{# Models that grow by days replace whole days: the days that a run reads again are deleted and inserted. The same rows as
   a full rebuild, whatever the number of runs, as no window in them looks over more than a day. #}
{% macro by_day_strategy() %}
  {{ return('insert_overwrite' if target.type == 'bigquery' else 'delete+insert') }}
{% endmacro %}

{% macro by_day_partition() %}
  {{ return({'field': 'ordered_on', 'data_type': 'date'} if target.type == 'bigquery' else none) }}
{% endmacro %}

{% macro runs_incrementally() %}
  {{ return(is_incremental() if var('assume_incremental') is none else var('assume_incremental')) }}
{% endmacro %}

{# First day that this run reads, as SQL; call it only where runs_incrementally(). #}
{% macro first_day_to_read() -%}
  {%- if var('reload_from') -%}
    cast('{{ var("reload_from") }}' as date)
  {%- else -%}
    (select coalesce({{ plus_days('max(known.ordered_on)', -var('late_days')) }}, {{ no_day() }}) from {{ this }} as known)
  {%- endif -%}
{%- endmacro %}

{# A condition for the where clause: true for days that this run reads. Rows without a readable day are always read. #}
{% macro is_read(day) -%}
  {%- if runs_incrementally() -%}
    ({{ day }} >= {{ first_day_to_read() }} or {{ day }} is null or {{ day }} = {{ no_day() }})
  {%- else -%}
    true
  {%- endif -%}
{%- endmacro %}

{# The day under which rows without a readable one are kept, in rejected_rows. #}
{% macro no_day() -%}cast('1900-01-01' as date){%- endmacro %}
