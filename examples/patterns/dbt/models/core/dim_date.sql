{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- Every day from the first to the last on which something was sold, plus the rest of the first and last month.
with bounds as (
  select
    min(ordered_on) as first_sale_on,
    max(ordered_on) as last_sale_on,
    {{ month_of('min(ordered_on)') }} as first_day,
    {{ days_between(month_of('min(ordered_on)'), plus_days(month_of(plus_days(month_of('max(ordered_on)'), 31)), -1)) }}
      as last_index
  from {{ ref('fct_line_items') }}
),
digits as (
  {% for digit in range(10) %}select {{ digit }} as digit{{ ' union all ' if not loop.last }}{% endfor %}
),
numbers as (
  select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit + 10000 * myriads.digit as day_index
  from digits as ones
  cross join digits as tens
  cross join digits as hundreds
  cross join digits as thousands
  cross join digits as myriads
),
days as (
  select {{ plus_days('bounds.first_day', 'numbers.day_index') }} as date_day, bounds.first_sale_on, bounds.last_sale_on
  from numbers
  inner join bounds on numbers.day_index <= bounds.last_index
)
select
  date_day,
  {{ month_of('date_day') }} as month,
  extract(year from date_day) as year,
  extract(month from date_day) as month_of_year,
  extract(day from date_day) as day_of_month,
  {{ iso_weekday('date_day') }} as iso_weekday,
  {{ iso_weekday('date_day') }} >= 6 as is_weekend,
  {{ season_of('date_day') }} as season,
  date_day between first_sale_on and last_sale_on as is_covered
from days
