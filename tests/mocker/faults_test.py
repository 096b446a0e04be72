"""Bad input and faults: one line that says what is wrong, a status that is not 0, and no file that looks whole."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from support import HAS_PARQUET, PROGRAM, ProgramTest, main, run


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
            (("--from", "2024-01-01", "--to", "2023-06-01"), ("2024-01-01", "got 2023-06-01")),
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


class Faults(ProgramTest):
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

    def test_a_folder_that_cannot_be_made(self):
        (self.folder / "file").write_text("", encoding="utf-8")
        self.assert_refused(run("--format", "csv", "--out", self.folder / "file" / "out", "--customers", 50), "file")
        self.assertEqual(self.entries(), ["file"])

    def test_a_report_that_cannot_be_written_ends_the_run(self):
        done = run("--format", "csv", "--quiet", "--out", self.out, "--customers", 50, "--report", self.folder / "no" / "report.json")
        self.assert_refused(done, "report.json")
        self.assertEqual(self.entries(), [])

    def test_ctrl_c_leaves_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                process = subprocess.Popen([PROGRAM, "--format", "csv", "--quiet", "--customers", "20000000", "--out", self.out],
                                           stderr=subprocess.PIPE, text=True)
                deadline = time.monotonic() + 60
                # The rows have begun once there is something in the hidden folder beside the target.
                while not any(path.stat().st_size > 0 for path in self.folder.glob(".out.partial-*/transactions.csv")):
                    self.assertIsNone(process.poll(), process.stderr.read() if process.poll() is not None else "")
                    self.assertLess(time.monotonic(), deadline)
                    time.sleep(0.02)
                process.send_signal(number)
                _, errors = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 128 + number)
                self.assertIn("nothing was written", errors)
                self.assertEqual(errors.count("\n"), 1)
                self.assertEqual(self.entries(), [])

    def test_standard_output_that_nobody_reads(self):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            done = run("--format", "csv", "--customers", 100, "--out", self.out, capture_output=False, stdout=writer,
                       stderr=subprocess.PIPE)
        finally:
            os.close(writer)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("standard output: Broken pipe", done.stderr)
        self.assertEqual(self.entries(), [])

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_standard_output_on_a_full_disk(self):
        with open("/dev/full", "w") as full:
            done = run("--format", "csv", "--customers", 100, "--out", self.out, capture_output=False, stdout=full,
                       stderr=subprocess.PIPE)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("No space left", done.stderr)
        self.assertEqual(self.entries(), [])

    def test_a_full_disk(self):
        with tempfile.TemporaryDirectory() as folder:
            mounted = os.geteuid() == 0 and subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True).returncode == 0
            if not mounted:
                self.skipTest("a small disk can be mounted by root only")
            try:
                for file_format in ["csv", "parquet"] if HAS_PARQUET else ["csv"]:
                    done = run("--format", file_format, "--quiet", "--customers", 20000, "--out", pathlib.Path(folder) / "out")
                    self.assert_refused(done, "No space left", f".{file_format}")
                    self.assertEqual(self.entries(folder), [])
                small = run("--format", "csv", "--quiet", "--customers", 20, "--out", pathlib.Path(folder) / "out")
                self.assertEqual((small.returncode, small.stderr), (0, ""))
            finally:
                subprocess.run(["umount", folder], check=True)

    @unittest.skipIf(HAS_PARQUET, "built with Parquet")
    def test_parquet_that_is_missing(self):
        self.assert_refused(run("--customers", 50, "--out", self.out), "Parquet", "pyarrow")
        self.assertEqual(self.entries(), [])


main()
