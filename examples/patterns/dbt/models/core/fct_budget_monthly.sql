{{ config(enabled=source_is(['vantage'])) }}
select month, shop_id, plan_revenue, plan_orders, plan_margin from {{ ref('stg_vantage__budget') }}
