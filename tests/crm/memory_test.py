"""Memory stays below 300 MB whatever the number of companies: the most that each process ever had resident."""

import os
import subprocess

from programs import HAS_PARQUET, PROGRAM, ProgramTest, main


class Memory(ProgramTest):
    def megabytes(self, *arguments):
        process = subprocess.Popen([PROGRAM, "--quiet", "--force", "--out", self.out, *map(str, arguments)])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return usage.ru_maxrss / 1024

    def test_does_not_grow_with_the_number_of_companies(self):
        # Parquet holds a row group of each table, which is full at 65,536 rows: the smaller run fills few of them.
        for form, few, many, bound, growth in (("csv", 5000, 50000, 60, 20), ("json", 2000, 20000, 60, 20),
                                               *[("parquet", 10000, 80000, 200, 80)] * HAS_PARQUET):
            with self.subTest(form):
                small = self.megabytes("--format", form, "--companies", few)
                large = self.megabytes("--format", form, "--companies", many)
                self.assertLess(large, bound)
                self.assertLess(large - small, growth)

    def test_many_companies_in_which_little_happens(self):
        few = ["--format", "csv", "--set", "company.opportunities=0.001", "--set", "company.contacts=1"]
        self.assertLess(self.megabytes("--companies", 1500000, *few), 120)

    def test_many_sellers_without_companies(self):
        self.assertLess(self.megabytes("--format", "csv", "--companies", 100, "--sales-people", 150000), 100)


main()
