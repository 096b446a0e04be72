{{ config(enabled=source_is(['online_retail']), materialized='incremental', unique_key='ordered_on',
          incremental_strategy=by_day_strategy(), partition_by=by_day_partition()) }}
-- One row per line of an invoice, with the reason where it is rejected. The shop's rules:
--   an invoice that starts with C takes goods back; one that starts with A corrects the books;
--   a few invoices were keyed in over two or three minutes: the first one is the order's;
--   postage, fees, vouchers and manual entries are revenue but no merchandise.
with raw as (
  select
    *,
    {{ read_timestamp('invoice_date') }} as keyed_at,
    {{ read_integer('quantity') }} as units,
    {{ read_decimal('price') }} as price_read
  from {{ source('raw', 'invoice_lines') }}
  where {{ is_read(read_date('invoice_date')) }}
),
numbered as (
  select
    *,
    min(keyed_at) over (partition by invoice) as ordered_at,
    row_number() over (partition by invoice order by _file_id, _row_number) as line_no,
    row_number() over (
      partition by invoice, stock_code, description, quantity, invoice_date, price, customer_id, country
      order by _file_id, _row_number
    ) as copy_no
  from raw
),
typed as (
  select
    invoice || '-' || {{ as_text('line_no') }} as line_key,
    invoice as order_id,
    line_no,
    coalesce(replace(customer_id, '.0', ''), 'unknown') as customer_id,
    upper(stock_code) as product_id,
    description,
    'online' as shop_id,
    country,
    ordered_at,
    coalesce(cast(ordered_at as date), {{ no_day() }}) as ordered_on,
    case when invoice like 'C%' then 'return' else 'sale' end as kind,
    units as quantity,
    price_read as unit_price,
    {{ money('0') }} as discount,
    {{ money('coalesce(units * price_read, 0)') }} as amount,
    copy_no > 1 as is_duplicate,
    _file_id,
    _row_number,
    invoice
  from numbered
)
select
  line_key, order_id, line_no, customer_id, product_id, description, shop_id, country, ordered_at, ordered_on, kind, quantity,
  unit_price, discount, amount, is_duplicate,
  case
    when invoice is null or product_id is null or ordered_at is null or quantity is null or unit_price is null
      then 'unreadable value'
    when product_id like 'TEST%' then 'test SKU'
    when unit_price = 0 then 'zero price'
    when unit_price < 0 then 'impossible value: price below zero'
    when quantity = 0 then 'impossible value: quantity of zero'
    when kind = 'sale' and quantity < 0 then 'impossible value: sale of negative quantity'
    when kind = 'return' and quantity > 0 then 'impossible value: return of positive quantity'
    when is_duplicate and {{ 'true' if var('remove_duplicates') else 'false' }} then 'exact duplicate'
  end as reject_reason,
  _file_id, _row_number
from typed
