{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- A row per month and shop, months without sales included. The first and the last month count the days from the first sale
-- and to the last; a month is a peak if its revenue per day is 1.25 times the mean of the shop's months or more.
with months as (
  select dates.month, shops.shop_id, count(*) as n_days
  from {{ ref('dim_date') }} as dates
  cross join {{ ref('dim_shop') }} as shops
  where dates.is_covered
  group by dates.month, shops.shop_id
),
orders as (
  select
    {{ month_of('ordered_on') }} as month,
    shop_id,
    sum(case when kind = 'sale' then 1 else 0 end) as n_orders,
    count(distinct case when kind = 'sale' and customer_id <> 'unknown' then customer_id end) as n_customers,
    sum(units) as units,
    sum(gross_amount) as gross_revenue,
    sum(returned_amount) as returned_revenue,
    sum(amount) as revenue
  from {{ ref('fct_orders') }}
  group by {{ month_of('ordered_on') }}, shop_id
),
joined as (
  select
    months.month, months.shop_id, months.n_days,
    coalesce(orders.n_orders, 0) as n_orders, coalesce(orders.n_customers, 0) as n_customers,
    coalesce(orders.units, 0) as units, {{ money('coalesce(orders.gross_revenue, 0)') }} as gross_revenue,
    {{ money('coalesce(orders.returned_revenue, 0)') }} as returned_revenue, {{ money('coalesce(orders.revenue, 0)') }} as revenue
  from months
  left join orders on orders.month = months.month and orders.shop_id = months.shop_id
),
compared as (
  select
    *,
    lag(revenue) over (partition by shop_id order by month) as revenue_before,
    {{ as_real('revenue') }} / n_days as revenue_per_day,
    avg({{ as_real('revenue') }} / n_days) over (partition by shop_id) as mean_revenue_per_day
  from joined
)
select
  month, shop_id, n_days, n_orders, n_customers, units, gross_revenue, returned_revenue, revenue,
  case when n_orders > 0 then {{ as_real('revenue') }} / n_orders end as revenue_per_order,
  case when revenue_before > 0 then {{ as_real('revenue') }} / {{ as_real('revenue_before') }} - 1 end as growth,
  revenue_per_day / nullif(mean_revenue_per_day, 0) as seasonal_index,
  coalesce(revenue_per_day >= 1.25 * mean_revenue_per_day and revenue_per_day > 0, false) as is_peak
from compared
