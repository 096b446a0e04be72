"""The Online Retail II file of 2009 and 2010: figures that are known of it."""

import json
import os
import pathlib
import sys
import unittest

from programs import HAS_PARQUET, ProgramTest, run

FILE = pathlib.Path(os.environ.get("RETAILSIM_REAL_DATA") or "/nowhere") / "online_retail_2009_2010.parquet"

if not FILE.exists() or not HAS_PARQUET:
    print("the real file is not here (-DRETAILSIM_REAL_DATA=FOLDER), or Parquet is off: not tested")
    sys.exit(77)


class Real(ProgramTest):
    def test_rows_without_a_customer_stop_the_run(self):
        done = run("activity", FILE, "--out", self.out)
        self.assertEqual(done.returncode, 2)
        self.assertIn("107927 rows, first in row 264: Customer ID: no value", done.stderr)

    def test_explore(self):
        done = run("explore", FILE, "--skip-bad-rows", "--out", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads((self.out / "report.json").read_text(encoding="utf-8"))
        sections = {section["id"]: section["figures"] for section in report["sections"]}
        self.assertEqual(sections["file"]["transactions"], 407_695)
        self.assertEqual(sections["file"]["returns_left_out"], 9_839)
        self.assertEqual((sections["file"]["customers"], sections["file"]["products"]), (4_314, 4_017))
        self.assertEqual(sections["product_months"]["first"], "85123A")
        self.assertFalse(sections["season"]["month"]["identifiable"])
        self.assertLess(sections["season"]["weekday"]["p_value"], 1e-6)

    def test_top(self):
        done = run("top", FILE, "--skip-bad-rows", "--at", "2010-08-31", "--by", "revenue", "--k", 2, "--out", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.out / "top.csv").read_text(encoding="utf-8"),
                         "place,product,revenue\n1,22423,69175.50\n2,85123A,67985.12\n")


if __name__ == "__main__":
    unittest.main(argv=["real"])
