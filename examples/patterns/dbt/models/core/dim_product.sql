select * from {{ ref('stg_' ~ var('source') ~ '__products') }}
