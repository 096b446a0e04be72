{{ config(enabled=source_is(['vantage'])) }}
with newest as (
  select *, row_number() over (partition by month, shop_id order by _file_id desc, _row_number desc) as age_of_row
  from {{ source('raw', 'budget_monthly') }}
)
select
  {{ read_date("month || '-01'") }} as month,
  shop_id,
  {{ money(read_decimal('plan_revenue')) }} as plan_revenue,
  {{ read_integer('plan_orders') }} as plan_orders,
  {{ money(read_decimal('plan_margin')) }} as plan_margin
from newest
where age_of_row = 1
