{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage']), materialized='view') }}
-- Every line with what a dashboard filters by: its day, where it was sold, the category of its product and the RFM segment
-- that its customer is in at the end of the file.
select
  lines.line_key, lines.order_id, lines.customer_id, lines.product_id, lines.ordered_on, lines.kind,
  coalesce(lines.country, customers.country, 'unknown') as location,
  coalesce(products.category, 'unknown') as category,
  coalesce(segments.segment, 'no customer') as segment,
  lines.quantity, lines.discount, lines.amount
from {{ ref('fct_line_items') }} as lines
inner join {{ ref('dim_customer') }} as customers on customers.customer_id = lines.customer_id
inner join {{ ref('dim_product') }} as products on products.product_id = lines.product_id
left join {{ ref('mart_rfm_segments') }} as segments on segments.customer_id = lines.customer_id
