{{ config(enabled=source_is(['shopping_trends'])) }}
-- One row per customer: one purchase, in a season of no known year.
with numbered as (
  select
    *,
    row_number() over (
      partition by customer_id, age, gender, item_purchased, category, purchase_amount, location, size, color, season,
        review_rating, subscription_status, shipping_type, discount_applied, promo_code_used, previous_purchases,
        payment_method, frequency_of_purchases
      order by _file_id, _row_number
    ) as copy_no,
    {{ read_integer('age') }} as age_read,
    {{ read_decimal('purchase_amount') }} as amount_read,
    {{ read_decimal('review_rating') }} as rating_read,
    {{ read_integer('previous_purchases') }} as previous_read
  from {{ source('raw', 'purchases') }}
)
select
  customer_id || case when copy_no > 1 then '~' || {{ as_text('copy_no') }} else '' end as purchase_key,
  customer_id,
  age_read as age,
  gender,
  item_purchased as product_id,
  category,
  {{ money('coalesce(amount_read, 0)') }} as amount,
  location,
  size,
  color,
  season,
  rating_read as review_rating,
  subscription_status = 'Yes' as is_subscriber,
  shipping_type,
  discount_applied = 'Yes' as is_discounted,
  promo_code_used = 'Yes' as used_promo_code,
  previous_read as previous_purchases,
  payment_method,
  frequency_of_purchases as purchase_frequency,
  copy_no > 1 as is_duplicate,
  case
    when customer_id is null or item_purchased is null or category is null or season is null or amount_read is null
      or age_read is null or subscription_status is null or discount_applied is null then 'unreadable value'
    when amount_read = 0 then 'zero price'
    when amount_read < 0 then 'impossible value: amount below zero'
    when age_read not between 0 and 120 then 'impossible value: age'
    when season not in ('Winter', 'Spring', 'Summer', 'Fall') then 'impossible value: season'
    when copy_no > 1 and {{ 'true' if var('remove_duplicates') else 'false' }} then 'exact duplicate'
  end as reject_reason,
  _file_id,
  _row_number
from numbered
