"""What the tests of the program share: runs it and tells what it did."""

import contextlib
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv[1])
HAS_PARQUET = sys.argv[2] == "parquet"

COLUMNS = {
    "customers": "customer_id registered_at birth_date gender country city channel segment loyalty_tier".split(),
    "products": "sku_id product_group name brand category_l1 category_l2 category_l3 price cost launched_on".split(),
    "transactions": ("order_id line_no customer_id sku_id ordered_at kind quantity unit_price discount amount"
                     " refers_to_order_id refers_to_line_no").split(),
}


def run(*arguments, **options):
    """The finished process, with its output as text."""
    return subprocess.run([PROGRAM, *map(str, arguments)], text=True, timeout=240,
                          **{"capture_output": True, **options})


def cents(text):
    """12.34 as 1234, exactly."""
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    if len(part) != 2:
        raise ValueError(f"not two decimals: {text}")
    return sign * (int(whole) * 100 + int(part))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class ProgramTest(unittest.TestCase):
    """Each test has an empty folder of its own, `self.folder`."""

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="retailsim-mocker-")))
        self.out = self.folder / "out"
        self.addCleanup(self.stack.close)

    def entries(self, folder=None):
        return sorted(os.listdir(folder or self.folder))

    def make(self, *arguments, out=None):
        """Runs the program into a folder, as CSV and without words, and returns the folder."""
        out = self.folder / (out or "out")
        done = run("--format", "csv", "--quiet", "--out", out, *arguments)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        return out

    def assert_refused(self, done, *pieces, status=2):
        """One line on standard error that has the pieces, and nothing written."""
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("retailsim-mocker: "), done.stderr)
        for piece in pieces:
            self.assertIn(piece, done.stderr)
        self.assertEqual(done.stdout or "", "")


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)
