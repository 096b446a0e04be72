{{ config(enabled=source_is(['shopping_trends'])) }}
-- One purchase per customer, by season: the file has no dates.
select
  purchase_key, customer_id, product_id, category, {{ age_band('age') }} as age_band, age, gender, location, season, amount,
  size, color, review_rating, is_subscriber, shipping_type, is_discounted, used_promo_code, previous_purchases,
  payment_method, purchase_frequency, is_duplicate
from {{ ref('stg_shopping_trends__purchases') }}
where reject_reason is null
