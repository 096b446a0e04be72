{{ config(enabled=source_is(['vantage'])) }}
-- Rows of vantage's files that break a rule. One file has a key once; a later file may bring the row again.
with products as (
  select
    *, {{ read_decimal('base_price_eur') }} as price_read, {{ read_decimal('cost_price_eur') }} as cost_read,
    row_number() over (partition by _file_id, sku_id order by _row_number) as copy_no
  from {{ source('raw', 'products') }}
),
product_rules as (
  select *, case
    when {{ any_of(['sku_id', 'category', 'sub_category', 'product_name', 'base_price_eur', 'cost_price_eur', 'sales_rank',
                    'return_probability'], is_missing) }} then 'value missing'
    when not {{ is_id('sku_id') }} or price_read is null or cost_read is null or not {{ is_real('sales_rank') }}
      or not {{ is_real('return_probability') }} then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when {{ any_of(['category', 'sub_category', 'product_name'], is_damaged) }} then 'damaged text'
    when price_read < 20 or price_read > 800 or cost_read <= 0 or cost_read > price_read
      then 'impossible value: price or cost'
  end as rule
  from products
),
marketing as (
  select
    *, {{ read_date('date') }} as day_read, {{ read_decimal('spend_eur') }} as spend_read,
    row_number() over (partition by _file_id, date, shop_id order by _row_number) as copy_no
  from {{ source('raw', 'marketing_daily') }}
),
-- A day that one shop alone has may be a slip.
marketing_days as (
  select day_read from marketing where not {{ is_no_day('day_read') }} group by day_read having count(distinct shop_id) > 1
),
calendar as (select min(day_read) as first_day, max(day_read) as last_day from marketing_days),
shops as (select shop_id from marketing where shop_id in ('DE', 'AT', 'CH') group by shop_id having count(*) > 1),
marketing_rules as (
  select marketing.*, case
    when {{ any_of(['date', 'shop_id', 'spend_eur'], is_missing) }} then 'value missing'
    when day_read is null or length(date) <> 10 or spend_read is null then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when shop_id not in ('DE', 'AT', 'CH') then 'impossible value: shop'
    when spend_read < 0 then 'impossible value: number'
    when day_read < calendar.first_day or day_read > calendar.last_day then 'impossible day'
  end as rule
  from marketing
  cross join calendar
),
marketing_gaps as (
  select {{ as_text('days.day_read') }} || '-' || shops.shop_id as missing_key
  from marketing_days as days
  cross join shops
  left join marketing on marketing.day_read = days.day_read and marketing.shop_id = shops.shop_id
  where marketing.day_read is null
),
budget as (
  select
    *, {{ read_date("month || '-01'") }} as month_read, {{ read_decimal('plan_revenue') }} as revenue_read,
    {{ read_integer('plan_orders') }} as orders_read, {{ read_decimal('plan_margin') }} as margin_read,
    row_number() over (partition by _file_id, month, shop_id order by _row_number) as copy_no
  from {{ source('raw', 'budget_monthly') }}
),
budget_rules as (
  select *, case
    when {{ any_of(['month', 'shop_id', 'plan_revenue', 'plan_orders', 'plan_margin'], is_missing) }} then 'value missing'
    when month_read is null or length(month) <> 7 or revenue_read is null or orders_read is null or margin_read is null
      then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when shop_id not in ('DE', 'AT', 'CH') then 'impossible value: shop'
    when revenue_read < 0 or orders_read < 0 or margin_read < 0 or margin_read > revenue_read
      then 'impossible value: number'
  end as rule
  from budget
),
budget_months as (select month from budget where month_read is not null group by month having count(distinct shop_id) > 1),
budget_gaps as (
  select months.month || '-' || shops.shop_id as missing_key
  from budget_months as months
  cross join shops
  left join budget on budget.month = months.month and budget.shop_id = shops.shop_id
  where budget.month is null
),
orders as (
  select
    *, {{ read_timestamp('order_ts') }} as time_read,
    row_number() over (partition by _file_id, order_id order by _row_number) as copy_no
  from {{ source('raw', 'orders') }}
),
order_rules as (
  select orders.*, case
    when {{ any_of(['order_id', 'shop_id', 'customer_id', 'order_ts'], is_missing) }} then 'value missing'
    when not ({{ is_id('order_id') }} and {{ is_id('customer_id') }}) or time_read is null then 'unreadable value'
    when copy_no > 1 then 'key twice'
    when shop_id not in ('DE', 'AT', 'CH') then 'impossible value: shop'
    when cast(time_read as date) < calendar.first_day or cast(time_read as date) > calendar.last_day then 'impossible day'
  end as rule
  from orders
  cross join calendar
),
-- Orders are numbered as they come: one whose time is beyond those of both its neighbours on a side is out of order.
neighbours as (
  select
    *,
    lead(time_read, 1) over (order by order_number) as next_time,
    lead(time_read, 2) over (order by order_number) as time_after,
    lag(time_read, 1) over (order by order_number) as previous_time,
    lag(time_read, 2) over (order by order_number) as time_before
  from (
    select *, {{ read_integer('order_id') }} as order_number from orders
    where time_read is not null and not {{ is_no_day('cast(time_read as date)') }} and copy_no = 1
  ) as readable
  where order_number is not null
),
out_of_order as (
  select *, 'time out of order' as rule from neighbours
  where (time_read > next_time and time_read > coalesce(time_after, next_time))
    or (time_read < previous_time and time_read < coalesce(time_before, previous_time))
),
line_items as (
  select
    *, {{ read_integer('line_no') }} as line_read, {{ read_integer('qty') }} as units,
    {{ read_decimal('unit_price_paid') }} as price_read,
    row_number() over (partition by _file_id, order_id, line_no order by _row_number) as copy_no
  from {{ source('raw', 'line_items') }}
),
line_rules as (
  select *, case
    when {{ any_of(['order_id', 'line_no', 'sku_id', 'qty', 'unit_price_paid', 'is_returned'], is_missing) }}
      then 'value missing'
    when not ({{ is_id('order_id') }} and {{ is_id('sku_id') }}) or line_read is null or units is null or price_read is null
      or is_returned not in ('true', 'false') then 'unreadable value'
    when copy_no > 1 then 'key twice'
    -- Baskets hold one or two pieces of a SKU; more than five is another unit.
    when line_read < 1 or units < 1 or units > 5 or price_read <= 0 then 'impossible value: number'
  end as rule
  from line_items
),
known_orders as (select distinct order_id from orders where order_id is not null),
known_products as (
  select sku_id, max(price_read) as price_read from products where sku_id is not null group by sku_id
),
unknown_orders as (
  select lines.*, 'unknown order' as rule
  from line_items as lines
  left join known_orders as known on known.order_id = lines.order_id
  where lines.order_id is not null and known.order_id is null
),
unknown_products as (
  select lines.*, 'unknown product' as rule
  from line_items as lines
  left join known_products as known on known.sku_id = lines.sku_id
  where lines.sku_id is not null and known.sku_id is null
),
above_list_price as (
  select lines.*, 'price above list price' as rule
  from line_items as lines
  inner join known_products as known on known.sku_id = lines.sku_id
  where lines.price_read > known.price_read
),
empty_orders as (
  select orders.*, 'order without lines' as rule
  from orders
  left join (select distinct order_id from line_items) as lines on lines.order_id = orders.order_id
  where orders.order_id is not null and lines.order_id is null
),
lines_of_orders as (
  select lines.order_id, lines.line_read from line_items as lines
  inner join known_orders as known on known.order_id = lines.order_id
),
gaps as ({{ gaps('lines_of_orders') }})
{{ broken_rules('products', 'product_rules', 'sku_id') }}
union all
{{ broken_rules('orders', 'order_rules', 'order_id') }}
union all
{{ broken_rules('orders', 'empty_orders', 'order_id', "'line_items'", 'order_id') }}
union all
{{ broken_rules('orders', 'out_of_order', 'order_id') }}
union all
{{ broken_rules('line_items', 'line_rules', "order_id || '-' || line_no") }}
union all
{{ broken_rules('line_items', 'unknown_orders', "order_id || '-' || line_no", "'orders'", 'order_id') }}
union all
{{ broken_rules('line_items', 'unknown_products', "order_id || '-' || line_no", "'products'", 'sku_id') }}
union all
{{ broken_rules('line_items', 'above_list_price', "order_id || '-' || line_no", "'products'", 'sku_id') }}
union all
{{ broken_without_row('line_items', 'gaps', "order_id || '-' || " ~ as_text('line_no'), 'line missing') }}
union all
{{ broken_rules('marketing_daily', 'marketing_rules', "date || '-' || shop_id") }}
union all
{{ broken_without_row('marketing_daily', 'marketing_gaps', 'missing_key', 'day missing') }}
union all
{{ broken_rules('budget_monthly', 'budget_rules', "month || '-' || shop_id") }}
union all
{{ broken_without_row('budget_monthly', 'budget_gaps', 'missing_key', 'month missing') }}
