{{ config(enabled=source_is(['mocker']), materialized='incremental', unique_key='ordered_on',
          incremental_strategy=by_day_strategy(), partition_by=by_day_partition()) }}
-- One row per line of mocker's transactions, with the reason where it is rejected.
with raw as (
  select
    *,
    {{ read_timestamp('ordered_at') }} as time_read,
    {{ read_integer('quantity') }} as units,
    {{ read_decimal('unit_price') }} as price_read,
    {{ read_decimal('discount') }} as discount_read,
    {{ read_decimal('amount') }} as amount_read
  from {{ source('raw', 'transactions') }}
  where {{ is_read(read_date('ordered_at')) }}
),
numbered as (
  select
    *,
    row_number() over (
      partition by order_id, line_no, customer_id, sku_id, ordered_at, kind, quantity, unit_price, discount, amount,
        refers_to_order_id, refers_to_line_no
      order by _file_id, _row_number
    ) as copy_no
  from raw
)
select
  order_id || '-' || line_no || case when copy_no > 1 then '~' || {{ as_text('copy_no') }} else '' end as line_key,
  order_id,
  {{ read_integer('line_no') }} as line_no,
  coalesce(customer_id, 'unknown') as customer_id,
  sku_id as product_id,
  'mocker' as shop_id,
  cast(null as {{ text_type() }}) as country,
  time_read as ordered_at,
  coalesce(cast(time_read as date), {{ no_day() }}) as ordered_on,
  case when kind = 'exchange' and units < 0 then 'return' when kind = 'exchange' then 'sale' else kind end as kind,
  kind = 'exchange' as is_exchange,
  units as quantity,
  price_read as unit_price,
  {{ money('coalesce(discount_read, 0)') }} as discount,
  {{ money('coalesce(amount_read, 0)') }} as amount,
  refers_to_order_id || '-' || refers_to_line_no as refers_to_line_key,
  copy_no > 1 as is_duplicate,
  case
    when order_id is null or sku_id is null or time_read is null or units is null or price_read is null
      or amount_read is null or discount_read is null or {{ read_integer('line_no') }} is null then 'unreadable value'
    when kind is null or kind not in ('sale', 'return', 'exchange') then 'impossible value: kind'
    when {{ is_no_day('cast(time_read as date)') }} then 'impossible value: day'
    when price_read = 0 then 'zero price'
    when price_read < 0 then 'impossible value: price below zero'
    when units = 0 then 'impossible value: quantity of zero'
    when kind = 'sale' and units < 0 then 'impossible value: sale of negative quantity'
    when kind = 'return' and units > 0 then 'impossible value: return of positive quantity'
    when copy_no > 1 and {{ 'true' if var('remove_duplicates') else 'false' }} then 'exact duplicate'
  end as reject_reason,
  _file_id,
  _row_number
from numbered
