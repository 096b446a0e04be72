{# Rows whose value is below `least` or above `most`; nulls are another test's. #}
{% test accepted_range(model, column_name, least=none, most=none) %}
select * from {{ model }}
where false
  {% if least is not none %}or {{ column_name }} < {{ least }}{% endif %}
  {% if most is not none %}or {{ column_name }} > {{ most }}{% endif %}
{% endtest %}
