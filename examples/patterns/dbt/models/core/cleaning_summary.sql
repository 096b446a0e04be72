-- What cleaning did, counted: a row for each rule, with lines and money. `rejected` leaves the facts, `flagged` stays.
{% set lines = ref('stg_' ~ var('source') ~ ('__purchases' if source_is(['shopping_trends']) else '__lines')) %}
select 'read' as effect, 'every line' as rule, count(*) as n_lines, {{ money('coalesce(sum(amount), 0)') }} as amount
from {{ lines }}
union all
select 'kept', 'every line kept', count(*), {{ money('coalesce(sum(amount), 0)') }}
from {{ lines }}
where reject_reason is null
union all
select 'rejected', reject_reason, count(*), {{ money('sum(amount)') }}
from {{ lines }}
where reject_reason is not null
group by reject_reason
union all
select 'flagged', 'exact duplicate', count(*), {{ money('coalesce(sum(amount), 0)') }}
from {{ lines }}
where is_duplicate and reject_reason is null
{% if not source_is(['shopping_trends']) %}
union all
select 'flagged', 'no customer', count(*), {{ money('coalesce(sum(amount), 0)') }}
from {{ lines }}
where customer_id = 'unknown' and reject_reason is null
union all
select 'flagged', 'return', count(*), {{ money('coalesce(sum(-amount), 0)') }}
from {{ ref('fct_returns') }}
union all
select 'flagged', 'return matched to its sale', count(*), {{ money('coalesce(sum(-amount), 0)') }}
from {{ ref('fct_returns') }}
where sale_line_key is not null
{% endif %}
