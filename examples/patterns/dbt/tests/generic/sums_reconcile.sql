{# Days on which this model and the parts it should be made of differ in rows or in the sum of a column of money, to the
   cent. `parts` are relations with a day, or without one where `day` is none; conditions may narrow either side. #}
{% test sums_reconcile(model, column_name, parts, day=none, rows=true, where_model='true', where_parts='true') %}
{%- set day_column = day if day else "cast('1900-01-01' as date)" -%}
with these as (
  select {{ day_column }} as compared_day, {{ 'count(*)' if rows else '0' }} as n_rows,
    {{ money('coalesce(sum(' ~ column_name ~ '), 0)') }} as total
  from {{ model }}
  where {{ where_model }}
  {% if day %}group by {{ day }}{% endif %}
),
entries as (
  {% for part in parts %}
  select {{ day_column }} as compared_day, {{ column_name }} as amount from {{ part }} where {{ where_parts }}
  {{ 'union all' if not loop.last }}
  {% endfor %}
),
those as (
  select compared_day, {{ 'count(*)' if rows else '0' }} as n_rows, {{ money('coalesce(sum(amount), 0)') }} as total
  from entries
  group by compared_day
)
select coalesce(these.compared_day, those.compared_day) as compared_day, these.n_rows as n_rows, those.n_rows as n_rows_of_parts,
  these.total as total, those.total as total_of_parts
from these
full outer join those on those.compared_day = these.compared_day
where coalesce(these.n_rows, 0) <> coalesce(those.n_rows, 0) or coalesce(these.total, 0) <> coalesce(those.total, 0)
{% endtest %}
