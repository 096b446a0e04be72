-- Pipeline, win rate, attainment and forecast of a CRM set, for DuckDB. In the folder of the data:
--   retailsim-crm --format parquet --out crm && cd crm && duckdb < analytics.sql
-- Times are UTC. The set is what was known at the end of its window (`to`, or `as_of`).

create or replace view opportunities as select * from 'opportunities.parquet';
create or replace view opportunity_stages as select * from 'opportunity_stages.parquet';
create or replace view sales_people as select * from 'sales_people.parquet';

-- Open opportunities by the stage they are in, with what they are worth and what is expected of them.
create or replace view pipeline_by_stage as
with latest as (
  select opportunity_id, arg_max(stage, (entered, list_position(
           ['identified', 'qualified', 'proposal', 'negotiation', 'won', 'lost'], stage))) as stage
  from opportunity_stages
  group by opportunity_id
)
select stage, count(*) as opportunities, sum(value) as value,
       sum(value * probability) as weighted_value, avg(probability) as mean_probability
from opportunities join latest using (opportunity_id)
where actual_close is null
group by stage
order by list_position(['identified', 'qualified', 'proposal', 'negotiation'], stage);

-- Won / (won + lost) of each seller's closed deals; null without any. Deal size and cycle are means over the won ones.
create or replace view win_rate as
select sales_person_id,
       count(opportunity_id) filter (status = 'won') as won,
       count(opportunity_id) filter (status = 'lost') as lost,
       won / nullif(won + lost, 0) as win_rate,
       avg(value) filter (status = 'won') as average_deal_size,
       avg(epoch(actual_close - created)) filter (status = 'won') / 86400 as sales_cycle_days
from sales_people left join opportunities using (sales_person_id)
group by sales_person_id
order by sales_person_id;

-- Won value over quota, the best sellers first.
create or replace view attainment as
select sales_person_id, name_latin, quota,
       coalesce(sum(value) filter (status = 'won'), 0) as won_value,
       won_value / quota as attainment
from sales_people left join opportunities using (sales_person_id)
group by sales_person_id, name_latin, quota
order by attainment desc, sales_person_id;

-- What open deals are expected to bring, by the month of their expected close.
create or replace view forecast as
select date_trunc('month', expected_close)::date as month, count(*) as opportunities, sum(value) as value,
       sum(value * probability) as expected_value
from opportunities
where actual_close is null
group by month
order by month;

select * from pipeline_by_stage;
select * from win_rate limit 10;
select * from attainment limit 10;
select * from forecast;
