"""Each source through upload, load and dbt; the facts are compared with sums made from the files themselves."""

from pipeline import MOCKER, VANTAGE, PipelineTest, duckdb, main, real_file, simulate

DATED = {"dim_customer", "dim_date", "dim_product", "dim_shop", "fct_line_items", "fct_orders", "fct_returns", "rejected_rows",
         "cleaning_summary", "mart_rfm_segments", "mart_cohort_retention", "mart_monthly_trends", "mart_peak_days",
         "mart_product_preferences", "mart_discount_effects", "mart_customer_lifetime_value"}


class Sources(PipelineTest):
    def test_mocker_makes_the_star_of_its_own_rows(self):
        files = simulate(MOCKER, self.folder / "out", "--preset", "apparel", "--customers", 200)
        self.land("mocker", *files.iterdir())
        said = self.step("run", "mocker")
        self.assertIn("0 of them with warnings", said)
        self.assertLessEqual(DATED, set(self.tables("mocker")))
        self.assertNotIn("fct_purchases", self.tables("mocker"))
        transactions = next(files.glob("transactions.*"))
        with duckdb.connect() as reader:
            expected = reader.execute(
                f"select count(*), sum(amount::decimal(18, 2)), count(distinct order_id), sum(quantity) from '{transactions}'").fetchone()
        self.assert_rows("select count(*), sum(amount), count(distinct order_id), sum(quantity) from mocker.fct_line_items", expected)
        self.assert_rows("select count(*), sum(n_lines), sum(amount) from mocker.fct_orders", (expected[2], expected[0], expected[1]))
        self.assert_rows("select sum(revenue) from mocker.mart_monthly_trends", (expected[1],))
        self.assert_rows("select count(*) from mocker.row_findings", (0,))
        # Every return names its sale and takes back no more than was sold.
        self.assert_rows("""select count(*) from (
            select r.sale_line_key from mocker.fct_returns r join mocker.fct_line_items l on l.line_key = r.sale_line_key
            group by r.sale_line_key, l.quantity having sum(r.quantity) > l.quantity) t""", (0,))
        # Equal values have equal scores.
        self.assert_rows("""select count(*) from (
            select n_orders from mocker.mart_rfm_segments group by 1 having count(distinct frequency_score) > 1) t""", (0,))

        # A second run of the same files changes nothing, not even the file's bytes where nothing is to be built.
        before = self.query("select * from mocker_raw._files order by file_id")
        said = self.step("run", "mocker", "--if-new")
        self.assertIn("transform: mocker: nothing new", said)
        self.assertEqual(said.count(", known"), 3, said)
        self.assertEqual(self.query("select * from mocker_raw._files order by file_id"), before)
        facts = self.query("select * from mocker.fct_line_items order by line_key")
        self.step("transform", "mocker")
        self.assertEqual(self.query("select * from mocker.fct_line_items order by line_key"), facts)

    def test_vantage_has_plan_and_marketing(self):
        files = simulate(VANTAGE, self.folder / "out", "--year", 2025)
        self.land("vantage", *files.iterdir())
        self.step("run", "vantage")
        self.assert_rows("select count(*) from vantage.row_findings", (0,))
        self.assertLessEqual(DATED | {"fct_marketing_daily", "fct_budget_monthly", "mart_plan_against_actual"},
                             set(self.tables("vantage")))
        with duckdb.connect() as reader:
            lines = f"read_csv('{files}/raw_line_items.csv', all_varchar = true)"
            orders = f"read_csv('{files}/raw_orders.csv', all_varchar = true)"
            revenue = reader.execute(f"select sum(qty::int * unit_price_paid::decimal(12, 2)) from {lines}").fetchone()[0]
            months = reader.execute(
                f"""select o.shop_id, substr(o.order_ts, 1, 7), sum(l.qty::int * l.unit_price_paid::decimal(12, 2))
                    from {lines} l join {orders} o using (order_id) group by all order by all""").fetchall()
        self.assert_rows("select sum(amount) from vantage.fct_line_items", (revenue,))
        self.assert_rows("select sum(revenue) from vantage.mart_plan_against_actual", (revenue,))
        self.assertEqual(self.query("select shop_id, strftime(month, '%Y-%m'), revenue from vantage.mart_plan_against_actual"
                                    " order by 1, 2"), months)

    def test_online_retail_as_its_readers_know_it(self):
        path = real_file("online_retail_2009_2010.parquet")
        if not path:
            return
        self.land("online_retail", path)
        self.step("run", "online_retail")
        self.assertLessEqual(DATED, set(self.tables("online_retail")))
        with duckdb.connect() as reader:
            total = reader.execute(f"""select sum(round(Quantity::decimal(18, 4) * Price::decimal(18, 4), 2))
                                       from '{path}'""").fetchone()[0]
            kept = reader.execute(f"""select count(*), sum(round(Quantity::decimal(18, 4) * Price::decimal(18, 4), 2)) from '{path}'
                                      where Price > 0 and StockCode not like 'TEST%' and (Invoice like 'C%') = (Quantity < 0)
                                        and Quantity <> 0""").fetchone()
        staged = "online_retail.stg_online_retail__lines"
        self.assert_rows(f"select count(*), sum(amount) from {staged}", (525_461, total))
        self.assert_rows("select count(*), sum(amount) from online_retail.fct_line_items", kept)
        self.assert_rows(f"select count(*) filter (order_id like 'C%'), count(*) filter (is_duplicate),"
                         f" round(100.0 * count(*) filter (customer_id = 'unknown') / count(*), 1) from {staged}",
                         (10_206, 6_865, 20.5))
        self.assert_rows("select reject_reason, count(*) from online_retail.rejected_rows group by 1 order by 1",
                         ("impossible value: price below zero", 3), ("impossible value: return of positive quantity", 1),
                         ("test SKU", 17), ("zero price", 3_684))
        # Cancellations matched to a sale: the same customer, product and price, before it, and a sale only once.
        self.assert_rows("""select count(*), count(distinct sale_line_key),
              bool_and(s.customer_id = c.customer_id and s.product_id = c.product_id and s.unit_price = c.unit_price
                       and s.ordered_at <= c.ordered_at and s.quantity >= -c.quantity)
            from online_retail.fct_returns r join online_retail.fct_line_items s on s.line_key = r.sale_line_key
            join online_retail.fct_line_items c on c.line_key = r.return_line_key""", (7_229, 7_229, True))
        # The switch moves exact copies to rejected_rows, and what is left still adds up: the build checks it to the cent.
        self.step("transform", "online_retail", "--full-refresh", "--vars", '{"remove_duplicates": true}')
        self.assert_rows("select count(*) from online_retail.rejected_rows where reject_reason = 'exact duplicate'", (6_859,))

    def test_shopping_trends_has_seasons_and_no_dates(self):
        path = real_file("shopping_trends.csv")
        if not path:
            return
        self.land("shopping_trends", path)
        self.step("run", "shopping_trends")
        models = set(self.tables("shopping_trends"))
        self.assertLessEqual({"fct_purchases", "mart_product_preferences", "mart_discount_effects"}, models)
        self.assertFalse({"dim_date", "fct_line_items", "mart_rfm_segments"} & models)
        self.assert_rows("select member, n_lines from shopping_trends.mart_discount_effects where dimension = 'is_discounted'"
                         " order by 1", ("no", 2_223), ("yes", 1_677))
        self.assert_rows("select member, n_lines from shopping_trends.mart_discount_effects where dimension = 'is_subscriber'"
                         " order by 1", ("no", 2_847), ("yes", 1_053))
        self.assert_rows("select count(*), sum(amount) from shopping_trends.fct_purchases", (3_900, 233_081))


main()
