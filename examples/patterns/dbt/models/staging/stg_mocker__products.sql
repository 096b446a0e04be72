{{ config(enabled=source_is(['mocker'])) }}
with newest as (
  select *, row_number() over (partition by sku_id order by _file_id desc, _row_number desc) as age_of_row
  from {{ source('raw', 'products') }}
)
select
  sku_id as product_id,
  name as product_name,
  brand,
  product_group as category,
  category_l2 as sub_category,
  {{ money(read_decimal('price')) }} as list_price,
  {{ money(read_decimal('cost')) }} as unit_cost,
  true as is_merchandise
from newest
where age_of_row = 1
