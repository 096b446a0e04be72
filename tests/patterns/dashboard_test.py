"""Analytics, dashboard and reports of whole shops. The pages are opened in a headless Chromium: every chart is drawn, filters show
what SQL says of the facts, and what the analytics step wrote agrees with the facts too."""

import csv
import io
import json
import os
import sys

from browser import need_browser, visit
from pipeline import DYNAMICS, ECHARTS, EXAMPLE, MOCKER, PipelineTest, main, need, real_file, simulate

need("analytics", "dashboard")
CHROMIUM = need_browser()
sys.path.insert(0, str(EXAMPLE))
sys.dont_write_bytecode = True
from patterns import dashboard, page  # noqa: E402
from patterns.warehouse import connect  # noqa: E402

LINES = """(select l.*, coalesce(l.country, c.country, 'unknown') as location, p.category,
             coalesce(s.segment, 'no customer') as segment
           from mocker.fct_line_items l left join mocker.dim_customer c using (customer_id) left join mocker.dim_product p using (product_id)
           left join mocker.mart_rfm_segments s using (customer_id))"""


class Dashboard(PipelineTest):
    def setUp(self):
        super().setUp()
        os.environ |= {"PATTERNS_DUCKDB": str(self.database), "PATTERNS_ECHARTS": str(ECHARTS)}

    def environment(self):
        return {**super().environment(), "PATTERNS_ECHARTS": str(ECHARTS)}

    def pages(self, source, *arguments, status=0):
        return self.step("dashboard", source, "--out", self.folder / "pages" / source, *arguments, status=status)

    def facts(self, where="true"):
        """Revenue, orders, customers and units of the lines for which the condition holds."""
        found = self.query(f"""select sum(amount)::double, count(distinct order_id) filter (kind = 'sale'),
            count(distinct customer_id) filter (kind = 'sale' and customer_id <> 'unknown'), sum(quantity)
            from {LINES} where {where}""")[0]
        return dict(zip(("revenue", "orders", "customers", "units"), found))

    def assert_shown(self, read, expected, left_out=()):
        for name, value in expected.items():
            if name in left_out:
                self.assertIsNone(read["kpis"][name]["value"], name)
                self.assertIn(left_out[name], read["kpis"][name]["text"])
            else:
                self.assertAlmostEqual(read["kpis"][name]["value"], float(value), 6, name)

    def assert_sound(self, *visits):
        for found in visits:
            self.assertEqual((found["console"], found["requests"]), ([], []))
            for read in found["read"]:
                self.assertEqual(read["errors"], "")
                self.assertLessEqual(read["overflow"], 0)
                self.assertEqual(read["drawn"], len(read["shapes"]))
                for chart, n_shapes in read["shapes"].items():
                    self.assertGreater(n_shapes, 3, chart)
            self.assertLess(found["first_paint"], 2000)

    def test_filters_show_what_sql_says(self):
        files = simulate(MOCKER, self.folder / "out", "--preset", "apparel", "--customers", 300)
        self.land("mocker", *files.iterdir())
        self.assertIn("run transform first", self.pages("mocker", status=65))
        self.assertIn("run transform first", self.step("analytics", "mocker", status=65))
        self.step("run", "mocker")
        self.assertIn("run analytics first", self.pages("mocker", "--report", "executive", status=65))
        self.analytics()
        self.assertIn("written", self.pages("mocker"))
        path = self.folder / "pages" / "mocker" / "dashboard.html"
        text = path.read_bytes()
        self.assertLess(len(text), 5_000_000)
        self.assertIn("nothing new", self.pages("mocker", "--if-new"))
        self.assertIn("the same", self.pages("mocker"))
        self.assertEqual(path.read_bytes(), text)

        category, location, segment = (
            self.query(f"select {name} from {LINES} where {name} <> 'unknown' group by 1 order by sum(amount) desc, 1")[1][0]
            for name in ("category", "location", "segment")
        )
        steps = [
            {"read": True},
            {"csv": "geography"},
            {"csv": "time"},
            {"select": {"range": "2024"}, "read": True},
            {"fill": {"from": "2024-02-11"}, "read": True},
            {"fill": {"from": "2024-03-01", "to": "2024-05-31"}, "read": True},
            {"csv": "products"},
            {"select": {"category": category}, "read": True},
            {"select": {"location": location}, "read": True},
            {"csv": "segments"},
            {"select": {"category": "all"}, "read": True},
            {"select": {"location": "all", "segment": segment}, "read": True},
            {"reset": True},
            {"read": True},
            {"hover": "#chart-cohorts svg path:nth-of-type(8)"},
        ]
        light, dark, phone = visit(
            CHROMIUM,
            self.folder,
            {"page": str(path), "steps": steps},
            {"page": str(path), "dark": True},
            {"page": str(path), "width": 390, "height": 800},
        )
        self.assert_sound(light | {"read": [read for read in light["read"] if isinstance(read, dict)]}, dark, phone)
        whole, year, part_year, spring, by_category, both, by_location, by_segment, reset, hovered = light["read"]
        self.assertEqual(len(whole["shapes"]), 8 if DYNAMICS else 7)
        in_spring = "ordered_on between date '2024-03-01' and date '2024-05-31'"
        one, months = "one filter at a time", "whole months"
        self.assert_shown(whole, self.facts())
        self.assert_shown(year, self.facts("year(ordered_on) = 2024"))
        self.assert_shown(
            part_year, self.facts("ordered_on between date '2024-02-11' and date '2024-12-31'"), {"customers": months}
        )
        self.assert_shown(spring, self.facts(in_spring))
        self.assert_shown(by_category, self.facts(f"{in_spring} and category = '{category}'"))
        self.assert_shown(
            both,
            self.facts(f"{in_spring} and category = '{category}' and location = '{location}'"),
            {"customers": one, "orders": one},
        )
        self.assertIn("Not filtered by country", both["notes"]["products"])
        self.assertIn("Not filtered by country, category, dates", both["notes"]["cohorts"])
        self.assert_shown(by_location, self.facts(f"{in_spring} and location = '{location}'"))
        self.assert_shown(by_segment, self.facts(f"{in_spring} and segment = '{segment}'"))
        self.assertEqual(reset["kpis"], whole["kpis"])
        self.assertIn("months later", hovered.replace("month later", "months later"))

        tables = {found["name"]: list(csv.DictReader(io.StringIO(found["text"]))) for found in light["csv"]}
        self.assertEqual(
            [(row["location"], float(row["revenue"])) for row in tables["mocker-geography.csv"]],
            self.query(f"select location, sum(amount)::double from {LINES} group by 1 having sum(amount) <> 0 order by 2 desc"),
        )
        self.assertEqual(
            [(row["month"], float(row["revenue"]), int(row["orders"])) for row in tables["mocker-time.csv"]],
            self.query(f"""select strftime(ordered_on, '%Y-%m'), sum(amount)::double,
                             count(distinct order_id) filter (kind = 'sale') from {LINES} group by 1 order by 1"""),
        )
        best = self.query(
            f"select product_id, sum(amount)::double from {LINES} where {in_spring} group by 1 order by 2 desc, 1 limit 1"
        )[0]
        self.assertGreaterEqual(best[1], float(tables["mocker-products.csv"][0]["revenue"]))
        for row in tables["mocker-products.csv"]:
            self.assertEqual(
                self.query(f"select sum(amount)::double from {LINES} where {in_spring} and product_id = '{row['product_id']}'"),
                [(float(row["revenue"]),)],
            )
        self.assertEqual(
            {row["segment"]: float(row["revenue"]) for row in tables["mocker-segments.csv"]},
            dict(
                self.query(
                    f"select segment, sum(amount)::double from {LINES} where {in_spring} and category = '{category}' and location = '{location}'"
                    " group by 1 having sum(amount) <> 0"
                )
            ),
        )
        self.without_the_cube_of_all_dimensions(category, segment)
        self.reports()

    def analytics(self):
        """What the analytics step writes of a shop, and its second run."""
        self.step("analytics", "mocker")
        for (column,) in self.query("select column_name from mocker_analytics.column_profiles where table_name = 'fct_orders'"):
            expected = self.query(f"select count(*) - count({column}), count(distinct {column}) from mocker.fct_orders")
            self.assertEqual(
                self.query(
                    "select n_missing, n_distinct from mocker_analytics.column_profiles where table_name = 'fct_orders'"
                    f" and column_name = '{column}'"
                ),
                expected,
                column,
            )
            (n_rows,) = self.query(
                f"select sum(n_rows), count(*) from mocker_analytics.column_distributions where table_name = 'fct_orders'"
                f" and column_name = '{column}'"
            )
            if n_rows[1]:
                self.assertEqual(n_rows[0], self.query(f"select count({column}) from mocker.fct_orders")[0][0], column)
        self.assertEqual(
            self.query("""select p50, mean from mocker_analytics.column_profiles
                                       where table_name = 'fct_orders' and column_name = 'amount'"""),
            self.query(
                "select percentile_cont(0.5) within group (order by amount::double), avg(amount::double) from mocker.fct_orders"
            ),
        )
        self.assert_rows(
            """select count(*) from mocker_analytics.customer_clusters full join mocker.mart_rfm_segments using (customer_id)
                            where cluster is null or n_orders is null""",
            (0,),
        )
        self.assert_rows("select count(*), sum(is_chosen::int) from mocker_analytics.cluster_choice", (7, 1))
        areas = dict(self.query("select area, count(*) from mocker_analytics.recommendations group by 1"))
        self.assertTrue(all(areas[area] >= 2 for area in ("marketing", "inventory", "customer engagement")), areas)
        numbers = dict(
            json.loads(self.query("select numbers from mocker_analytics.recommendations where title like 'Win back%'")[0][0])
        )
        n, total, days = self.query("""select count(*) filter (segment in ('At Risk', 'Cannot Lose Them')), count(*),
            avg(days_since_last_order) filter (segment in ('At Risk', 'Cannot Lose Them')) from mocker.mart_rfm_segments""")[0]
        self.assertEqual(
            (numbers["customers at risk or not to lose"], numbers["days since their last order, mean"]),
            (f"{n} of {total}", f"{days:,.0f}"),
        )
        if DYNAMICS:
            horizons = [
                row[0]
                for row in self.query("select distinct horizon_days from mocker_analytics.outlook_calibration order by 1")
            ]
            self.assertEqual(horizons[:2], [30, 90])
            for days in horizons:
                came = self.query(f"""select count(distinct (customer_id, ordered_on)) from mocker.fct_orders orders
                    where kind = 'sale' and gross_amount > 0 and ordered_on > (select max(ordered_on) - {days} from mocker.fct_orders where kind = 'sale' and gross_amount > 0)
                      and customer_id in (select customer_id from mocker.fct_orders where kind = 'sale' and gross_amount > 0
                        and ordered_on <= (select max(ordered_on) - {days} from mocker.fct_orders where kind = 'sale' and gross_amount > 0))""")
                actual, expected = self.query(
                    f"select sum(actual_orders), sum(expected_orders) from mocker_analytics.outlook_calibration where horizon_days = {days}"
                )[0]
                self.assertEqual([(actual,)], came)
                self.assertTrue(0.6 < expected / actual < 1.6, (days, expected, actual))
            self.assert_rows(
                "select min(probability_alive) >= 0, max(probability_alive) <= 1, bool_and(expected_orders_30d < expected_orders_365d)"
                " from mocker_analytics.customer_outlook",
                (True, True, True),
            )
        self.assertIn("nothing new", self.step("analytics", "mocker", "--if-new"))

    def reports(self):
        folder = self.folder / "pages" / "mocker"
        names = ("explore", "executive", "marketing", "inventory")
        self.assertEqual({path.name for path in folder.iterdir()}, {f"{name}.html" for name in ("dashboard", *names)})
        self.assert_sound(
            *visit(
                CHROMIUM,
                self.folder,
                *(
                    {"page": str(folder / f"{name}.html"), **size}
                    for name in names
                    for size in ({}, {"width": 390, "height": 800, "dark": True})
                ),
            )
        )
        only = self.folder / "only"
        self.step("dashboard", "mocker", "--out", only, "--report", "inventory")
        self.assertEqual([path.name for path in only.iterdir()], ["inventory.html"])
        text = (only / "inventory.html").read_text(encoding="utf-8")
        (n_products,) = self.query("select count(distinct product_id) from mocker.fct_line_items")[0]
        self.assertIn(f"products: <b>{n_products:,}</b>", text)
        self.assertNotIn("Win back", text)
        self.assertIn(
            "must be one of executive, marketing, inventory, got sales", self.pages("mocker", "--report", "sales", status=65)
        )

    def page_of_limits(self, name, **limits):
        """The dashboard with other limits than usual of what a page holds."""
        path, kept = self.folder / "pages" / name, {limit: getattr(dashboard, limit) for limit in limits}
        warehouse = connect("duckdb")
        try:
            for limit, value in limits.items():
                setattr(dashboard, limit, value)
            page.write(path, dashboard.dashboard_page(warehouse, "mocker"))
        finally:
            for limit, value in kept.items():
                setattr(dashboard, limit, value)
            warehouse.close()
        return str(path)

    def without_the_cube_of_all_dimensions(self, category, segment):
        """Where all dimensions at once are too many cells, one filter at a time shows the same; and members beyond the most that
        a filter offers are summed into one, which is shown last."""
        found, few = visit(
            CHROMIUM,
            self.folder,
            {
                "page": self.page_of_limits("large.html", MOST_CELLS=10),
                "steps": [
                    {"read": True},
                    {"select": {"range": "2024", "category": category}, "read": True},
                    {"select": {"segment": segment}, "read": True},
                ],
            },
            {
                "page": self.page_of_limits("few.html", MOST_MEMBERS=2),
                "steps": [{"read": True}, {"select": {"category": category}, "read": True}, {"csv": "categories"}],
            },
        )
        self.assert_sound(few)
        self.assert_shown(few["read"][0], self.facts())
        self.assert_shown(few["read"][1], self.facts(f"category = '{category}'"))
        shown = [(row["category"], float(row["revenue"])) for row in csv.DictReader(io.StringIO(few["csv"][0]["text"]))]
        every = self.query(f"select category, sum(amount)::double from {LINES} group by 1 order by 2 desc, 1")
        self.assertEqual(shown[:2], every[:2])
        self.assertEqual(shown[2][0], "other")
        self.assertAlmostEqual(shown[2][1], sum(revenue for _, revenue in every[2:]), 6)
        self.assert_sound(found)
        whole, by_category, by_segment = found["read"]
        self.assert_shown(whole, self.facts())
        self.assert_shown(by_category, self.facts(f"year(ordered_on) = 2024 and category = '{category}'"))
        self.assert_shown(by_segment, self.facts(f"year(ordered_on) = 2024 and segment = '{segment}'"))
        self.assertIn("Not filtered by segment", by_segment["notes"]["categories"])

    def test_purchases_without_dates(self):
        path = real_file("shopping_trends.csv")
        if not path:
            return
        self.land("shopping_trends", path)
        self.step("run", "shopping_trends")
        self.step("analytics", "shopping_trends")
        said = {row[0] for row in self.query("select statement from shopping_trends_analytics.structure where is_artefact")}
        self.assertLessEqual(
            {
                "all 1,677 rows with is_discounted = yes have gender = Male",
                "all 1,053 rows with is_subscriber = yes have gender = Male",
                "all 1,677 rows with is_discounted = yes have used_promo_code = yes",
                "all 2,223 rows with is_discounted = no have used_promo_code = no",
                "rows are sorted by is_discounted: the first 1,677 are yes, the other 2,223 are not",
                "rows are sorted by is_subscriber: the first 1,053 are yes, the other 2,847 are not",
            },
            said,
        )
        self.assert_rows("select count(*), min(p_adjusted) > 0.05 from shopping_trends_analytics.group_tests", (39, True))
        self.pages("shopping_trends")
        folder = self.folder / "pages" / "shopping_trends"
        self.assertIn("artefacts of how the file was made", (folder / "explore.html").read_text(encoding="utf-8"))
        self.assert_sound(
            *visit(
                CHROMIUM,
                self.folder,
                *({"page": str(folder / f"{name}.html")} for name in ("explore", "executive", "inventory")),
            )
        )
        (found,) = visit(
            CHROMIUM,
            self.folder,
            {
                "page": str(self.folder / "pages" / "shopping_trends" / "dashboard.html"),
                "steps": [{"read": True}, {"select": {"season": "Fall", "category": "Clothing"}, "read": True}],
            },
        )
        self.assert_sound(found)
        for read, where in zip(found["read"], ("true", "season = 'Fall' and category = 'Clothing'")):
            revenue, n = self.query(f"select sum(amount)::double, count(*) from shopping_trends.fct_purchases where {where}")[0]
            self.assert_shown(read, {"revenue": revenue, "orders": n, "customers": n, "order_value": revenue / n})


main()
