"""Bad input and faults: one line that says what is wrong, a status that is not 0, and no file that looks whole."""

from programs import HAS_PARQUET, Faults, ProgramTest, main, run


class BadInput(ProgramTest):
    def test_bad_options(self):
        known = "en_US, en_GB, de_DE, fr_FR, es_ES, it_IT, nl_NL, pl_PL, sv_SE, pt_BR, ja_JP, hi_IN"
        for arguments, pieces in (
            (("--companies", 0), ("--companies: companies must be in [1, ", "got 0")),
            (("--companies", -5), ("--companies", "got -5")),
            (("--companies", "many"), ("--companies", "many")),
            (("--sales-people", 0), ("--sales-people: sales_people must be in [1, ", "got 0")),
            (("--sales-people", -1), ("--sales-people", "got -1")),
            (("--locales", "de_DE,xx_XX"), ("--locales", known, '"xx_XX"')),
            (("--locales", "de_DE,de_DE"), ("--locales", "labels that differ", "twice")),
            (("--from", "2024-01-01", "--to", "2023-06-01"), ("to must be after from = 2024-01-01, got 2023-06-01",)),
            (("--from", "2024-01-01", "--to", "2024-01-20"), ("--to: to must be at least a sales cycle after from",
                                                              "business days, got 2024-01-20")),
            (("--from", "2001-01-01"), ("--from", "2014 to 2099")),
            (("--as-of", "2026-01-01"), ("--as-of", "at most to = 2025-01-01", "got 2026-01-01")),
            (("--as-of", "2024-01-01"), ("--as-of", "after from = 2024-01-01")),
            (("--to", "soon"), ("--to", "soon")),
            (("--seed", "-1"), ("--seed", "-1")),
            (("--seed", "randomly"), ("--seed", "randomly")),
            (("--format", "xml"), ("--format", "xml")),
            (("--set", "deals.intractions=4"), ("intractions", 'did you mean "interactions"?')),
            (("--set", "deals.time_out=0"), ("deals.time_out", "got 0")),
            (("--set", "sellers.domain=\"seller.com\""), ("sellers.domain", ".example", "seller.com")),
            (("--colour", "red"), ("--colour",)),
        ):
            with self.subTest(arguments):
                done = run("--format", "csv", "--out", self.out, *arguments)
                self.assert_refused(done, *pieces)
                self.assertEqual(self.entries(), [])


class CrmFaults(Faults, ProgramTest):
    small = ["--companies", 100]
    endless = ["--companies", 5000000]
    formats = [["--format", form] for form in ["json", "ndjson", "csv"] + ["parquet"] * HAS_PARQUET]
    first_file = "crm.json"


main()
