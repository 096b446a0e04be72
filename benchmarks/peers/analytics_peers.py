"""The questions of analytics_benchmark.cpp, asked of DuckDB and polars on one thread, in one run with our own.

usage: analytics_peers.py BUILD_FOLDER [ROWS]

The peers hold the same rows in memory before the clock starts. Medians of five, seconds of wall time; peak memory is that
of a process that builds or loads the rows and asks RFM once.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["POLARS_MAX_THREADS"] = "1"

N_CUSTOMERS, N_PRODUCTS, N_DAYS = 500_000, 20_000, 1096
MONTHS, K, REPEATS = 6, 5, 5


def write_rows(path, n):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet

    i = np.arange(n, dtype=np.uint64)
    x = i + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ x >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ x >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    x = x ^ x >> np.uint64(31)
    low = np.uint64(0xFFFFFF)
    u = (x & low).astype(np.float64) / 2.0**24
    v = (x >> np.uint64(24) & low).astype(np.float64) / 2.0**24
    product_rank = (N_PRODUCTS * (v * v * v)).astype(np.int64)
    quantity = (1 + (x >> np.uint64(48)) % np.uint64(4)).astype(np.int32)
    at = (i * np.uint64(N_DAYS * 86_400) // np.uint64(n)).astype(np.int64) + 1_451_606_400
    pa.parquet.write_table(pa.table({
        "customer": ((N_CUSTOMERS * (u * u)).astype(np.int64) * 48_271 % N_CUSTOMERS).astype(np.int32),
        "product": (product_rank * 7_919 % N_PRODUCTS).astype(np.int32),
        "bought_at": pa.array(at * 1_000_000, pa.timestamp("us")),
        "quantity": quantity,
        "amount": quantity * (99 + 100 * (product_rank % 80)),
    }), path)


class DuckDb:
    def __init__(self, path):
        import duckdb

        self.db = duckdb.connect(config={"threads": 1})
        self.db.execute(f"create table t as from '{path}'")

    def ask(self, sql):
        return self.db.sql(sql).to_arrow_table()

    def rfm_of_all(self):
        return self.ask("select customer, max(bought_at) as latest, count(distinct bought_at) as frequency, sum(amount) as amount "
                        "from t group by customer")

    def product_month_table(self):
        return self.ask("select product, date_trunc('month', bought_at) as month, count(*) as n from t group by all")

    def activity_ranking(self):
        return self.ask("select customer, count(*) as n from t group by customer order by n desc, customer")

    def prepare_months(self):
        self.db.execute("create table m as select product, year(bought_at) * 12 + month(bought_at) as month, count(*) as n from t "
                        "group by all")

    def top_5_each_month(self):
        return self.ask(f"""
            with ends as (select distinct month from m),
            sums as (select ends.month, product, sum(n) as n from ends join m
                     on m.month between ends.month - {MONTHS - 1} and ends.month group by all)
            select * from sums qualify row_number() over (partition by month order by n desc, product) <= {K}""")


class Polars:
    def __init__(self, path):
        import polars

        self.pl = polars
        self.t = polars.read_parquet(path)

    def rfm_of_all(self):
        pl = self.pl
        return self.t.group_by("customer").agg(pl.col("bought_at").max(), pl.col("bought_at").n_unique().alias("frequency"),
                                               pl.col("amount").sum())

    def product_month_table(self):
        pl = self.pl
        return self.t.group_by("product", pl.col("bought_at").dt.truncate("1mo").alias("month")).agg(pl.len().alias("n"))

    def activity_ranking(self):
        pl = self.pl
        return self.t.group_by("customer").agg(pl.len().alias("n")).sort(["n", "customer"], descending=[True, False])

    def prepare_months(self):
        pl = self.pl
        month = pl.col("bought_at").dt.year().cast(pl.Int32) * 12 + pl.col("bought_at").dt.month()
        self.m = self.t.group_by("product", month.alias("month")).agg(pl.len().alias("n"))

    def top_5_each_month(self):
        pl = self.pl
        months = sorted(self.m["month"].unique())
        return [self.m.filter(pl.col("month").is_between(end - MONTHS + 1, end)).group_by("product").agg(pl.col("n").sum())
                .sort(["n", "product"], descending=[True, False]).head(K) for end in months]


QUESTIONS = ["rfm_of_all", "product_month_table", "activity_ranking", "top_5_each_month"]
PEERS = {"duckdb": DuckDb, "polars": Polars}


def seconds(call):
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak_memory(command, environment):
    """Megabytes of a process at its largest."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command} ended with status {status}")
    return usage.ru_maxrss / 1000


def main():
    if sys.argv[1] == "--once":
        PEERS[sys.argv[2]](sys.argv[3]).rfm_of_all()
        return
    program = pathlib.Path(sys.argv[1]) / "bin/benchmarks/analytics_benchmark"
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    environment = {**os.environ, "RETAILSIM_BENCHMARK_ROWS": str(n)}
    done = subprocess.run([program, "--benchmark_format=json", f"--benchmark_repetitions={REPEATS}",
                           "--benchmark_min_time=0.01", f"--benchmark_filter=^({'|'.join(QUESTIONS)})$"],
                          env=environment, capture_output=True, text=True, check=True)
    found = {"retailsim": {run["run_name"]: run["real_time"] / 1000 for run in json.loads(done.stdout)["benchmarks"]
                           if run.get("aggregate_name") == "median"}}
    memory = {"retailsim": peak_memory([program, "--benchmark_min_time=0.001", "--benchmark_filter=^rfm_of_all$"],
                                       environment)}
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        path = os.path.join(folder, "rows.parquet")
        write_rows(path, n)
        for name, make in PEERS.items():
            try:
                peer = make(path)
            except ImportError:
                print(f"{name} is not here: not asked")
                continue
            found[name] = {}
            for question in QUESTIONS:
                if question == "top_5_each_month":
                    peer.prepare_months()
                found[name][question] = seconds(getattr(peer, question))
            del peer
            memory[name] = peak_memory([sys.executable, __file__, "--once", name, path], environment)
    print(f"{n:,} rows, one thread, seconds" + "".join(f"{question:>22}" for question in QUESTIONS) + f"{'peak MB':>12}")
    for name, times in found.items():
        print(f"{name:<34}" + "".join(f"{times[question]:>22.4f}" for question in QUESTIONS) + f"{memory[name]:>12.0f}")


main()
