{# One row where this model has another number of rows than another relation. #}
{% test rows_reconcile(model, other, where_other='true') %}
select * from (
  select (select count(*) from {{ model }}) as n_rows, (select count(*) from {{ other }} where {{ where_other }}) as n_rows_of_other
) as counted
where n_rows <> n_rows_of_other
{% endtest %}
