{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- Of the customers whose first order was in a month, how many ordered again so many months later.
with orders as (
  select customer_id, {{ month_of('ordered_on') }} as month
  from {{ ref('fct_orders') }}
  where kind = 'sale' and customer_id <> 'unknown'
  group by customer_id, {{ month_of('ordered_on') }}
),
cohorts as (
  select customer_id, min(month) as cohort_month from orders group by customer_id
),
sizes as (
  select cohort_month, count(*) as cohort_size from cohorts group by cohort_month
),
active as (
  select cohorts.cohort_month, {{ months_between('cohorts.cohort_month', 'orders.month') }} as months_since_first,
    count(*) as n_customers
  from orders
  inner join cohorts on cohorts.customer_id = orders.customer_id
  group by cohorts.cohort_month, {{ months_between('cohorts.cohort_month', 'orders.month') }}
)
select
  active.cohort_month, cast(active.months_since_first as integer) as months_since_first, sizes.cohort_size,
  active.n_customers, {{ as_real('active.n_customers') }} / sizes.cohort_size as retention
from active
inner join sizes on sizes.cohort_month = active.cohort_month
