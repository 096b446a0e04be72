"""`airflow standalone`: a backfill of two days by the scheduler, whose first task finds the store down and is tried again."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time

from pipeline import ENVIRONMENTS, EXAMPLE, MOCKER, PipelineTest, main, need, simulate

need("airflow", "analytics", "dashboard")
sys.path.insert(0, str(EXAMPLE))
sys.dont_write_bytecode = True
from run_dags import Scheduler  # noqa: E402

PATIENCE = 900  # seconds: how long to wait on a busy machine before calling it a failure


class Standalone(PipelineTest):
    def metadata(self, sql):
        with sqlite3.connect(f"file:{self.folder}/airflow/airflow.db?mode=ro", uri=True, timeout=30) as database:
            return database.execute(sql).fetchall()

    def wait(self, what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.server.poll() is not None:
                break
            found = condition()
            if found:
                return found
            time.sleep(1)
        self.fail(f"waited in vain for {what}: " + (self.folder / "standalone.log").read_text(encoding="utf-8")[-6000:])

    def ports(self, n):
        probes = [socket.socket() for _ in range(n)]
        try:
            for probe in probes:
                probe.bind(("127.0.0.1", 0))
            return [probe.getsockname()[1] for probe in probes]
        finally:
            for probe in probes:
                probe.close()

    def test_a_backfill_survives_a_store_that_is_down(self):
        shop = ("--preset", "apparel", "--customers", 60, "--format", "csv")
        first = simulate(MOCKER, self.folder / "first", *shop, "--to", "2024-06-02")
        second = simulate(MOCKER, self.folder / "second", *shop, "--emit-from", "2024-06-02", "--to", "2024-06-20")
        self.land("mocker", first / "customers.csv", first / "products.csv")
        self.land("mocker", first / "transactions.csv", name="transactions-2024-06-01.csv")
        self.land("mocker", second / "transactions.csv", name="transactions-2024-06-02.csv")
        self.land("mocker", second / "customers.csv", name="customers-2024-06-02.csv")  # those who registered since
        gate, closed = self.folder / "gate", self.folder / "closed"
        self.store = f"file://{gate}/store"
        self.step("upload", "mocker")
        gate.rename(closed)  # the store is down: where its folder was is a file
        gate.write_text("closed")

        api, triggers, workers = self.ports(3)
        # What the scheduler starts by itself is a source without files: it ends before it opens the warehouse.
        scheduler = Scheduler(
            ENVIRONMENTS, self.folder, PATTERNS_STORE=self.store, PATTERNS_RETRY_SECONDS="5", PATTERNS_SOURCE="shopping_trends",
            AIRFLOW__API__HOST="127.0.0.1", AIRFLOW__API__PORT=api,
            AIRFLOW__API__WORKERS="1", AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT=triggers,
            AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT=workers,
            AIRFLOW__CORE__EXECUTION_API_SERVER_URL=f"http://127.0.0.1:{api}/execution/",
            AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION="False", AIRFLOW__CORE__PARALLELISM="2",
            PATH=f"{ENVIRONMENTS / 'airflow' / 'bin'}:{os.environ['PATH']}")
        scheduler.prepare()
        # The backfill is asked for before the scheduler runs: SQLite refuses a writer that has read what another changed since.
        done = scheduler.call("dags", "reserialize")
        self.assertEqual(done.returncode, 0, done.stdout)
        done = scheduler.call("backfill", "create", "--dag-id", "ingest_transform", "--from-date", "2024-06-01", "--to-date",
                              "2024-06-02", "--max-active-runs", "1", "--dag-run-conf", json.dumps({"source": "mocker"}))
        self.assertEqual(done.returncode, 0, done.stdout)
        log = open(self.folder / "standalone.log", "ab")
        with log:
            self.server = subprocess.Popen(
                [scheduler.airflow, "standalone"], stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, **{name: str(value) for name, value in scheduler.settings.items()}})
        self.addCleanup(self.end)
        runs = "from dag_run where dag_id = 'ingest_transform' and run_type = 'backfill'"
        loads = f"from task_instance where dag_id = 'ingest_transform' and task_id = 'load' and run_id in (select run_id {runs})"
        self.wait("a task that is to be tried again",
                  lambda: self.metadata(f"select 1 {loads} and state = 'up_for_retry'"))
        gate.unlink()
        closed.rename(gate)
        self.wait("the backfill", lambda: self.metadata(
            f"select 1 where (select count(*) {runs}) = 2 and not exists (select 1 {runs} and state in ('queued', 'running'))"))
        self.assertEqual(self.metadata(f"select substr(logical_date, 1, 10), state {runs} order by 1"),
                         [("2024-06-01", "success"), ("2024-06-02", "success")], self.task_logs())
        self.assertGreaterEqual(self.metadata(f"select max(try_number) {loads}")[0][0], 2)
        self.end()
        self.assert_rows("select file_name from mocker_raw._files where table_name = 'transactions' order by file_id",
                         ("transactions-2024-06-01.csv",), ("transactions-2024-06-02.csv",))
        self.assert_rows("select (select count(*) from mocker.fct_line_items) = (select count(*) from mocker_raw.transactions),"
                         " (select count(*) > 100 from mocker.fct_line_items)", (True, True))

    def task_logs(self):
        return "".join(path.read_text(encoding="utf-8")[-3000:] for path in sorted((self.folder / "airflow" / "logs").rglob("*.log"))
                       if "run_id=backfill" in str(path))

    def end(self):
        """Ends the scheduler with all that it started: they are of its session."""
        if self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGTERM)
            try:
                self.server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(self.server.pid, signal.SIGKILL)
                self.server.wait()


main()
