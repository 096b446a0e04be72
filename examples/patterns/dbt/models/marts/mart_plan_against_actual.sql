{{ config(enabled=source_is(['vantage'])) }}
with orders as (
  select shop_id, {{ month_of('ordered_on') }} as month, count(*) as n_orders
  from {{ ref('fct_orders') }}
  group by shop_id, {{ month_of('ordered_on') }}
),
lines as (
  select lines.shop_id, {{ month_of('lines.ordered_on') }} as month, sum(lines.amount) as revenue,
    sum(lines.amount - lines.quantity * products.unit_cost) as margin
  from {{ ref('fct_line_items') }} as lines
  inner join {{ ref('dim_product') }} as products on products.product_id = lines.product_id
  group by lines.shop_id, {{ month_of('lines.ordered_on') }}
),
spend as (
  select shop_id, {{ month_of('spent_on') }} as month, sum(spend) as spend
  from {{ ref('fct_marketing_daily') }}
  group by shop_id, {{ month_of('spent_on') }}
)
select
  plan.month, plan.shop_id, plan.plan_revenue, {{ money('coalesce(lines.revenue, 0)') }} as revenue,
  plan.plan_orders, coalesce(orders.n_orders, 0) as n_orders,
  plan.plan_margin, {{ money('coalesce(lines.margin, 0)') }} as margin,
  {{ money('coalesce(spend.spend, 0)') }} as marketing_spend,
  {{ as_real('lines.revenue') }} / nullif({{ as_real('plan.plan_revenue') }}, 0) - 1 as revenue_over_plan
from {{ ref('fct_budget_monthly') }} as plan
left join orders on orders.month = plan.month and orders.shop_id = plan.shop_id
left join lines on lines.month = plan.month and lines.shop_id = plan.shop_id
left join spend on spend.month = plan.month and spend.shop_id = plan.shop_id
