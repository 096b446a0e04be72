"""Days appended one by one, with rows that come late, give row for row what a full rebuild gives."""

from pipeline import MOCKER, PipelineTest, duckdb, main, simulate

COMPARED = ("stg_mocker__lines", "fct_line_items", "fct_orders", "fct_returns", "rejected_rows", "dim_customer", "dim_product",
            "dim_date", "cleaning_summary", "mart_rfm_segments", "mart_cohort_retention", "mart_monthly_trends",
            "mart_peak_days", "mart_product_preferences", "mart_discount_effects", "mart_customer_lifetime_value")


class Increments(PipelineTest):
    def compared(self, database):
        """The rows of every model, without the file they came in."""
        rows = {}
        for model in COMPARED:
            columns = [row[0] for row in self.query(
                f"select column_name from information_schema.columns where table_schema = 'mocker' and table_name = '{model}'"
                " and column_name not in ('_file_id', '_row_number') order by ordinal_position", database)]
            # Doubles differ in the last digit by the order they are added in; money is decimal and does not.
            listed = ", ".join(f"case when typeof({name}) = 'DOUBLE' then round({name}::double, 9)::varchar else {name}::varchar end"
                               for name in columns)
            rows[model] = self.query(f"select {listed} from mocker.{model} order by all", database)
        return rows

    def write(self, files, name, where):
        """The lines of all files for which the condition holds, as a file to land."""
        with duckdb.connect() as writer:
            writer.execute(f"copy (select * from read_parquet({[str(file) for file in files]}) where {where}"
                           f" order by customer_id, ordered_at, order_id, line_no) to '{self.landing('mocker') / name}' (format parquet)")

    def test_days_appended_are_a_full_rebuild(self):
        shop = ("--preset", "apparel", "--customers", 150)
        base = simulate(MOCKER, self.folder / "base", *shop, "--to", "2024-11-20")
        whole = simulate(MOCKER, self.folder / "whole", *shop, "--to", "2024-11-22")
        days = [simulate(MOCKER, self.folder / f"day{day}", *shop, "--emit-from", f"2024-11-{day}", "--to", f"2024-11-{day + 1}")
                for day in (20, 21)]
        very_late = "ordered_at::date = date '2024-10-06'"  # the run says from which day it reads
        late = "ordered_at::date = date '2024-11-18' and sku_id % 2 = 1"  # within the days that every run reads
        held_back = f"({very_late} or {late})"

        self.land("mocker", base / "customers.parquet", base / "products.parquet")
        self.write([base / "transactions.parquet"], "transactions.parquet", f"not {held_back}")
        self.step("run", "mocker")

        # The day after, with the lines of October that were missing; and another, with those of the 18th.
        for day, brought, said in ((20, very_late, "from 2024-10-06"), (21, late, "the newest days")):
            files = [base / "transactions.parquet", days[day - 20] / "transactions.parquet"]
            self.land("mocker", days[day - 20] / "customers.parquet", name=f"customers-2024-11-{day}.parquet")
            condition = f"{brought} or ordered_at::date >= date '2024-11-{day}'"
            self.write(files, f"transactions-2024-11-{day}.parquet", condition)
            with duckdb.connect() as reader:
                self.assertGreater(reader.execute(f"select count(*) from '{files[0]}' where {brought}").fetchone()[0], 0)
            self.assertIn(said, self.step("run", "mocker"))
        appended = self.compared(self.database)
        self.assertGreater(len(appended["fct_line_items"]), 500)

        self.step("transform", "mocker", "--full-refresh")
        self.assert_same(appended, self.compared(self.database))

        # The whole in one file, into another warehouse.
        self.database = self.folder / "whole.duckdb"
        self.store = f"file://{self.folder}/whole-store"
        for path in self.landing("mocker").iterdir():
            path.unlink()
        self.land("mocker", *whole.iterdir())
        self.step("run", "mocker")
        self.assert_same(appended, self.compared(self.database))

    def assert_same(self, appended, whole):
        for model in COMPARED:
            with self.subTest(model=model):
                self.assertEqual(len(appended[model]), len(whole[model]))
                self.assertEqual(appended[model], whole[model])


main()
