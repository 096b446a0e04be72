{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- What can be added over days, places, categories and segments.
select
  ordered_on, location, category, segment,
  count(*) as n_lines,
  sum(quantity) as units,
  {{ money("sum(case when kind = 'sale' then amount else 0 end)") }} as gross_revenue,
  {{ money("sum(case when kind = 'return' then amount else 0 end)") }} as returned_revenue,
  {{ money('sum(amount)') }} as revenue,
  {{ money('sum(discount)') }} as discount
from {{ ref('int_dashboard_lines') }}
group by ordered_on, location, category, segment
