{{ config(enabled=source_is(['vantage'])) }}
-- The files have no table of customers: each is known by its orders, and belongs to the shop of the last of them.
with newest as (
  select
    customer_id, country, min(ordered_at) over (partition by customer_id) as first_seen_at,
    row_number() over (partition by customer_id order by ordered_at desc, line_key desc) as age_of_row
  from {{ ref('stg_vantage__lines') }}
  where customer_id <> 'unknown' and reject_reason is null
)
select
  customer_id,
  cast(null as {{ text_type() }}) as gender,
  cast(null as date) as birth_date,
  cast(null as {{ text_type() }}) as age_band,
  country,
  cast(null as {{ text_type() }}) as city,
  first_seen_at as registered_at,
  cast(null as {{ text_type() }}) as channel,
  cast(null as {{ text_type() }}) as segment,
  cast(null as {{ text_type() }}) as loyalty_tier,
  cast(null as boolean) as is_subscriber
from newest
where age_of_row = 1
