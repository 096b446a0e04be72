"""Both DAGs from start to end by `airflow dags test`, and once more with a fault in each step."""

import sys

from pipeline import ENVIRONMENTS, EXAMPLE, MOCKER, PipelineTest, main, need, simulate

need("airflow", "analytics", "dashboard")
sys.path.insert(0, str(EXAMPLE))
sys.dont_write_bytecode = True
from run_dags import Scheduler  # noqa: E402


class Dags(PipelineTest):
    def setUp(self):
        super().setUp()
        self.scheduler = Scheduler(ENVIRONMENTS, self.folder, PATTERNS_RETRY_SECONDS="0.2")
        self.scheduler.prepare()

    def dag(self, name, ends, *pieces, **settings):
        """Runs a DAG and checks how it ends and what its log says; gives the log."""
        kept = dict(self.scheduler.settings)
        self.scheduler.settings.update(settings)
        done = self.scheduler.run(name, source="mocker")
        self.scheduler.settings = kept
        self.assertEqual(done.returncode, 0 if ends == "success" else 1, done.stdout[-4000:])
        for piece in pieces:
            self.assertIn(piece, done.stdout)
        return done.stdout

    def tries(self, log):
        return log.count("[DAG TEST] running task")

    def test_from_landing_to_marts_with_a_fault_in_each_step(self):
        self.land("mocker", *simulate(MOCKER, self.folder / "out", "--preset", "apparel", "--customers", 60, "--format",
                                      "csv").iterdir())
        transactions = self.landing("mocker") / "transactions.csv"
        whole = transactions.read_bytes()

        # upload: a file that is cut off is not tried again, and nothing is stored.
        transactions.write_bytes(whole[:-7])
        log = self.dag("upload", "failed", "transactions.csv: the last line has no end: the file is truncated")
        self.assertEqual(self.tries(log), 1)
        self.assertFalse((self.folder / "store").exists())
        transactions.write_bytes(whole.replace(b",quantity,", b",", 1))
        self.dag("upload", "failed", "transactions.csv: columns missing quantity")
        transactions.write_bytes(whole)

        # upload: a store that is down is, twice more.
        log = self.dag("upload", "failed", "patterns upload: store", PATTERNS_STORE=f"file://{transactions}/store")
        self.assertEqual(self.tries(log), 3)
        self.dag("upload", "success")

        # load: an object that is not what was uploaded; nothing is half-loaded.
        held = self.folder / "store" / "mocker" / "transactions.csv"
        held.write_bytes(whole[:-7])
        self.dag("ingest_transform", "failed", "transactions.csv: the object in the store is not what was uploaded")
        self.assertEqual(self.tables("mocker_raw"), [])
        held.write_bytes(whole)

        self.dag("ingest_transform", "success", "transform: mocker: ", "analytics: mocker: ", "dashboard.html: ")
        facts = self.query("select * from mocker.fct_line_items order by line_key")
        self.assertGreater(len(facts), 100)

        # transform: a key that two rows have stops the facts behind it, and the log names it.
        lines = whole.decode().splitlines(keepends=True)
        last = lines[-1].split(",")
        last[3] = str(int(last[3]) % 100 + 1)
        transactions.write_text("".join([*lines, ",".join(last)]), encoding="utf-8")
        self.dag("upload", "success")
        self.dag("ingest_transform", "failed", "fail: unique_stg_mocker__lines_line_key", f"('{last[0]}-{last[1]}', '2')")
        self.assertEqual(self.query("select * from mocker.fct_line_items order by line_key"), facts)

        # Mended, both runs complete; again, they change nothing.
        transactions.write_bytes(whole)
        self.dag("upload", "success")
        self.dag("ingest_transform", "success")
        self.assertEqual(self.query("select * from mocker.fct_line_items order by line_key"), facts)
        dashboard = self.folder / "pages" / "mocker" / "dashboard.html"
        written = dashboard.stat().st_mtime_ns
        self.dag("ingest_transform", "success", "transform: mocker: nothing new", "analytics: mocker: nothing new",
                 "dashboard.html: nothing new")
        self.assertEqual(dashboard.stat().st_mtime_ns, written)


main()
