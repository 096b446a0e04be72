-- What each season, age group and place buys: a category's share of its revenue, and that share over the share overall
-- (index 1: as everybody). Sales before returns.
with sales as (
  {% for dimension in ['season', 'age_band', 'location'] %}
  select '{{ dimension }}' as dimension, {{ dimension }} as member, category, units, amount from {{ ref('int_sales') }}
  {{ 'union all' if not loop.last }}
  {% endfor %}
),
grouped as (
  select dimension, member, category, count(*) as n_lines, sum(units) as units, {{ money('sum(amount)') }} as revenue
  from sales
  group by dimension, member, category
),
totals as (
  select
    *,
    sum(revenue) over (partition by dimension, member) as member_revenue,
    sum(revenue) over (partition by dimension, category) as category_revenue,
    sum(revenue) over (partition by dimension) as whole_revenue
  from grouped
)
select
  dimension, member, category, n_lines, units, revenue,
  {{ as_real('revenue') }} / nullif({{ as_real('member_revenue') }}, 0) as share,
  {{ as_real('revenue') }} / nullif({{ as_real('member_revenue') }}, 0)
    / nullif({{ as_real('category_revenue') }} / nullif({{ as_real('whole_revenue') }}, 0), 0) as share_index
from totals
