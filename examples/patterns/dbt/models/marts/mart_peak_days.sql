{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- Each day's revenue beside the mean of the same weekday in the four weeks before it; the days of 1.5 times that or more
-- are peaks. The first four weeks have nothing to be compared with.
with days as (
  select dates.date_day, dates.iso_weekday, shops.shop_id, coalesce(sum(orders.amount), 0) as revenue,
    sum(case when orders.kind = 'sale' then 1 else 0 end) as n_orders
  from {{ ref('dim_date') }} as dates
  cross join {{ ref('dim_shop') }} as shops
  left join {{ ref('fct_orders') }} as orders on orders.ordered_on = dates.date_day and orders.shop_id = shops.shop_id
  where dates.is_covered
  group by dates.date_day, dates.iso_weekday, shops.shop_id
),
compared as (
  select
    *,
    avg({{ as_real('revenue') }}) over earlier as usual_revenue,
    count(*) over earlier as n_compared
  from days
  window earlier as (partition by shop_id, iso_weekday order by date_day rows between 4 preceding and 1 preceding)
)
select
  date_day, shop_id, {{ money('revenue') }} as revenue, n_orders, usual_revenue,
  {{ as_real('revenue') }} / usual_revenue as times_usual,
  {{ as_real('revenue') }} >= 1.5 * usual_revenue as is_peak
from compared
where n_compared = 4 and usual_revenue > 0
