{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- Recency, frequency and monetary value of each known customer, scored 1 to 5 by fifths of the customers. Equal values get
-- equal scores, as a score follows the number of customers with a smaller value, which ntile() does not. The names are in
-- the seed rfm_segments: by the score of recency and the mean of the other two, halves up.
with today as (
  select max(ordered_on) as last_day from {{ ref('fct_orders') }}
),
customers as (
  select
    customer_id,
    max(case when kind = 'sale' then ordered_on end) as last_order_on,
    sum(case when kind = 'sale' then 1 else 0 end) as n_orders,
    {{ money('sum(amount)') }} as revenue
  from {{ ref('fct_orders') }}
  where customer_id <> 'unknown'
  group by customer_id
),
measured as (
  select
    customers.*,
    {{ days_between('customers.last_order_on', 'today.last_day') }} as days_since_last_order,
    {{ as_real('revenue') }} / n_orders as monetary
  from customers
  cross join today
  where n_orders > 0
),
ranked as (
  select
    *,
    count(*) over () as n_customers,
    rank() over (order by days_since_last_order desc) - 1 as n_less_recent,
    rank() over (order by n_orders) - 1 as n_less_frequent,
    rank() over (order by monetary) - 1 as n_less_valuable
  from measured
),
scored as (
  select
    *,
    1 + cast(floor(5.0 * n_less_recent / n_customers) as integer) as recency_score,
    1 + cast(floor(5.0 * n_less_frequent / n_customers) as integer) as frequency_score,
    1 + cast(floor(5.0 * n_less_valuable / n_customers) as integer) as monetary_score
  from ranked
)
select
  scored.customer_id, scored.last_order_on, scored.days_since_last_order, scored.n_orders, scored.revenue, scored.monetary,
  scored.recency_score, scored.frequency_score, scored.monetary_score, names.segment
from scored
left join {{ ref('rfm_segments') }} as names
  on names.recency_score = scored.recency_score
  and names.value_score = cast(floor((scored.frequency_score + scored.monetary_score + 1) / 2.0) as integer)
