"""The dashboard in a headless Chromium: every chart is drawn, and filters show what SQL says of the facts."""

import csv
import io
import os
import sys

from browser import ECHARTS, need_browser, visit
from pipeline import EXAMPLE, MOCKER, PipelineTest, main, real_file, simulate

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

    def pages(self, source, *arguments):
        return self.step("dashboard", source, "--out", self.folder / "pages" / source, *arguments)

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
        self.assertIn("run transform first", self.pages_before_transform())
        self.step("run", "mocker")
        self.assertIn("written", self.pages("mocker"))
        path = self.folder / "pages" / "mocker" / "dashboard.html"
        text = path.read_bytes()
        self.assertLess(len(text), 5_000_000)
        self.assertIn("nothing new", self.pages("mocker", "--if-new"))
        self.assertIn("the same", self.pages("mocker"))
        self.assertEqual(path.read_bytes(), text)

        category, location, segment = (self.query(
            f"select {name} from {LINES} where {name} <> 'unknown' group by 1 order by sum(amount) desc, 1")[1][0] for name in
            ("category", "location", "segment"))
        steps = [
            {"read": True}, {"csv": "geography"}, {"csv": "time"},
            {"select": {"range": "2024"}, "read": True},
            {"fill": {"from": "2024-02-11"}, "read": True},
            {"fill": {"from": "2024-03-01", "to": "2024-05-31"}, "read": True}, {"csv": "products"},
            {"select": {"category": category}, "read": True},
            {"select": {"location": location}, "read": True}, {"csv": "segments"},
            {"select": {"category": "all"}, "read": True},
            {"select": {"location": "all", "segment": segment}, "read": True},
            {"reset": True}, {"read": True}, {"hover": "#chart-cohorts svg path:nth-of-type(8)"},
        ]
        light, dark, phone = visit(CHROMIUM, self.folder, {"page": str(path), "steps": steps}, {"page": str(path), "dark": True},
                                   {"page": str(path), "width": 390, "height": 800})
        self.assert_sound(light | {"read": [read for read in light["read"] if isinstance(read, dict)]}, dark, phone)
        whole, year, part_year, spring, by_category, both, by_location, by_segment, reset, hovered = light["read"]
        self.assertEqual(len(whole["shapes"]), 7)
        in_spring = "ordered_on between date '2024-03-01' and date '2024-05-31'"
        one, months = "one filter at a time", "whole months"
        self.assert_shown(whole, self.facts())
        self.assert_shown(year, self.facts("year(ordered_on) = 2024"))
        self.assert_shown(part_year, self.facts("ordered_on between date '2024-02-11' and date '2024-12-31'"), {"customers": months})
        self.assert_shown(spring, self.facts(in_spring))
        self.assert_shown(by_category, self.facts(f"{in_spring} and category = '{category}'"))
        self.assert_shown(both, self.facts(f"{in_spring} and category = '{category}' and location = '{location}'"),
                          {"customers": one, "orders": one})
        self.assertIn("Not filtered by country", both["notes"]["products"])
        self.assertIn("Not filtered by country, category, dates", both["notes"]["cohorts"])
        self.assert_shown(by_location, self.facts(f"{in_spring} and location = '{location}'"))
        self.assert_shown(by_segment, self.facts(f"{in_spring} and segment = '{segment}'"))
        self.assertEqual(reset["kpis"], whole["kpis"])
        self.assertIn("months later", hovered.replace("month later", "months later"))

        tables = {found["name"]: list(csv.DictReader(io.StringIO(found["text"]))) for found in light["csv"]}
        self.assertEqual([(row["location"], float(row["revenue"])) for row in tables["mocker-geography.csv"]],
                         self.query(f"select location, sum(amount)::double from {LINES} group by 1 having sum(amount) <> 0 order by 2 desc"))
        self.assertEqual([(row["month"], float(row["revenue"]), int(row["orders"])) for row in tables["mocker-time.csv"]],
                         self.query(f"""select strftime(ordered_on, '%Y-%m'), sum(amount)::double,
                             count(distinct order_id) filter (kind = 'sale') from {LINES} group by 1 order by 1"""))
        best = self.query(f"select product_id, sum(amount)::double from {LINES} where {in_spring} group by 1 order by 2 desc, 1 limit 1")[0]
        self.assertGreaterEqual(best[1], float(tables["mocker-products.csv"][0]["revenue"]))
        for row in tables["mocker-products.csv"]:
            self.assertEqual(self.query(f"select sum(amount)::double from {LINES} where {in_spring} and product_id = '{row['product_id']}'"),
                             [(float(row["revenue"]),)])
        self.assertEqual({row["segment"]: float(row["revenue"]) for row in tables["mocker-segments.csv"]}, dict(self.query(
            f"select segment, sum(amount)::double from {LINES} where {in_spring} and category = '{category}' and location = '{location}'"
            " group by 1 having sum(amount) <> 0")))
        self.without_the_cube_of_all_dimensions(category, segment)

    def pages_before_transform(self):
        return self.step("dashboard", "mocker", "--out", self.folder / "pages" / "mocker", status=65)

    def without_the_cube_of_all_dimensions(self, category, segment):
        """Where all dimensions at once are too many cells, one filter at a time shows the same."""
        path, kept = self.folder / "pages" / "large.html", dashboard.MOST_CELLS
        warehouse = connect("duckdb")
        try:
            dashboard.MOST_CELLS = 10
            page.write(path, dashboard.dashboard_page(warehouse, "mocker"))
        finally:
            dashboard.MOST_CELLS = kept
            warehouse.close()
        found, = visit(CHROMIUM, self.folder, {"page": str(path), "steps": [
            {"read": True}, {"select": {"range": "2024", "category": category}, "read": True},
            {"select": {"segment": segment}, "read": True}, {"csv": "categories"}]})
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
        self.pages("shopping_trends")
        found, = visit(CHROMIUM, self.folder, {"page": str(self.folder / "pages" / "shopping_trends" / "dashboard.html"), "steps": [
            {"read": True}, {"select": {"season": "Fall", "category": "Clothing"}, "read": True}]})
        self.assert_sound(found)
        for read, where in zip(found["read"], ("true", "season = 'Fall' and category = 'Clothing'")):
            revenue, n = self.query(f"select sum(amount)::double, count(*) from shopping_trends.fct_purchases where {where}")[0]
            self.assert_shown(read, {"revenue": revenue, "orders": n, "customers": n, "order_value": revenue / n})


main()
