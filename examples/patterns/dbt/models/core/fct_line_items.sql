{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage']), materialized='incremental', unique_key='ordered_on',
          incremental_strategy=by_day_strategy(), partition_by=by_day_partition()) }}
-- Every line that was kept. Returns are rows of their own with negative quantity and amount.
select
  line_key, order_id, line_no, customer_id, product_id, shop_id, country, ordered_at, ordered_on, kind, quantity, unit_price,
  discount, amount, is_duplicate
from {{ ref('stg_' ~ var('source') ~ '__lines') }}
where reject_reason is null and {{ is_read('ordered_on') }}
