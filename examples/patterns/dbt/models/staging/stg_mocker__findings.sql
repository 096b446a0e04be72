{{ config(enabled=source_is(['mocker'])) }}
-- Rows of mocker's files that break a rule. One file has a key once; a later file may bring the row again.
with customers as (
  select
    *, {{ read_timestamp('registered_at') }} as registered_read, {{ read_date('birth_date') }} as born_on,
    row_number() over (partition by _file_id, customer_id order by _row_number) as copy_no
  from {{ source('raw', 'customers') }}
),
customer_rules as (
  select *, case
    when {{ any_of(['customer_id', 'registered_at', 'birth_date', 'gender', 'country', 'city', 'channel', 'segment',
                    'loyalty_tier'], is_missing) }} then 'value missing'
    when not {{ is_id('customer_id') }} or registered_read is null or born_on is null or length(birth_date) <> 10
      then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when {{ any_of(['gender', 'country', 'city', 'channel', 'segment', 'loyalty_tier'], is_damaged) }} then 'damaged text'
    when gender not in ('female', 'male', 'other', 'unknown') then 'impossible value: gender'
    when {{ is_no_day('born_on') }} or {{ is_no_day('cast(registered_read as date)') }}
      or born_on > cast(registered_read as date) then 'impossible day'
  end as rule
  from customers
),
products as (
  select
    *, {{ read_decimal('price') }} as price_read, {{ read_decimal('cost') }} as cost_read,
    {{ read_date('launched_on') }} as launched_read,
    row_number() over (partition by _file_id, sku_id order by _row_number) as copy_no
  from {{ source('raw', 'products') }}
),
product_rules as (
  select *, case
    when {{ any_of(['sku_id', 'product_group', 'name', 'brand', 'category_l1', 'category_l2', 'category_l3', 'price', 'cost',
                    'launched_on'], is_missing) }} then 'value missing'
    when not {{ is_id('sku_id') }} or price_read is null or cost_read is null or launched_read is null
      or length(launched_on) <> 10 then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when {{ any_of(['product_group', 'name', 'brand', 'category_l1', 'category_l2', 'category_l3'], is_damaged) }}
      then 'damaged text'
    when price_read <= 0 or cost_read < 0 or cost_read > price_read then 'impossible value: price or cost'
    when {{ is_no_day('launched_read') }} then 'impossible day'
  end as rule
  from products
),
transactions as (
  select
    *, {{ read_timestamp('ordered_at') }} as time_read, {{ read_integer('line_no') }} as line_read,
    {{ read_integer('quantity') }} as units, {{ read_decimal('unit_price') }} as price_read,
    {{ read_decimal('discount') }} as discount_read, {{ read_decimal('amount') }} as amount_read,
    row_number() over (partition by _file_id, order_id, line_no order by _row_number) as copy_no
  from {{ source('raw', 'transactions') }}
),
known_customers as (select distinct customer_id from customers where customer_id is not null),
known_products as (select distinct sku_id from products where sku_id is not null),
known_lines as (
  select distinct order_id || '-' || line_no as line_key from transactions where order_id is not null and line_no is not null
),
transaction_rules as (
  select lines.*, case
    when {{ any_of(['lines.order_id', 'line_no', 'lines.customer_id', 'lines.sku_id', 'ordered_at', 'kind', 'quantity',
                    'unit_price', 'discount', 'amount'], is_missing) }}
      or (refers_to_order_id is null) <> (refers_to_line_no is null) then 'value missing'
    when not ({{ is_id('lines.order_id') }} and {{ is_id('lines.customer_id') }} and {{ is_id('lines.sku_id') }})
      or time_read is null or line_read is null or units is null or price_read is null or discount_read is null
      or amount_read is null
      or (refers_to_order_id is not null
          and not ({{ is_id('refers_to_order_id') }} and {{ is_id('refers_to_line_no') }})) then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when kind not in ('sale', 'return', 'exchange') then 'impossible value: kind'
    when line_read < 1 or price_read < 0 or units = 0 or (kind = 'sale' and units < 0) or (kind = 'return' and units > 0)
      then 'impossible value: number'
    when {{ is_no_day('cast(time_read as date)') }} then 'impossible day'
    when units * price_read - discount_read <> amount_read then 'ledger does not close'
  end as rule
  from transactions as lines
),
unknown_customers as (
  select lines.*, 'unknown customer' as rule
  from transactions as lines
  left join known_customers as known on known.customer_id = lines.customer_id
  where lines.customer_id is not null and known.customer_id is null
),
unknown_products as (
  select lines.*, 'unknown product' as rule
  from transactions as lines
  left join known_products as known on known.sku_id = lines.sku_id
  where lines.sku_id is not null and known.sku_id is null
),
unknown_sales as (
  select lines.*, 'unknown sale' as rule
  from transactions as lines
  left join known_lines as known on known.line_key = lines.refers_to_order_id || '-' || lines.refers_to_line_no
  where lines.refers_to_order_id is not null and lines.refers_to_line_no is not null and known.line_key is null
),
orders as (
  select order_id, count(distinct time_read) as n_times, count(distinct customer_id) as n_customers
  from transactions
  where order_id is not null
  group by order_id
),
several_times as (select * from orders where n_times > 1),
several_customers as (select * from orders where n_customers > 1),
gaps as ({{ gaps('transactions') }})
{{ broken_rules('customers', 'customer_rules', 'customer_id') }}
union all
{{ broken_rules('products', 'product_rules', 'sku_id') }}
union all
{{ broken_rules('transactions', 'transaction_rules', "order_id || '-' || line_no") }}
union all
{{ broken_rules('transactions', 'unknown_customers', "order_id || '-' || line_no", "'customers'", 'customer_id') }}
union all
{{ broken_rules('transactions', 'unknown_products', "order_id || '-' || line_no", "'products'", 'sku_id') }}
union all
{{ broken_rules('transactions', 'unknown_sales', "order_id || '-' || line_no", "'transactions'",
                "refers_to_order_id || '-' || refers_to_line_no") }}
union all
{{ broken_without_row('transactions', 'several_times', 'order_id', 'order at several times') }}
union all
{{ broken_without_row('transactions', 'several_customers', 'order_id', 'order of several customers') }}
union all
{{ broken_without_row('transactions', 'gaps', "order_id || '-' || " ~ as_text('line_no'), 'line missing') }}
