{% if source_is(['shopping_trends']) %}
select 'shopping_trends' as shop_id, cast(null as {{ text_type() }}) as country
{% else %}
select shop_id, case when count(distinct country) = 1 then min(country) end as country
from {{ ref('fct_line_items') }}
group by shop_id
{% endif %}
