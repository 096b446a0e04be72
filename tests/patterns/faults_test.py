"""A fault in each step: one clear message, nothing half-loaded, and the run after the mend completes."""

from pipeline import MOCKER, PipelineTest, duckdb, main, simulate

BAD_INPUT, UNAVAILABLE = 65, 75


class Faults(PipelineTest):
    def setUp(self):
        super().setUp()
        self.shop = simulate(MOCKER, self.folder / "out", "--preset", "apparel", "--customers", 60, "--format", "csv")
        self.land("mocker", *self.shop.iterdir())
        self.transactions = self.landing("mocker") / "transactions.csv"

    def stored(self):
        return sorted(path.name for path in (self.folder / "store").rglob("*") if path.is_file())

    def lines(self):
        return self.transactions.read_text(encoding="utf-8").splitlines(keepends=True)

    def test_upload_refuses_what_is_not_whole_and_stores_nothing(self):
        whole = self.transactions.read_bytes()
        short_row = self.lines()
        short_row[5] = short_row[5].rsplit(",", 4)[0] + "\n"
        faults = {
            "the last line has no end: the file is truncated": whole[:len(whole) // 2].rsplit(b"\n", 1)[0] + b"\n1,2",
            "the file is empty": b"",
            "columns missing quantity": whole.replace(b",quantity,", b",", 1),
            "columns missing quantity; unknown pieces": whole.replace(b",quantity,", b",pieces,", 1),
            "transactions.csv: cannot be read": "".join(short_row).encode(),
        }
        for message, content in faults.items():
            with self.subTest(message=message):
                self.transactions.write_bytes(content)
                said = self.step("upload", "mocker", status=BAD_INPUT)
                self.assertIn(message, said)
                self.assertEqual(said.count("\n"), 1, said)
                self.assertEqual(self.stored(), [])
        self.transactions.write_bytes(whole)
        stray = self.landing("mocker") / "tranactions.csv"
        stray.write_bytes(whole)
        self.assertIn("tranactions.csv: not the name of a mocker file", self.step("upload", "mocker", status=BAD_INPUT))
        stray.unlink()
        self.assertIn("more than the 1000 allowed", self.step("upload", "mocker", "--max-bytes", 1000, status=BAD_INPUT))
        self.assertEqual(self.stored(), [])
        self.step("upload", "mocker")
        self.assertEqual(len(self.stored()), 6)
        self.assertEqual(self.step("upload", "mocker").count(", kept"), 3)

    def test_a_truncated_parquet_file(self):
        parquet = simulate(MOCKER, self.folder / "parquet", "--preset", "apparel", "--customers", 60) / "transactions.parquet"
        self.transactions.unlink()
        self.land("mocker", parquet)
        landed = self.landing("mocker") / "transactions.parquet"
        landed.write_bytes(landed.read_bytes()[:-100])
        self.assertIn("transactions.parquet: cannot be read", self.step("upload", "mocker", status=BAD_INPUT))
        self.assertEqual(self.stored(), [])

    def test_a_store_that_is_down_is_worth_another_try(self):
        self.store = f"file://{self.transactions}/store"  # no folder can be made below a file
        self.assertIn("patterns upload: store file://", self.step("upload", "mocker", status=UNAVAILABLE))
        self.store = "nowhere://store"
        self.assertIn("nowhere", self.step("upload", "mocker", status=BAD_INPUT))

    def test_load_takes_all_files_or_none(self):
        self.assertIn("run upload first", self.step("load", "mocker", status=BAD_INPUT))
        self.step("upload", "mocker")
        held = self.folder / "store" / "mocker" / "transactions.csv"
        whole = held.read_bytes()
        held.write_bytes(whole[:-10])
        said = self.step("load", "mocker", status=BAD_INPUT)
        self.assertIn("transactions.csv: the object in the store is not what was uploaded", said)
        self.assertEqual(self.tables("mocker_raw"), [])
        held.write_bytes(whole)
        (held.parent / "transactions.csv.sha256").rename(self.folder / "aside")  # an upload that did not end
        self.assertIn("no file of transactions has been loaded", self.step("load", "mocker", status=BAD_INPUT))
        self.assertEqual(self.tables("mocker_raw"), [])
        (self.folder / "aside").rename(held.parent / "transactions.csv.sha256")
        with duckdb.connect(str(self.database)):  # another process is writing
            self.assertIn("warehouse", self.step("load", "mocker", status=UNAVAILABLE))
        self.step("load", "mocker")
        self.assert_rows("select count(*) from mocker_raw.transactions", (len(self.lines()) - 1,))

    def test_a_duplicate_key_stops_what_is_downstream_and_is_shown(self):
        self.step("run", "mocker")
        facts = self.query("select * from mocker.fct_line_items order by line_key")
        whole = self.lines()
        last = whole[-1].split(",")
        twin = [*last[:3], str(int(last[3]) % 100 + 1), *last[4:]]  # the key of the last line, another product
        self.transactions.write_text("".join([*whole, ",".join(twin)]), encoding="utf-8")
        said = self.step("run", "mocker", status=BAD_INPUT)
        key = f"{last[0]}-{last[1]}"
        self.assertIn("fail: unique_stg_mocker__lines_line_key: Got 1 result", said)
        self.assertIn(f"('{key}', '2')", said)
        self.assertRegex(said, 'select \\* from "warehouse"."mocker_failures"."unique_stg_mocker__lines_line_key"')
        self.assert_rows("select unique_field from mocker_failures.unique_stg_mocker__lines_line_key", (key,))
        self.assertEqual(self.query("select * from mocker.fct_line_items order by line_key"), facts)

        # An exact copy is no broken key: it is flagged with a warning and its revenue stays, unless the switch is on.
        self.transactions.write_text("".join([*whole, whole[-1]]), encoding="utf-8")
        said = self.step("run", "mocker")
        self.assertIn("warn: mocker_exact_duplicates", said)
        self.assert_rows("select count(*) from mocker.fct_line_items", (len(facts) + 1,))
        self.step("transform", "mocker", "--full-refresh", "--vars", '{"remove_duplicates": true}')
        self.assertEqual([row[0] for row in self.query("select line_key from mocker.fct_line_items order by 1")],
                         [row[0] for row in facts])

        self.transactions.write_text("".join(whole), encoding="utf-8")
        self.step("run", "mocker")
        self.assertEqual(self.query("select * from mocker.fct_line_items order by line_key"), facts)

    def test_cleaning_rejects_values_that_cannot_be_and_names_the_lines(self):
        whole = self.lines()
        fields = [line.rstrip("\n").split(",") for line in whole]
        fields[1][6] = "two"
        fields[2][7], fields[2][9] = "0.00", "0.00"
        fields[3][4] = "2024-02-31 10:00:00"
        self.transactions.write_text("".join(",".join(row) + "\n" for row in fields), encoding="utf-8")
        said = self.step("run", "mocker", status=BAD_INPUT)
        self.assertIn("mocker_rejected_rows", said)
        self.assert_rows("select reject_reason, count(*) from mocker.stg_mocker__lines where reject_reason is not null"
                         " group by 1 order by 1", ("unreadable value", 2), ("zero price", 1))

    def test_freshness_is_measured_against_the_day_of_the_run(self):
        self.step("upload", "mocker")
        self.step("load", "mocker")
        self.step("transform", "mocker", "--vars", '{"logical_date": "2024-12-31"}')
        said = self.step("transform", "mocker", "--vars", '{"logical_date": "2025-01-20"}', status=BAD_INPUT)
        self.assertIn("fresh_fct_line_items_ordered_on", said)

    def test_a_backfill_takes_the_files_of_its_day(self):
        self.transactions.unlink()
        for day, since in (("2024-06-01", []), ("2024-06-02", ["--emit-from", "2024-05-20"])):
            out = simulate(MOCKER, self.folder / day, "--preset", "apparel", "--customers", 60, "--format", "csv", *since,
                           "--to", day)
            self.land("mocker", out / "transactions.csv", name=f"transactions-{day}.csv")
        self.step("upload", "mocker")
        self.assertIn("no file of transactions", self.step("load", "mocker", "--date", "2024-06-03", status=BAD_INPUT))
        said = self.step("load", "mocker", "--date", "2024-06-02")
        self.assertNotIn("transactions-2024-06-01", said)
        self.step("transform", "mocker")
        said = self.step("load", "mocker", "--date", "2024-06-01")
        self.assertIn("transactions-2024-06-01.csv", said)
        self.assertIn("(from 2023-", self.step("transform", "mocker"))
        # Both files hold the days that they share: those lines are exact copies, flagged and kept.
        self.assert_rows("select (select count(*) from mocker.fct_line_items) = (select count(*) from mocker_raw.transactions)",
                         (True,))


main()
