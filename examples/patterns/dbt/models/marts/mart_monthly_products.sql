{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
select
  {{ month_of('ordered_on') }} as month, product_id, min(category) as category,
  sum(case when kind = 'sale' then 1 else 0 end) as n_sales,
  sum(case when kind = 'sale' then quantity else 0 end) as units_sold,
  sum(case when kind = 'return' then -quantity else 0 end) as units_returned,
  {{ money('sum(amount)') }} as revenue
from {{ ref('int_dashboard_lines') }}
group by {{ month_of('ordered_on') }}, product_id
