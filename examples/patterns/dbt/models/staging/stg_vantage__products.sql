{{ config(enabled=source_is(['vantage'])) }}
with newest as (
  select *, row_number() over (partition by sku_id order by _file_id desc, _row_number desc) as age_of_row
  from {{ source('raw', 'products') }}
)
select
  sku_id as product_id,
  product_name,
  cast(null as {{ text_type() }}) as brand,
  category,
  sub_category,
  {{ money(read_decimal('base_price_eur')) }} as list_price,
  {{ money(read_decimal('cost_price_eur')) }} as unit_cost,
  true as is_merchandise
from newest
where age_of_row = 1
