"""The pages: each chart is drawn by a headless Chromium without the network; without ECharts there are pictures."""

import json
import re
import unittest
import xml.etree.ElementTree

from browser import check_page
from programs import ProgramTest, run


def shop(path, n_days):
    """A shop that grows, closes on Sundays and sells more in winter; a hostile product among its products."""
    import datetime

    products = [f"P{i:02}" for i in range(30)] + ["</script><script>document.title='taken'</script>"]
    state = 12345
    with open(path, "w", encoding="utf-8") as file:
        file.write("customer,product,time,quantity,price\n")
        for day in range(n_days):
            date = datetime.date(2020, 1, 1) + datetime.timedelta(days=day)
            if date.weekday() == 6:
                continue
            for i in range(20 + day // 60 + (15 if date.month in (11, 12) else 0)):
                state = (state * 1103515245 + 12345) % 2**31
                product = products[(state >> 8) % 31 * ((state >> 16) % 31) // 31]
                file.write(f"{(state >> 4) % 200},{product},{date} {9 + (state >> 12) % 9:02}:{i % 60:02}:00,"
                           f"{1 + state % 3},{1 + state % 7}.50\n")


class Pages(ProgramTest):
    def explore(self, n_days, *arguments):
        shop(self.folder / "shop.csv", n_days)
        done = run("explore", self.folder / "shop.csv", "--out", self.out, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        report = json.loads((self.out / "report.json").read_text(encoding="utf-8"))
        return done.stdout, {section["id"]: section for section in report["sections"]}

    def test_every_chart_of_the_page_is_drawn(self):
        printed, sections = self.explore(1100)
        n_charts = sum(len(section["charts"]) for section in sections.values())
        if "built without ECharts" in printed:
            self.skipTest("the program was built without ECharts")
        self.assertGreaterEqual(n_charts, 18)
        drawn = check_page(self, self.out / "index.html", self.folder, sections)
        self.assertTrue("<title>taken</title>" not in drawn)

    def test_the_page_fetches_nothing(self):
        printed, _ = self.explore(100)
        if "built without ECharts" in printed:
            self.skipTest("the program was built without ECharts")
        page = (self.out / "index.html").read_text(encoding="utf-8")
        beside_scripts = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
        self.assertIsNone(re.search(r"<(link|img|iframe|script|object)", beside_scripts))
        self.assertIsNone(re.search(r"<script[^>]*src", page.split("<body>")[0]))
        self.assertIn("default-src 'none'", page[:1000])

    def test_without_echarts_there_is_a_picture_for_each_chart(self):
        printed, sections = self.explore(1100, "--svg")
        self.assertFalse((self.out / "index.html").exists())
        for section in sections.values():
            for i in range(len(section["charts"])):
                picture = xml.etree.ElementTree.parse(self.out / f"{section['id']}-{i + 1}.svg").getroot()
                shapes = [element for element in picture.iter() if element.tag.rsplit("}")[-1] in ("path", "rect")]
                self.assertGreaterEqual(len(shapes), 2, section["id"])
                self.assertNotIn('"nan', (self.out / f"{section['id']}-{i + 1}.svg").read_text(encoding="utf-8"))

    def test_findings_of_three_years(self):
        _, sections = self.explore(1100)
        season, growth = sections["season"]["figures"], sections["growth"]["figures"]
        self.assertEqual(season["weekday"]["factor"][6], 0)
        self.assertLess(season["month"]["p_value"], 1e-6)
        self.assertGreater(min(season["month"]["factor"][10:]), max(season["month"]["factor"][:10]))
        self.assertTrue(growth["low"] < growth["per_year"] < growth["high"])
        self.assertEqual([chart["title"] for chart in sections["volume"]["charts"]][1],
                         "Decomposition of the whole months (STL)")
        self.assertNotIn("left_out", season)


if __name__ == "__main__":
    unittest.main(argv=["pages"])
