{{ config(enabled=source_is(['vantage']), materialized='incremental', unique_key='ordered_on',
          incremental_strategy=by_day_strategy(), partition_by=by_day_partition()) }}
-- One row per line, with what its order says. Revenue is quantity times price paid; what comes back is marked, not taken out.
with orders as (
  select *, {{ read_timestamp('order_ts') }} as time_read
  from (
    select *, row_number() over (partition by order_id order by _file_id desc, _row_number desc) as age_of_row
    from {{ source('raw', 'orders') }}
  ) as every_row
  where age_of_row = 1 and {{ is_read(read_date('order_ts')) }}
),
raw as (
  select
    lines.*, orders.shop_id, orders.customer_id, orders.time_read,
    {{ read_integer('lines.qty') }} as units,
    {{ read_decimal('lines.unit_price_paid') }} as price_read,
    {{ read_decimal('products.base_price_eur') }} as list_price_read,
    row_number() over (
      partition by lines.order_id, lines.line_no, lines.sku_id, lines.qty, lines.unit_price_paid, lines.is_returned
      order by lines._file_id, lines._row_number
    ) as copy_no
  from {{ source('raw', 'line_items') }} as lines
  inner join orders on orders.order_id = lines.order_id
  left join (
    select *, row_number() over (partition by sku_id order by _file_id desc, _row_number desc) as age_of_row
    from {{ source('raw', 'products') }}
  ) as products on products.sku_id = lines.sku_id and products.age_of_row = 1
)
select
  order_id || '-' || line_no || case when copy_no > 1 then '~' || {{ as_text('copy_no') }} else '' end as line_key,
  order_id,
  {{ read_integer('line_no') }} as line_no,
  coalesce(customer_id, 'unknown') as customer_id,
  sku_id as product_id,
  shop_id,
  shop_id as country,
  time_read as ordered_at,
  coalesce(cast(time_read as date), {{ no_day() }}) as ordered_on,
  'sale' as kind,
  units as quantity,
  price_read as unit_price,
  {{ money('coalesce(units * (list_price_read - price_read), 0)') }} as discount,
  {{ money('coalesce(units * price_read, 0)') }} as amount,
  is_returned = 'true' as is_returned,
  copy_no > 1 as is_duplicate,
  case
    when order_id is null or sku_id is null or time_read is null or units is null or price_read is null
      or {{ read_integer('line_no') }} is null or is_returned is null or is_returned not in ('true', 'false')
      then 'unreadable value'
    when {{ is_no_day('cast(time_read as date)') }} then 'impossible value: day'
    when price_read = 0 then 'zero price'
    when price_read < 0 then 'impossible value: price below zero'
    when units <= 0 then 'impossible value: quantity not above zero'
    when copy_no > 1 and {{ 'true' if var('remove_duplicates') else 'false' }} then 'exact duplicate'
  end as reject_reason,
  _file_id,
  _row_number
from raw
