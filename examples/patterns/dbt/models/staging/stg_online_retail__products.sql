{{ config(enabled=source_is(['online_retail'])) }}
-- The description used most; codes that do not start with five digits are postage, fees and the like, or merchandise of
-- the gift range DCGS.
with counted as (
  select product_id, trim(description) as product_name, count(*) as n_lines
  from {{ ref('stg_online_retail__lines') }}
  where reject_reason is null
  group by product_id, trim(description)
),
ranked as (
  select *, row_number() over (
    partition by product_id order by case when product_name is null then 1 else 0 end, n_lines desc, product_name
  ) as name_rank
  from counted
)
select
  product_id,
  coalesce(product_name, product_id) as product_name,
  cast(null as {{ text_type() }}) as brand,
  case when {{ matches('product_id', '^([0-9]{5}|DCGS|PADS|SP)') }} then 'merchandise' else 'charges and vouchers' end
    as category,
  cast(null as {{ text_type() }}) as sub_category,
  cast(null as numeric) as list_price,
  cast(null as numeric) as unit_cost,
  {{ matches('product_id', '^([0-9]{5}|DCGS|PADS|SP)') }} as is_merchandise
from ranked
where name_rank = 1
