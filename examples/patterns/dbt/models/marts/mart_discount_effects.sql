-- Lines sold with and without a discount, to subscribers and others (members of a loyalty tier, where the source has them),
-- with the mean amount of a line and its standard error. A difference here is no effect: nobody drew lots.
with groups as (
  {% for dimension in ['is_discounted', 'is_subscriber'] %}
  select '{{ dimension }}' as dimension,
    case when {{ dimension }} then 'yes' when not {{ dimension }} then 'no' else 'unknown' end as member,
    customer_id, units, amount
  from {{ ref('int_sales') }}
  {{ 'union all' if not loop.last }}
  {% endfor %}
)
select
  dimension, member, count(*) as n_lines, count(distinct customer_id) as n_customers, sum(units) as units,
  {{ money('sum(amount)') }} as revenue,
  avg({{ as_real('amount') }}) as mean_amount,
  stddev_samp({{ as_real('amount') }}) / sqrt({{ as_real('count(*)') }}) as standard_error
from groups
group by dimension, member
