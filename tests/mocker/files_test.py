"""The files: which there are, their columns and types, and what the rows keep to."""

import datetime
import json
import re
import shutil
import unittest

from programs import COLUMNS, HAS_PARQUET, ProgramTest, cents, main, rows, run


class Files(ProgramTest):
    def test_csv_files_and_columns(self):
        out = self.make("--customers", 500)
        self.assertEqual(self.entries(out), ["customers.csv", "products.csv", "scenario.json", "transactions.csv"])
        self.assertEqual(self.entries(), ["out"])
        for table, columns in COLUMNS.items():
            with open(out / f"{table}.csv", encoding="utf-8") as file:
                self.assertEqual(file.readline(), ",".join(columns) + "\n")

    def test_truth_is_a_fourth_file(self):
        out = self.make("--customers", 500, "--truth")
        self.assertIn("truth.csv", self.entries(out))
        truth = rows(out / "truth.csv")
        self.assertEqual(len(truth), len(rows(out / "customers.csv")))
        self.assertTrue(any(row["first_order_at"] == "" for row in truth))
        orders = {}
        for row in rows(out / "transactions.csv"):
            if row["kind"] == "sale":
                orders.setdefault(row["customer_id"], set()).add(row["order_id"])
        for row in truth:
            self.assertEqual(int(row["n_orders"]), len(orders.get(row["customer_id"], ())))

    def test_rows_are_sorted_and_refer_to_each_other(self):
        out = self.make("--customers", 800, "--preset", "apparel")
        customers = {row["customer_id"]: row for row in rows(out / "customers.csv")}
        self.assertEqual(list(customers), sorted(customers, key=int))
        products = {row["sku_id"]: row for row in rows(out / "products.csv")}
        self.assertEqual(list(map(int, products)), list(range(1, len(products) + 1)))
        lines = rows(out / "transactions.csv")
        keys = [(int(r["customer_id"]), r["ordered_at"], int(r["order_id"]), int(r["line_no"])) for r in lines]
        self.assertEqual(keys, sorted(keys))
        self.assertEqual(len({(r["order_id"], r["line_no"]) for r in lines}), len(lines))
        sales = {(r["order_id"], r["line_no"]): r for r in lines if r["kind"] == "sale"}
        kinds = set()
        for row in lines:
            kinds.add(row["kind"])
            self.assertEqual(int(row["order_id"]) >> 18, int(row["customer_id"]))
            self.assertLessEqual(customers[row["customer_id"]]["registered_at"], row["ordered_at"])
            self.assertLess(row["ordered_at"], "2025-01-01")
            self.assertLessEqual(products[row["sku_id"]]["launched_on"], row["ordered_at"][:10])
            self.assertEqual(row["unit_price"], products[row["sku_id"]]["price"])
            if row["kind"] == "sale":
                self.assertEqual(row["refers_to_order_id"] + row["refers_to_line_no"], "")
                self.assertGreater(int(row["quantity"]), 0)
                self.assertGreaterEqual(cents(row["amount"]), 0)
            else:
                sale = sales[row["refers_to_order_id"], row["refers_to_line_no"]]
                self.assertLess(sale["ordered_at"], row["ordered_at"])
                self.assertEqual(sale["sku_id"], row["sku_id"])
        self.assertEqual(kinds, {"sale", "return", "exchange"})

    def test_scenario_names_every_parameter(self):
        out = self.make("--customers", 300, "--seed", 18446744073709551615, "--to", "2024-03-01")
        scenario = json.loads((out / "scenario.json").read_text(encoding="utf-8"))
        self.assertEqual(scenario["program"], "retailsim-mocker")
        self.assertRegex(scenario["version"], r"^\d+\.\d+\.\d+$")
        parameters = scenario["parameters"]
        self.assertEqual(parameters["seed"], 18446744073709551615)
        self.assertEqual(parameters["to"], "2024-03-01")
        self.assertEqual(parameters["customers"]["count"], 300)
        for section in ("life frequency seasonality events baskets affinities cross_sell catalogue prices returns"
                        " ids").split():
            self.assertIn(section, parameters)

    def test_affinity_groups_have_a_legend(self):
        out = self.make("--customers", 3000, "--preset", "beauty", "--truth")
        legend = json.loads((out / "scenario.json").read_text(encoding="utf-8"))["affinity_groups"]
        self.assertEqual(len(set(legend)), len(legend))
        customers = {row["customer_id"]: row for row in rows(out / "customers.csv")}
        seen = set()
        for row in rows(out / "truth.csv"):
            customer, text = customers[row["customer_id"]], legend[int(row["affinity_group"])]
            seen.add(text)
            gender, age = re.fullmatch(r"gender (\w+), age (.+)", text).groups()
            self.assertEqual(gender, customer["gender"] if customer["gender"] in ("female", "male") else "other")
            registered, born = customer["registered_at"][:10], customer["birth_date"]
            years = int(registered[:4]) - int(born[:4]) - (registered[5:] < born[5:])
            self.assertEqual(age == "below 40", years < 40)
        self.assertEqual(len(seen), 6)

    def test_the_self_check_is_shown_and_reported(self):
        report = self.folder / "report.json"
        done = run("--format", "csv", "--out", self.out, "--customers", 2000, "--preset", "classic", "--report", report)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = json.loads(report.read_text(encoding="utf-8"))
        self.assertTrue(found["passed"])
        self.assertEqual(found["n_customers"], 2000)
        self.assertGreater(len(found["rows"]), 40)
        for row in found["rows"]:
            self.assertIn(row["verdict"], ("ok", "too few to judge"))
            self.assertIn(row["check"], done.stdout)
        self.assertIn("rows/s", done.stdout)

    def test_a_check_that_is_outside_ends_the_run(self):
        report = self.folder / "report.json"
        # At this rate about two right runs in three have a row outside; of ten seeds, some have.
        for seed in range(1, 11):
            done = run("--format", "csv", "--quiet", "--out", self.out, "--customers", 5000, "--preset", "home", "--seed",
                       seed, "--alarm-rate", 0.9999, "--report", report, "--force")
            if done.returncode != 0:
                break
            shutil.rmtree(self.out)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^retailsim-mocker: \d+ of \d+ self-checks are outside; nothing was written but the report\n$")
        self.assertEqual(self.entries(), ["report.json"])
        found = json.loads(report.read_text(encoding="utf-8"))
        self.assertFalse(found["passed"])
        self.assertIn("outside", {row["verdict"] for row in found["rows"]})

    @unittest.skipUnless(HAS_PARQUET, "built without Parquet")
    def test_parquet_is_typed_and_says_what_csv_says(self):
        try:
            import pyarrow.parquet as parquet
        except ImportError:
            self.skipTest("this Python has no pyarrow")
        out = self.make("--customers", 400, "--preset", "home", "--truth", out="csv")
        done = run("--customers", 400, "--preset", "home", "--truth", "--out", self.out, "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.entries(self.out), ["customers.parquet", "products.parquet", "scenario.json",
                                                  "transactions.parquet", "truth.parquet"])
        types = {
            "customers": {"customer_id": "int64", "registered_at": "timestamp[us]", "birth_date": "date32[day]"},
            "products": {"sku_id": "int64", "price": "decimal128(12, 2)", "cost": "decimal128(12, 2)",
                         "launched_on": "date32[day]", "name": "string"},
            "transactions": {"order_id": "int64", "line_no": "int32", "customer_id": "int64", "sku_id": "int64",
                             "ordered_at": "timestamp[us]", "quantity": "int32", "unit_price": "decimal128(12, 2)",
                             "discount": "decimal128(12, 2)", "amount": "decimal128(12, 2)",
                             "refers_to_order_id": "int64", "refers_to_line_no": "int32"},
        }
        for table, columns in COLUMNS.items():
            file = parquet.ParquetFile(self.out / f"{table}.parquet")
            data = file.read()
            self.assertEqual(data.column_names, columns)
            for column, kind in types[table].items():
                self.assertEqual(str(data.schema.field(column).type), kind, column)
            # What zstd cannot make a tenth shorter is left as it is.
            self.assertIn({file.metadata.row_group(0).column(i).compression for i in range(len(columns))},
                          ({"ZSTD"}, {"ZSTD", "UNCOMPRESSED"}))
            as_text = [{name: self.as_csv(value) for name, value in row.items()} for row in data.to_pylist()]
            self.assertEqual(as_text, rows(out / f"{table}.csv"))
        parameters = json.loads(file.metadata.metadata[b"retailsim.scenario"])["parameters"]
        self.assertEqual(parameters["customers"]["count"], 400)

        done = run("--customers", 400, "--preset", "home", "--money", "double", "--out", self.folder / "double", "--quiet")
        self.assertEqual(done.returncode, 0, done.stderr)
        doubles = parquet.read_table(self.folder / "double" / "transactions.parquet").column("amount")
        self.assertEqual(str(doubles.type), "double")
        self.assertEqual([f"{x:.2f}" for x in doubles.to_pylist()], [r["amount"] for r in rows(out / "transactions.csv")])

    @staticmethod
    def as_csv(value):
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return value.strftime("%Y-%m-%d %H:%M:%S")
        return str(value)


main()
