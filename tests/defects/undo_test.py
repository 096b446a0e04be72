"""Files with defects: their ledger, the way back to the clean bytes, and what is refused."""

import collections
import csv
import filecmp
import json
import subprocess

from programs import HAS_PARQUET, PROGRAM, ProgramTest, main, rows, run

MOCKER, VANTAGE = (PROGRAM.with_name(f"retailsim-{name}") for name in ("mocker", "vantage"))
KINDS = {"duplicate", "late", "missing", "broken_reference", "null", "typo", "encoding", "unit", "currency", "swap",
         "time_zone", "outlier"}


def call(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], text=True, capture_output=True, timeout=240)


class Undo(ProgramTest):
    def simulate(self, program, name, *arguments):
        out = self.folder / name
        done = call(program, "--out", out, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return out, done.stdout

    def assert_same_files(self, a, b):
        self.assertEqual(self.entries(a), self.entries(b))
        self.assertEqual(filecmp.cmpfiles(a, b, self.entries(a), shallow=False)[1:], ([], []))

    def assert_undone(self, program, *arguments, defects=0.005):
        clean, _ = self.simulate(program, "clean", *arguments)
        dirty, said = self.simulate(program, "dirty", *arguments, "--defects", defects)
        self.assertEqual(set(self.entries(dirty)) - set(self.entries(clean)), {"defects.csv", "defects.json"})
        done = run("undo", dirty, "--out", self.folder / "undone")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assert_same_files(clean, self.folder / "undone")
        return clean, dirty, said

    def test_mocker_csv(self):
        clean, dirty, said = self.assert_undone(MOCKER, "--preset", "apparel", "--customers", 800, "--format", "csv", "--truth")
        ledger = rows(dirty / "defects.csv")
        self.assertEqual({row["kind"] for row in ledger}, KINDS)
        self.assertEqual({row["table"] for row in ledger}, {"customers", "products", "transactions"})
        self.assertRegex(said, r"\d+ defects, \d+ of them visible")
        self.assertIn("left out, as no column takes them: customers: broken_reference, unit, currency; products:", said)
        self.assertEqual((clean / "truth.csv").read_bytes(), (dirty / "truth.csv").read_bytes())
        # Row by row: the dirty file has the new value where the ledger says.
        with open(dirty / "transactions.csv", newline="", encoding="utf-8", errors="surrogateescape") as file:
            spoiled = list(csv.DictReader(file))
        for row in ledger:
            if row["table"] == "transactions" and row["column"] and not row["new_value"].startswith("\\x"):
                self.assertEqual(spoiled[int(row["dirty_row"]) - 1][row["column"]], row["new_value"])

    def test_defects_do_not_depend_on_threads_and_pieces(self):
        words = ("--preset", "home", "--customers", 40000, "--format", "csv", "--quiet", "--defects", 0.01)
        whole, _ = self.simulate(MOCKER, "whole", *words)
        threads, _ = self.simulate(MOCKER, "threads", *words, "--threads", 3)
        self.assert_same_files(whole, threads)
        # 40,000 customers are three blocks, where shards are cut.
        pieces = [self.simulate(MOCKER, f"piece{i}", *words, "--shard", f"{i}/2")[0] for i in range(2)]
        for name in ("customers.csv", "transactions.csv"):
            self.assertEqual(b"".join((piece / name).read_bytes() for piece in pieces), (whole / name).read_bytes())
        what = [tuple(row[name] for name in ("table", "key", "kind", "column", "old_value", "new_value", "breaks"))
                for piece in pieces for row in rows(piece / "defects.csv")]
        all_of_it = [tuple(row[name] for name in ("table", "key", "kind", "column", "old_value", "new_value", "breaks"))
                     for row in rows(whole / "defects.csv")]
        self.assertEqual(collections.Counter(what), collections.Counter(all_of_it))
        done = run("undo", pieces[1], "--out", self.folder / "undone")
        self.assertEqual(done.returncode, 0, done.stderr)
        clean, _ = self.simulate(MOCKER, "clean", *words[:-2], "--shard", "1/2")
        self.assert_same_files(clean, self.folder / "undone")

    def test_mocker_parquet(self):
        if not HAS_PARQUET:
            self.skipTest("built without Parquet")
        self.assert_undone(MOCKER, "--preset", "apparel", "--customers", 20000, "--truth", "--quiet")

    def test_mocker_parquet_with_doubles(self):
        if not HAS_PARQUET:
            self.skipTest("built without Parquet")
        self.assert_undone(MOCKER, "--preset", "electronics", "--customers", 3000, "--money", "double", "--quiet", defects=0.08)

    def test_vantage(self):
        _, dirty, said = self.assert_undone(VANTAGE, "--set", "demand.orders=20000")
        self.assertEqual({row["kind"] for row in rows(dirty / "defects.csv")}, KINDS)
        self.assertIn("raw_orders: broken_reference, unit, currency", said)

    def test_a_plan_of_ones_own(self):
        plan = self.folder / "plan.toml"
        printed = run("plan")
        self.assertEqual(printed.returncode, 0)
        plan.write_text(printed.stdout, encoding="utf-8")
        by_file, _ = self.simulate(VANTAGE, "file", "--set", "demand.orders=20000", "--defects", plan)
        by_rate, _ = self.simulate(VANTAGE, "rate", "--set", "demand.orders=20000", "--defects", 0.005)
        self.assert_same_files(by_file, by_rate)
        plan.write_text('missing = 0.01\ntables = ["raw_orders"]\n', encoding="utf-8")
        few, _ = self.simulate(VANTAGE, "few", "--set", "demand.orders=20000", "--defects", plan)
        ledger = rows(few / "defects.csv")
        self.assertEqual({(row["table"], row["kind"], row["visible"]) for row in ledger}, {("raw_orders", "missing", "true")})
        self.assertEqual(json.loads((few / "defects.json").read_text(encoding="utf-8"))["plan"]["tables"], ["raw_orders"])

    def assert_named(self, program, text, *pieces):
        done = call(program, "--out", self.folder / "refused", "--defects", text)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for piece in (program.name + ": ", *pieces):
            self.assertIn(piece, done.stderr)
        self.assertFalse((self.folder / "refused").exists())

    def test_bad_plans_are_named(self):
        plan = self.folder / "plan.toml"
        for program in (MOCKER, VANTAGE):
            self.assert_named(program, "0.2", "--defects: must be a file, or a share", "from 0 to 1/12, got 0.2")
            self.assert_named(program, self.folder / "none.toml", "none.toml")
            plan.write_text("typo = 0.1\ntypos = 0.5\n", encoding="utf-8")
            self.assert_named(program, plan, "plan.toml:2:1: unknown key \"typos\"", "did you mean \"typo\"?")
            plan.write_text("typo = 1.5\n", encoding="utf-8")
            self.assert_named(program, plan, "plan.toml:1:", "typo must be in [0, 1], got 1.5")
            plan.write_text('tables = ["raw_order"]\n', encoding="utf-8")
            self.assert_named(program, plan, "plan.toml:1:", "there is no table \"raw_order\"")

    def test_undo_refuses_what_does_not_fit(self):
        self.assert_refused(run("undo", self.folder, "--out", self.folder / "out"), "defects.json")
        dirty, _ = self.simulate(VANTAGE, "dirty", "--set", "demand.orders=20000", "--defects", 0.005)
        orders = dirty / "raw_orders.csv"
        orders.write_bytes(orders.read_bytes()[:100_000])
        self.assert_refused(run("undo", dirty, "--out", self.folder / "out"), "raw_orders.csv: the ledger does not fit the file")
        self.assertEqual(self.entries(), ["dirty"])


main()
