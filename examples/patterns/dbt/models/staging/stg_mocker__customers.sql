{{ config(enabled=source_is(['mocker'])) }}
-- The newest row of each customer: a daily run brings the whole table again.
with newest as (
  select *, row_number() over (partition by customer_id order by _file_id desc, _row_number desc) as age_of_row
  from {{ source('raw', 'customers') }}
)
select
  customer_id,
  gender,
  {{ read_date('birth_date') }} as birth_date,
  cast(null as {{ text_type() }}) as age_band,
  country,
  city,
  {{ read_timestamp('registered_at') }} as registered_at,
  channel,
  segment,
  loyalty_tier,
  loyalty_tier <> 'none' as is_subscriber
from newest
where age_of_row = 1
