{{ config(enabled=source_is(['vantage'])) }}
select spent_on, shop_id, spend from {{ ref('stg_vantage__marketing') }}
