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
}
# What orders the answers' own rows, where the library's order is another one.
ORDER = {"top": "case measure when 'transactions' then 1 when 'units' then 2 else 3 end, instant, place"}


def compare(rows_sql, path, folder, id_types):
    done = subprocess.run([ANSWERS, path, folder], check=True, capture_output=True, text=True)
    db = duckdb.connect()
    db.execute(f"create table t as {rows_sql}")
    n = db.execute("select count(*) from t").fetchone()[0]
    assert n > 10_000, n
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
                path, answers, {"customer": "BIGINT", "product": "BIGINT"})


def real(folder):
    path = f"{sys.argv[5]}/online_retail_2009_2010.parquet" if len(sys.argv) > 5 and sys.argv[5] else ""
    if not os.path.exists(path) or FORMAT != "parquet":
        print("the real file is not here (-DRETAILSIM_REAL_DATA=FOLDER), or Parquet is off: not compared")
        sys.exit(SKIPPED)
    compare(f"""select "Customer ID"::bigint as customer, StockCode as product, InvoiceDate::timestamp as bought_at,
                       Quantity as quantity, Quantity * round(100 * Price)::bigint as amount
                from '{path}' where "Customer ID" is not null and Quantity >= 0""",
            path, folder, {"customer": "BIGINT", "product": "VARCHAR"})


with tempfile.TemporaryDirectory() as work:
    {"simulated": simulated, "real": real}[WHICH](work)
