{{ config(materialized='view') }}
-- One row per line sold, with what marts group it by; shopping trends' purchases in the same columns.
{% if source_is(['shopping_trends']) %}
select
  purchase_key as sale_key, customer_id, product_id, category, season, age_band, location, is_subscriber, is_discounted,
  1 as units, amount
from {{ ref('fct_purchases') }}
{% else %}
select
  lines.line_key as sale_key, lines.customer_id, lines.product_id, products.category,
  {{ season_of('lines.ordered_on') }} as season,
  case
    when customers.birth_date is null then 'unknown'
    else {{ age_band('floor(' ~ days_between('customers.birth_date', 'lines.ordered_on') ~ ' / 365.25)') }}
  end as age_band,
  coalesce(lines.country, customers.country, 'unknown') as location,
  customers.is_subscriber, lines.discount > 0 as is_discounted, lines.quantity as units, lines.amount
from {{ ref('fct_line_items') }} as lines
inner join {{ ref('dim_customer') }} as customers on customers.customer_id = lines.customer_id
inner join {{ ref('dim_product') }} as products on products.product_id = lines.product_id
where lines.kind = 'sale'
{% endif %}
