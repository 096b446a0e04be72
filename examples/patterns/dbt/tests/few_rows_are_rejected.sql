-- A shop whose files are sound loses few lines to cleaning: more than one in fifty is a warning to look at the rules.
{{ config(severity='warn') }}
select * from (
  select
    (select n_lines from {{ ref('cleaning_summary') }} where effect = 'read') as n_read,
    (select coalesce(sum(n_lines), 0) from {{ ref('cleaning_summary') }} where effect = 'rejected') as n_rejected
) as counted
where n_rejected * 50 > n_read
