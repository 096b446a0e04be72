{{ config(enabled=source_is(['shopping_trends'])) }}
select
  customer_id,
  gender,
  cast(null as date) as birth_date,
  {{ age_band('age') }} as age_band,
  location as country,
  cast(null as {{ text_type() }}) as city,
  cast(null as timestamp) as registered_at,
  cast(null as {{ text_type() }}) as channel,
  cast(null as {{ text_type() }}) as segment,
  cast(null as {{ text_type() }}) as loyalty_tier,
  is_subscriber
from {{ ref('stg_shopping_trends__purchases') }}
where reject_reason is null and not is_duplicate
