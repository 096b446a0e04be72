"""Asks DuckDB what analytics_answers.cpp asks the library, of the same file, and compares every row.

usage: sql_test.py ANSWERS MOCKER parquet|csv simulated
       sql_test.py ANSWERS MOCKER parquet|csv real FOLDER
"""

import os
import subprocess
import sys
import tempfile

SKIPPED = 77
ANSWERS, MOCKER, FORMAT, WHICH = sys.argv[1:5]

try:
    import duckdb
except ImportError:
    print("duckdb is not here: not compared")
    sys.exit(SKIPPED)

# Each question in SQL over t(customer, product, bought_at, quantity, amount); the first answers' columns in their order.
QUESTIONS = {
    "activity": """
        select row_number() over (order by count(*) desc, customer) as place, customer, count(*) as n
        from t group by customer order by place""",
    "product_months": """
        select product, strftime(bought_at, '%Y-%m') as month, count(*) as n from t group by all order by product, month""",
    "rfm": """
        with as_of as (select distinct as_of from answers),
        sums as (select as_of, customer, date_diff('day', max(bought_at), as_of) as days,
                        count(distinct bought_at) as frequency, sum(amount) as amount
                 from t, as_of where bought_at < as_of group by as_of, customer)
        select as_of, customer, days, frequency, amount,
               ntile(5) over (order by -days, customer) as r,
               ntile(5) over (order by frequency, customer) as f,
               ntile(5) over (order by amount::double / frequency, customer) as m
        from sums order by customer""",
    "top": """
        with instants as (select distinct instant from answers),
        sums as (select instant, product, count(*) as transactions, sum(quantity) as units, sum(amount) as revenue
                 from t join instants on bought_at >= instant - interval 6 months and bought_at < instant group by all),
        measures as (unpivot sums on transactions, units, revenue into name measure value value),
        places as (select measure, instant,
                          row_number() over (partition by measure, instant order by value desc, product) as place,
                          product, value
                   from measures where value > 0)
        select * from places where place <= 5
        order by case measure when 'transactions' then 1 when 'units' then 2 else 3 end, instant, place""",
    "hours": "select date_trunc('hour', bought_at) as hour, count(*) as n from t group by hour order by hour",
    "cohorts": """
        with firsts as (select customer, date_trunc('month', min(bought_at)) as cohort from t group by customer),
        months as (select distinct customer, date_trunc('month', bought_at) as month from t)
        select strftime(cohort, '%Y-%m') as cohort, date_diff('month', cohort, month) as after, count(*) as n
        from firsts join months using (customer) group by all order by cohort, after""",
    "basket_sizes": """
        select value, count(*) as n from (select count(*) as value from t group by customer, bought_at)
        group by value order by value""",
    "purchase_gaps": """
        with days as (select distinct customer, bought_at::date as day from t),
        gaps as (select day - lag(day) over (partition by customer order by day) as value from days)
        select value, count(*) as n from gaps where value is not null group by value order by value""",
    "pairs": """
        with lines as (select distinct customer, bought_at, product from t
                       qualify count(distinct product) over (partition by customer, bought_at) >= 2),
        totals as (select product, count(*) as n from lines group by product),
        pairs as (select x.product as a, y.product as b, count(*) as n_together
                  from lines x join lines y using (customer, bought_at) where x.product < y.product group by all
                  having count(*) >= 5),
        n_orders as (select count(*) as n from (select distinct customer, bought_at from lines)),
        lifts as (select a, b, n_together, ta.n as n_a, tb.n as n_b,
                         (n_together::double * n_orders.n) / (ta.n::double * tb.n) as lift
                  from pairs join totals ta on ta.product = a join totals tb on tb.product = b, n_orders)
        select row_number() over (order by lift desc, a, b) as place, a, b, n_together, n_a, n_b from lifts
        order by place limit 2000""",
    "changes": """
        with ends as (select max(bought_at)::date as last from t),
        rows as (select product, bought_at::date >= last - 28 as late
                 from t, ends where bought_at::date >= last - 56 and bought_at::date < last)
        select product, count(*) filter (not late) as before, count(*) filter (late) as after
        from rows group by product having count(*) >= 20 order by product""",
}
# What orders the answers' own rows, where the library's order is another one.
ORDER = {"top": "case measure when 'transactions' then 1 when 'units' then 2 else 3 end, instant, place"}


def compare(rows_sql, path, folder, id_types):
    done = subprocess.run([ANSWERS, path, folder], check=True, capture_output=True, text=True)
    db = duckdb.connect()
    db.execute(f"create table t as {rows_sql}")
    n = db.execute("select count(*) from t").fetchone()[0]
    assert n > 5_000, n
    n_rows, n_bad, n_returns = map(int, done.stdout.split())
    assert n == n_rows - n_bad - n_returns, (n, done.stdout)
    for name, question in QUESTIONS.items():
        header = open(f"{folder}/{name}.csv", encoding="utf-8").readline().strip().split(",")
        kept = ", ".join(f"'{column}': '{id_types[column]}'" for column in header if column in id_types)
        types = f", types = {{{kept}}}" if kept else ""
        db.execute(f"create or replace table answers as from read_csv('{folder}/{name}.csv', header = true{types})")
        found = db.execute("from answers" + (f" order by {ORDER[name]}" if name in ORDER else "")).fetchall()
        wanted = db.execute(question).fetchall()
        assert len(found) == len(wanted) > 0, (name, len(found), len(wanted))
        for row, (a, b) in enumerate(zip(found, wanted)):
            assert a == b, (name, row, a, b)
        print(f"{name}: {len(found)} rows are alike")


def simulated(folder):
    for preset in ("fmcg", "apparel"):
        out = f"{folder}/{preset}"
        subprocess.run([MOCKER, "--preset", preset, "--customers", "1500", "--seed", "11", "--quiet", "--format", FORMAT,
                        "--out", out], check=True)
        path = f"{out}/transactions.{FORMAT}"
        answers = f"{folder}/{preset}_answers"
        os.mkdir(answers)
        compare(f"""select customer_id as customer, sku_id as product, ordered_at as bought_at, quantity,
                           (100 * amount::decimal(18, 2))::bigint as amount from '{path}' where quantity >= 0""",
                path, answers, {"customer": "BIGINT", "product": "BIGINT", "a": "BIGINT", "b": "BIGINT"})


def real(folder):
    path = f"{sys.argv[5]}/online_retail_2009_2010.parquet" if len(sys.argv) > 5 and sys.argv[5] else ""
    if not os.path.exists(path) or FORMAT != "parquet":
        print("the real file is not here (-DRETAILSIM_REAL_DATA=FOLDER), or Parquet is off: not compared")
        sys.exit(SKIPPED)
    compare(f"""select "Customer ID"::bigint as customer, StockCode as product, InvoiceDate::timestamp as bought_at,
                       Quantity as quantity, Quantity * round(100 * Price)::bigint as amount
                from '{path}' where "Customer ID" is not null and Quantity >= 0""",
            path, folder, {"customer": "BIGINT", "product": "VARCHAR", "a": "VARCHAR", "b": "VARCHAR"})


with tempfile.TemporaryDirectory() as work:
    {"simulated": simulated, "real": real}[WHICH](work)
