{{ config(enabled=source_is(['shopping_trends'])) }}
select
  product_id,
  product_id as product_name,
  cast(null as {{ text_type() }}) as brand,
  min(category) as category,
  cast(null as {{ text_type() }}) as sub_category,
  cast(null as numeric) as list_price,
  cast(null as numeric) as unit_cost,
  true as is_merchandise
from {{ ref('stg_shopping_trends__purchases') }}
where reject_reason is null
group by product_id
