{{ config(enabled=source_is(['online_retail', 'mocker', 'vantage'])) }}
-- Orders of a day: all of them, and those of each place, category and segment. An order with two categories counts in both,
-- so that only the rows of one dimension and one member may be added, over days.
{% for dimension in ['all', 'location', 'category', 'segment'] %}
select '{{ dimension }}' as dimension, {{ "'all'" if dimension == 'all' else dimension }} as member, ordered_on,
  count(distinct order_id) as n_orders
from {{ ref('int_dashboard_lines') }}
where kind = 'sale'
group by {{ 'ordered_on' if dimension == 'all' else dimension ~ ', ordered_on' }}
{{ 'union all' if not loop.last }}
{% endfor %}
