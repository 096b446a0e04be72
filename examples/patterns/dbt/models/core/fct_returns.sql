{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- What came back, and the sale it came from where that is known.
{% if source_is(['online_retail']) %}
-- A cancellation names no sale: it is matched to the latest earlier sale of the same product at the same price to the same
-- customer with at least as many units. A sale is taken once, by the first cancellation that claims it; a cancellation
-- whose sale is taken stays unmatched rather than guess on.
with candidates as (
  select
    came_back.line_key as return_line_key,
    sale.line_key as sale_line_key,
    came_back.ordered_at as returned_at,
    row_number() over (
      partition by came_back.line_key order by sale.ordered_at desc, sale.order_id desc, sale.line_no desc
    ) as choice
  from {{ ref('fct_line_items') }} as came_back
  inner join {{ ref('fct_line_items') }} as sale
    on sale.customer_id = came_back.customer_id
    and sale.product_id = came_back.product_id
    and sale.unit_price = came_back.unit_price
    and sale.ordered_at <= came_back.ordered_at
    and sale.quantity >= -came_back.quantity
  where came_back.kind = 'return' and sale.kind = 'sale' and came_back.customer_id <> 'unknown'
),
claims as (
  select *, row_number() over (partition by sale_line_key order by returned_at, return_line_key) as claim
  from candidates
  where choice = 1
)
select
  came_back.line_key as return_line_key, claims.sale_line_key, came_back.customer_id, came_back.product_id,
  came_back.ordered_at as returned_at, -came_back.quantity as quantity, -came_back.amount as amount
from {{ ref('fct_line_items') }} as came_back
left join claims on claims.return_line_key = came_back.line_key and claims.claim = 1
where came_back.kind = 'return'
{% elif source_is(['mocker']) %}
select
  came_back.line_key as return_line_key, came_back.refers_to_line_key as sale_line_key, came_back.customer_id,
  came_back.product_id, came_back.ordered_at as returned_at, -came_back.quantity as quantity, -came_back.amount as amount
from {{ ref('stg_mocker__lines') }} as came_back
where came_back.kind = 'return' and came_back.reject_reason is null
{% else %}
-- The files mark the line and say neither when it came back nor that money did.
select
  line_key || '-returned' as return_line_key, line_key as sale_line_key, customer_id, product_id,
  cast(null as {{ 'datetime' if target.type == 'bigquery' else 'timestamp' }}) as returned_at, quantity, amount
from {{ ref('stg_vantage__lines') }}
where is_returned and reject_reason is null
{% endif %}
