{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage']), materialized='incremental', unique_key='ordered_on',
          incremental_strategy=by_day_strategy(), partition_by=by_day_partition()) }}
-- One row per order with something kept. An order that only takes goods back is a return.
select
  order_id,
  min(customer_id) as customer_id,
  min(shop_id) as shop_id,
  min(country) as country,
  min(ordered_at) as ordered_at,
  min(ordered_on) as ordered_on,
  case when sum(case when kind = 'sale' then 1 else 0 end) > 0 then 'sale' else 'return' end as kind,
  count(*) as n_lines,
  sum(quantity) as units,
  {{ money('sum(case when amount > 0 then amount else 0 end)') }} as gross_amount,
  {{ money('sum(case when amount < 0 then amount else 0 end)') }} as returned_amount,
  {{ money('sum(amount)') }} as amount,
  {{ money('sum(discount)') }} as discount
from {{ ref('fct_line_items') }}
where {{ is_read('ordered_on') }}
group by order_id
