-- Kept plus rejected is staging, in rows and to the cent.
{% set trends = var('source') == 'shopping_trends' %}
{% set staged = ref('stg_' ~ var('source') ~ ('__purchases' if trends else '__lines')) %}
{% set kept = ref('fct_purchases' if trends else 'fct_line_items') %}
with sides as (
  select
    (select count(*) from {{ staged }}) as n_staged,
    (select count(*) from {{ kept }}) + (select count(*) from {{ ref('rejected_rows') }}) as n_kept_and_rejected,
    (select coalesce(sum(amount), 0) from {{ staged }}) as staged,
    (select coalesce(sum(amount), 0) from {{ kept }}) + (select coalesce(sum(amount), 0) from {{ ref('rejected_rows') }})
      as kept_and_rejected
)
select * from sides where n_staged <> n_kept_and_rejected or staged <> kept_and_rejected
