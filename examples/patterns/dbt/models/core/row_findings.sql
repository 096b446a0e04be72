{{ config(enabled=source_is(['mocker', 'vantage'])) }}
-- Every row of the raw tables that breaks a rule, with file and row number; rows that are not there and orders that contradict
-- themselves have a key alone. `about` is what else may be to blame, as an order that lines refer to and that is not there.
-- How much of what is wrong it finds is measured against files with known defects: see the README.
select * from {{ ref('stg_' ~ var('source') ~ '__findings') }}
