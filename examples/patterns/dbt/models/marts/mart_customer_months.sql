{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- Customers who ordered in a month, by the month in which they had ordered before (null: never). Each customer of the months
-- from a to b has one month in that range before which none in it lies, so that the exact number of different customers is
-- the sum of n_customers over months in the range whose previous month is before a or null; for one member of one dimension.
{% for dimension in ['all', 'location', 'category', 'segment'] %}
select '{{ dimension }}' as dimension, member, month, previous_month, count(*) as n_customers
from (
  select member, month, lag(month) over (partition by member, customer_id order by month) as previous_month
  from (
    select distinct {{ "'all'" if dimension == 'all' else dimension }} as member, customer_id, {{ month_of('ordered_on') }} as month
    from {{ ref('int_dashboard_lines') }}
    where kind = 'sale' and customer_id <> 'unknown'
  ) as active
) as months
group by member, month, previous_month
{{ 'union all' if not loop.last }}
{% endfor %}
