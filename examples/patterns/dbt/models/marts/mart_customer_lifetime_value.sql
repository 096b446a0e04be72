{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- What each known customer has brought so far, returns taken out; margin where the source has costs. It says nothing about
-- the future.
with bounds as (
  select max(ordered_on) as last_day from {{ ref('fct_orders') }}
),
margins as (
  select lines.customer_id, sum(lines.quantity * products.unit_cost) as cost,
    sum(case when products.unit_cost is null then 1 else 0 end) as n_without_cost
  from {{ ref('fct_line_items') }} as lines
  left join {{ ref('dim_product') }} as products on products.product_id = lines.product_id
  group by lines.customer_id
),
customers as (
  select
    customer_id,
    min(case when kind = 'sale' then ordered_on end) as first_order_on,
    max(case when kind = 'sale' then ordered_on end) as last_order_on,
    sum(case when kind = 'sale' then 1 else 0 end) as n_orders,
    {{ money('sum(amount)') }} as revenue,
    {{ money('sum(discount)') }} as discount
  from {{ ref('fct_orders') }}
  where customer_id <> 'unknown'
  group by customer_id
)
select
  customers.customer_id, customers.first_order_on, customers.last_order_on, customers.n_orders,
  case when customers.n_orders > 0 then customers.n_orders - 1 else 0 end as n_repeat_orders,
  {{ days_between('customers.first_order_on', 'customers.last_order_on') }} as age_at_last_order,
  {{ days_between('customers.first_order_on', 'bounds.last_day') }} as age,
  customers.revenue, customers.discount,
  case when margins.n_without_cost = 0 then {{ money('customers.revenue - margins.cost') }} end as margin,
  case when customers.n_orders > 0 then {{ as_real('customers.revenue') }} / customers.n_orders end as revenue_per_order
from customers
cross join bounds
inner join margins on margins.customer_id = customers.customer_id
