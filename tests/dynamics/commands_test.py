"""explore, activity, product and top on small files: what they print, write and refuse."""

import csv
import json
import signal
import subprocess
import unittest

from programs import HAS_PARQUET, PROGRAM, ProgramTest, run

ROWS = [  # customer, product, time, quantity, unit price
    (7, "A1", "2020-02-28 10:00:00", 2, "1.50"),
    (7, "B2", "2020-02-28 10:00:00", 1, "10.00"),
    (7, "A1", "2020-05-01 09:00:00", 1, "1.50"),
    (5, "A1", "2020-08-30 23:59:59", 4, "1.50"),
    (9, "B2", "2020-08-31 00:00:00", 1, "10.00"),
    (9, "C3", "2021-01-15 12:00:00", 3, "0.99"),
]


class Commands(ProgramTest):
    def file(self, rows=ROWS, header="customer_id,product_id,time,quantity,price", name="shop.csv"):
        path = self.folder / name
        path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
        return path

    def done(self, *arguments):
        done = run(*arguments, "--out", self.out, "--force")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def table(self, name):
        with open(self.out / name, newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    def test_activity_is_in_descending_order_and_ties_by_customer(self):
        printed = self.done("activity", self.file(), "--rows", 2)
        self.assertEqual(self.table("activity.csv"),
                         [["rank", "customer", "transactions"], ["1", "7", "3"], ["2", "9", "2"], ["3", "5", "1"]])
        self.assertIn("   1         7             3\n   2         9             2\n\n", printed)

    def test_product_by_month_of_a_year_or_of_all(self):
        self.done("product", self.file(), "--product", "A1", "--year", 2020)
        counts = dict(self.table("product.csv")[1:])
        self.assertEqual(len(counts), 12)
        self.assertEqual({month: n for month, n in counts.items() if n != "0"},
                         {"2020-02": "1", "2020-05": "1", "2020-08": "1"})
        self.done("product", self.file(), "--product", "C3")
        self.assertEqual(len(self.table("product.csv")), 1 + 12)  # February 2020 to January 2021

    def test_all_products_by_month(self):
        self.done("product", self.file())
        table = self.table("product_months.csv")
        self.assertEqual(table[0][:4], ["product", "all", "2020-02", "2020-03"])
        self.assertEqual([row[:2] for row in table[1:]], [["A1", "3"], ["B2", "2"], ["C3", "1"]])
        self.assertEqual(table[3], ["C3", "1"] + ["0"] * 11 + ["1"])

    def test_product_or_year_that_is_not_there(self):
        self.assert_refused(run("product", self.file(), "--product", "Z", "--out", self.out),
                            "--product: there is no product Z in the file, which has 3, the first being A1")
        self.assert_refused(run("product", self.file(), "--product", "C3", "--year", 2020, "--out", self.out),
                            "--year: product C3 has no transactions in 2020; it has some in 2021")
        self.assertEqual(self.entries(), ["shop.csv"])

    def test_top_to_the_second_and_at_the_end_of_a_month(self):
        # 31 August less six months is 29 February 2020: the two rows of the 28th are out, that of 31 August is not in.
        self.done("top", self.file(), "--at", "2020-08-31")
        self.assertEqual(self.table("top.csv")[1:], [["1", "A1", "2"]])
        self.done("top", self.file(), "--at", "2020-08-31 00:00:01")
        self.assertEqual(self.table("top.csv")[1:], [["1", "A1", "2"], ["2", "B2", "1"]])
        self.done("top", self.file(), "--at", "2020-08-28 10:00:01")
        self.assertEqual(self.table("top.csv")[1:], [["1", "A1", "1"]])
        self.done("top", self.file(), "--at", "2020-08-28 10:00:00", "--k", 1)
        self.assertEqual(self.table("top.csv")[1:], [["1", "A1", "2"]])

    def test_top_by_units_and_revenue(self):
        self.done("top", self.file(), "--months", 12, "--by", "units", "--at", "2021-01-01")
        self.assertEqual(self.table("top.csv")[1:], [["1", "A1", "7"], ["2", "B2", "2"]])
        self.done("top", self.file(), "--months", 12, "--by", "revenue", "--at", "2021-01-01")
        self.assertEqual(self.table("top.csv")[1:], [["1", "B2", "20.00"], ["2", "A1", "10.50"]])

    def test_without_quantities_transactions_are_counted_and_it_says_so(self):
        path = self.file([row[:3] for row in ROWS], "customer,product,date")
        self.assertIn("Quantities are not known: transactions are counted.", self.done("top", path))
        self.assert_refused(run("top", path, "--by", "units", "--out", self.folder / "other"),
                            "--by: units need a column of quantities, which the transactions do not have")
        self.assert_refused(run("top", path, "--by", "revenue", "--out", self.folder / "other"), "revenue needs a column")

    def test_columns_by_name(self):
        path = self.file([(row[1], row[0], *row[2:]) for row in ROWS], "what,who,when,n,each")
        self.assert_refused(run("top", path, "--out", self.out), "which column is the customer is not clear",
                            "--customer-column", "what, who, when, n, each")
        self.done("top", path, "--customer-column", "who", "--product-column", "what", "--time-column", "when",
                  "--quantity-column", "n", "--price-column", "each", "--by", "revenue", "--months", 12, "--at", "2021-01-01")
        self.assertEqual(self.table("top.csv")[1:], [["1", "B2", "20.00"], ["2", "A1", "10.50"]])
        self.assert_refused(run("top", path, "--customer-column", "whom", "--out", self.folder / "other"),
                            "there is no column whom; the columns are what, who, when, n, each")

    def test_bad_rows_stop_the_run_or_are_counted(self):
        path = self.file([*ROWS, ("", "A1", "2020-01-01", 1, 1), (1, "A1", "yesterday", 1, 1), (2, "A1", "today", 1, 1)])
        done = run("activity", path, "--out", self.out)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.splitlines(), [
            f"retailsim-dynamics: {path}: 1 row, in line 8: customer_id: no value",
            f"retailsim-dynamics: {path}: 2 rows, first in line 9: time: not a time YYYY-MM-DD HH:MM:SS (\"yesterday\")",
            "retailsim-dynamics: rows that cannot be read stop the run; leave them out with --skip-bad-rows"])
        self.assertFalse(self.out.exists())
        done = run("activity", path, "--skip-bad-rows", "--out", self.out)
        self.assertEqual(done.returncode, 0)
        self.assertIn("2 rows, first in line 9", done.stderr)
        self.assertIn("(9 rows, 0 returns and 3 bad rows left out)", done.stdout)

    def test_returns_are_left_out_or_kept(self):
        path = self.file([*ROWS, (5, "C3", "2020-09-01", -1, "0.99")])
        self.assertIn("6 transactions", self.done("activity", path))
        self.assertIn("7 transactions", self.done("activity", path, "--keep-returns"))

    def test_parquet_as_csv(self):
        try:
            import pyarrow as pa
            import pyarrow.parquet
        except ImportError:
            self.skipTest("pyarrow is not here")
        path = self.folder / "shop.parquet"
        columns = list(zip(*ROWS))
        pa.parquet.write_table(pa.table({
            "Customer ID": pa.array([*map(float, columns[0]), None], pa.float64()),
            "StockCode": [*columns[1], "A1"], "InvoiceDate": [*columns[2], "2020-01-01"],
            "Quantity": [*columns[3], 1], "Price": [*map(float, columns[4]), 1.0]}), path)
        if not HAS_PARQUET:
            self.assert_refused(run("top", path, "--out", self.out), "Parquet")
            return
        done = run("top", path, "--by", "revenue", "--months", 12, "--at", "2021-01-01", "--out", self.out)
        self.assertEqual(done.returncode, 2)
        self.assertIn("1 row, in row 7: Customer ID: no value", done.stderr)
        done = run("top", path, "--by", "revenue", "--months", 12, "--at", "2021-01-01", "--skip-bad-rows", "--out", self.out)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.table("top.csv")[1:], [["1", "B2", "20.00"], ["2", "A1", "10.50"]])

    def test_mistakes_are_one_line_and_leave_nothing(self):
        path = self.file()
        for arguments, piece in [((), "A subcommand is required"), (("top",), "file is required"),
                                 (("top", path, "--k", 0), "--k must be >= 1, got 0"),
                                 (("top", path, "--months", -1), "--months must be >= 1, got -1"),
                                 (("top", path, "--at", "soon"), "--at must be a time YYYY-MM-DD"),
                                 (("top", path, "--by", "colour"), "--by"),
                                 (("top", path, "--separator", "ab"), "--separator must be one character"),
                                 (("activity", self.folder / "none.csv"), "none.csv: No such file"),
                                 (("product", path, "--year", 2020), "--year needs --product")]:
            with self.subTest(piece):
                self.assert_refused(run(*arguments, *(["--out", self.out] if arguments else [])), piece)
                self.assertEqual(self.entries(), ["shop.csv"])

    def test_an_output_is_replaced_with_force_only(self):
        self.done("activity", self.file())
        self.assert_refused(run("activity", self.file(), "--out", self.out), "exists", "--force")
        other = self.folder / "mine"
        other.mkdir()
        (other / "diary.txt").write_text("dear", encoding="utf-8")
        self.assert_refused(run("activity", self.file(), "--out", other, "--force"), "report.json")
        self.assertEqual((other / "diary.txt").read_text(encoding="utf-8"), "dear")

    def test_explore_of_the_smallest_files_says_what_it_cannot_know(self):
        for n in range(1, len(ROWS) + 1):
            with self.subTest(n):
                self.done("explore", self.file(ROWS[:n]))
                report = json.loads((self.out / "report.json").read_text(encoding="utf-8"))
                sections = {section["id"]: section for section in report["sections"]}
                self.assertIn("not identifiable", " ".join(sections["season"]["sentences"]))
                self.assertIn("seasonal naive", sections["season"]["figures"]["left_out"])
                self.assertFalse(sections["growth"]["figures"]["identifiable"])

    def test_ctrl_c_leaves_nothing(self):
        path = self.file(ROWS * 60_000)
        process = subprocess.Popen([PROGRAM, "explore", path, "--out", self.out], stderr=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, text=True)
        while not any(name.startswith(".out.partial") for name in self.entries()) and process.poll() is None:
            pass  # it handles the signal before it makes its folder
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, errors), (130, "retailsim-dynamics: interrupted; nothing was written\n"))
        self.assertEqual(self.entries(), ["shop.csv"])

    def test_ids_may_hold_anything(self):
        path = self.file([("</script><b>&\"", "Ü;'x'", "2020-01-01", 1, 1)])
        self.done("activity", path)
        self.assertEqual(self.table("activity.csv")[1][1], "</script><b>&\"")


if __name__ == "__main__":
    unittest.main(argv=["commands"])
