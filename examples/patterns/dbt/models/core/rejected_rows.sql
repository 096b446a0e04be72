-- Lines that were read and not kept, each with its reason and where it stands: file and number of the row in it.
{% if source_is(['shopping_trends']) %}
select purchase_key as line_key, reject_reason, amount, _file_id, _row_number
from {{ ref('stg_shopping_trends__purchases') }}
{% else %}
select line_key, reject_reason, amount, _file_id, _row_number
from {{ ref('stg_' ~ var('source') ~ '__lines') }}
{% endif %}
where reject_reason is not null
