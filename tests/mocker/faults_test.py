"""Bad input and faults: one line that says what is wrong, a status that is not 0, and no file that looks whole."""

import signal
import unittest

from programs import HAS_PARQUET, Faults, ProgramTest, main, run


class BadInput(ProgramTest):
    def refused(self, *arguments, pieces):
        done = run("--format", "csv", "--out", self.out, *arguments)
        self.assert_refused(done, *pieces)
        self.assertEqual(self.entries(), ["shop.toml"] if (self.folder / "shop.toml").exists() else [])

    def test_bad_options(self):
        for arguments, pieces in (
            (("--customers", 0), ("--customers", "got 0")),
            (("--customers", -5), ("--customers", "got -5")),
            (("--customers", "many"), ("--customers", "many")),
            (("--skus", 0), ("--skus", "got 0")),
            (("--skus", 3), ("--skus", "8 product groups", "got 3")),
            (("--from", "2024-01-01", "--to", "2023-06-01"), ("--to: to must be after from = 2024-01-01, got 2023-06-01",)),
            (("--from", "2026-01-01"), ("mocker: --from: to must be after from = 2026-01-01, got 2025-01-01",)),
            (("--to", "2023-13-01"), ("--to", "2023-13-01")),
            (("--to", "2020-01-01", "--from", "2019-01-01"), ("registered_from", "2020-01-01")),
            (("--emit-from", "2025-01-01"), ("--emit-from", "2025-01-01")),
            (("--shard", "3/3"), ("--shard", "3/3")),
            (("--shard", "-1/3"), ("--shard", "-1/3")),
            (("--shard", "1/0"), ("--shard", "1/0")),
            (("--shard", "one"), ("--shard", "one")),
            (("--seed", "-1"), ("--seed", "-1")),
            (("--seed", "1.5"), ("--seed", "1.5")),
            (("--alarm-rate", "0"), ("--alarm-rate", "got 0")),
            (("--alarm-rate", "nan"), ("--alarm-rate", "got nan")),
            (("--threads", "-1"), ("--threads",)),
            (("--format", "xml"), ("--format", "xml")),
            (("--money", "gold"), ("--money", "gold")),
            (("--preset", "fmgc"), ("fmgc", 'did you mean "fmcg"?')),
            (("--set", "life.never_buys=2"), ("life.never_buys", "[0, 1]", "got 2")),
            (("--set", "life.never_bys=0"), ("never_bys", 'did you mean "never_buys"?')),
            (("--colour", "red"), ("--colour",)),
        ):
            with self.subTest(arguments):
                self.refused(*arguments, pieces=pieces)

    def test_no_folder_is_named(self):
        self.assert_refused(run("--format", "csv"), "--out")

    def test_bad_files_are_told_with_line_and_column(self):
        file = self.folder / "shop.toml"
        for text, pieces in (
            ("[customers]\ncuont = 5\n", ("shop.toml:2:", 'did you mean "count"?', "registered_from")),
            ("[life]\nnever_buys = 1.5\n", ("shop.toml:2:14: ", "life.never_buys must be in [0, 1], got 1.5")),
            ("[life]\nnever_buys = nan\n", ("shop.toml:2:14: ", "life.never_buys must be in [0, 1]")),
            ("from = 2024-01-01\nto = 2023-01-01\n", ("shop.toml:2:6: ", "after from = 2024-01-01, got 2023-01-01")),
            ("[customers]\ncount = 0\n", ("shop.toml:2:9: ", "customers.count", "got 0")),
            ("[customers.gender]\nfemale = 0.0\n", ("shop.toml:1:", "customers.gender", "do not sum to 0")),
            ("preset = \"fmgc\"\n", ("shop.toml:1:", 'did you mean "fmcg"?')),
            ("seed = \n", ("shop.toml:1:",)),
        ):
            with self.subTest(text):
                file.write_text(text, encoding="utf-8")
                self.refused("--config", file, pieces=pieces)
        file.unlink()
        self.refused("--config", self.folder / "missing.toml", pieces=("missing.toml",))


class MockerFaults(Faults, ProgramTest):
    small = ["--format", "csv", "--customers", 100]
    endless = ["--customers", 20000000]
    formats = [["--format", "csv"], ["--format", "parquet"]] if HAS_PARQUET else [["--format", "csv"]]
    first_file = "transactions.csv"

    def test_an_earlier_output_is_replaced_on_request_only(self):
        self.make("--customers", 100)
        before = (self.out / "transactions.csv").read_bytes()
        self.assert_refused(run("--format", "csv", "--out", self.out, "--customers", 50), "out", "exist")
        self.assertEqual((self.out / "transactions.csv").read_bytes(), before)
        self.make("--customers", 50, "--force")
        self.assertNotEqual((self.out / "transactions.csv").read_bytes(), before)
        self.assertEqual(self.entries(), ["out"])

    def test_a_folder_of_the_users_own_is_never_replaced(self):
        self.out.mkdir()
        (self.out / "diary.txt").write_text("dear diary", encoding="utf-8")
        self.assert_refused(run("--format", "csv", "--out", self.out, "--customers", 50, "--force"), "out")
        self.assertEqual(self.entries(self.out), ["diary.txt"])

    def test_ctrl_c_while_the_catalogue_is_made(self):
        self.endless = ["--skus", 2000000]
        self.interrupted(lambda process: any(self.folder.glob(".out.partial-*")), signal.SIGINT)

    def test_too_many_orders_for_their_ids(self):
        # Found out before there is any output, where the mean customer has too many; else by the run.
        self.assert_refused(run(*self.small, "--out", self.out, "--set", "ids.order_number_bits=5"),
                            "ids.order_number_bits must be >= 6 for the 21 orders of a customer of mean rate and lifetime, got 5")
        done = run("--format", "csv", "--quiet", "--out", self.out, "--customers", 20000, "--set", "ids.order_number_bits=8")
        self.assert_refused(done, "--set ids.order_number_bits=8: ids.order_number_bits must be larger: customer ",
                            " has more than the 128 orders it has room for, got 8")
        self.assertEqual(self.entries(), [])

    def test_a_report_that_cannot_be_written_is_told_at_once(self):
        for report, cause in ((self.folder / "no" / "report.json", "No such file or directory"),
                              (self.out / "report.json", "--report must be outside of the folder of --out"),
                              ("/dev/full", "exists and is no regular file"),
                              (self.folder, "exists and is no regular file")):
            with self.subTest(report):
                self.assert_refused(run(*self.endless, "--format", "csv", "--out", self.out, "--report", report), str(report), cause)
                self.assertEqual(self.entries(), [])

    def test_a_report_is_replaced_on_request_only(self):
        report = self.folder / "report.json"
        self.make("--customers", 1000, "--report", report)
        before = report.read_text()
        refused = run("--format", "csv", "--customers", 50, "--out", self.folder / "other", "--report", report)
        self.assert_refused(refused, "report.json exists", "--force")
        self.assertEqual((report.read_text(), self.entries()), (before, ["out", "report.json"]))
        self.make("--customers", 500, "--report", report, "--force")
        self.assertIn('"n_customers": 500', report.read_text())
        self.assertEqual(self.entries(), ["out", "report.json"])

    def test_a_run_that_is_interrupted_leaves_no_report(self):
        self.endless = [*self.endless, "--report", self.folder / "report.json"]
        self.test_ctrl_c_while_files_are_written_leaves_nothing()

    @unittest.skipIf(HAS_PARQUET, "built with Parquet")
    def test_parquet_that_is_missing(self):
        self.assert_refused(run("--customers", 50, "--out", self.out), "Parquet", "pyarrow")
        self.assertEqual(self.entries(), [])


main()
