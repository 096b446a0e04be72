{{ config(enabled=source_is(['vantage'])) }}
with newest as (
  select *, row_number() over (partition by date, shop_id order by _file_id desc, _row_number desc) as age_of_row
  from {{ source('raw', 'marketing_daily') }}
)
select {{ read_date('date') }} as spent_on, shop_id, {{ money(read_decimal('spend_eur')) }} as spend
from newest
where age_of_row = 1
