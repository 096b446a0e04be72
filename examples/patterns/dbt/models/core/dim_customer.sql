-- One row per customer, and `unknown` for lines without one: they stay in revenue and leave customer marts.
select *, true as is_known from {{ ref('stg_' ~ var('source') ~ '__customers') }}
union all
select
  'unknown', null, cast(null as date), null, null, null, cast(null as {{ 'datetime' if target.type == 'bigquery' else 'timestamp' }}),
  null, null, null, cast(null as boolean), false
