{# One row where the newest day is more than max_age_days before the run's logical date, or after it. Off where the run has
   none, as for historic files: their newest day stays what it is. #}
{% test fresh(model, column_name) %}
{% if var('logical_date') %}
select * from (select max({{ column_name }}) as newest_day, cast('{{ var("logical_date") }}' as date) as logical_date from {{ model }}) as newest
where newest_day is null or newest_day > logical_date
  or {{ days_between('newest_day', 'logical_date') }} > {{ var('max_age_days') }}
{% else %}
select 1 as newest_day where false
{% endif %}
{% endtest %}
