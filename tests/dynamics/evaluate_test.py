"""evaluate on customers whose truth is known: the bound, laws of counts, rolling origins, words and charts."""

import csv
import datetime
import json
import random
import unittest

from browser import check_page
from programs import ProgramTest, run

START = datetime.date(2021, 1, 1)
N_DAYS, UNTIL = 420, 330
TRUTH = {"model": "bg-nbd", "parameters": {"r": 0.8, "alpha": 30, "a": 0.8, "b": 4}}


def world(n_customers, seed=7):
    """Purchases of BG/NBD customers, and of each the expected purchases from UNTIL on given their rate and end."""
    draw = random.Random(seed)
    rows, outlook = [], {}
    for customer in range(1, n_customers + 1):
        rate, p = draw.gammavariate(0.8, 1 / 30), draw.betavariate(0.8, 4)
        day, n, alive, seen = draw.uniform(0, 300), 0, True, False
        while day < N_DAYS:
            rows.append((customer, "A", (START + datetime.timedelta(days=int(day))).isoformat(), 1, "12.50"))
            if day < UNTIL:
                seen = True
            if n > 0 and draw.random() < p:
                alive = day >= UNTIL and alive
                break
            n += 1
            day += draw.expovariate(rate)
        if seen:
            # Alive at UNTIL: purchases in 90 days at this rate, less those after an end among them.
            q = sum((1 - p) ** k * (1 - sum_poisson(rate * 90, k)) for k in range(60)) if alive else 0
            outlook[customer] = q
    return rows, outlook


def sum_poisson(mean, k):
    """P(N <= k)."""
    term = total = 2.718281828459045 ** -mean
    for i in range(1, k + 1):
        term *= mean / i
        total += term
    return total


class Evaluate(ProgramTest):
    def make_shop(self, n_customers):
        rows, self.outlook = world(n_customers)
        self.file = self.folder / "shop.csv"
        self.file.write_text("customer_id,product_id,time,quantity,price\n" +
                             "\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
        self.model = self.folder / "model.json"
        done = run("train", self.file, "--until", (START + datetime.timedelta(days=UNTIL)).isoformat(), "--out", self.model)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def evaluate(self, *arguments):
        out = self.folder / "validation.json"
        done = run("evaluate", "--model", self.model, self.file, "--out", out, "--force", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(out.read_text(encoding="utf-8")), done.stdout

    def truth(self):
        path = self.folder / "true.json"
        path.write_text(json.dumps(TRUTH), encoding="utf-8")
        return path

    def test_bound_and_outlook_of_a_world_whose_truth_is_known(self):
        self.make_shop(2500)
        table = self.folder / "truth.csv"
        with open(table, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["customer_id", "expected_orders_90"])
            writer.writerows(self.outlook.items())
        result, printed = self.evaluate("--origins", "0", "--horizon", "90d", "--true-model", self.truth(), "--outlook", table)
        scores = result["scores"]
        deviance = {name: score["deviance"]["value"] for name, score in scores.items()}
        # A fit of 2,000 customers is within 1 % of the bound and most of the way to it; who knows rates is far below.
        self.assertLess(deviance["bg-nbd"], 1.01 * deviance["bound"])
        self.assertGreater(scores["bg-nbd"]["share_of_way"], 0.9)
        self.assertEqual(scores["bound"]["share_of_way"], 1)
        self.assertLess(deviance["outlook"], 0.9 * deviance["bound"])
        self.assertNotIn("share_of_way", scores["outlook"])
        self.assertGreater(scores["bg-nbd"]["gain"]["low"], 0)
        self.assertRegex(result["finding"], r"^Take bg-nbd: its deviance is [0-9.]+ % \([0-9.]+ to [0-9.]+\) below that of "
                                            r"(trailing|same)-[a-z0-9-]+, the best baseline")
        self.assertRegex(result["finding"], r"That is \d+ % of the way from it to the bound")
        self.assertIn("out of reach", printed)
        # Laws of a right model: 2,000 places of counts, each coverage within 4.5 standard errors; totals of futures.
        for level, width in [("50", 0.05), ("80", 0.04), ("95", 0.022)]:
            self.assertAlmostEqual(result["laws"]["coverage"][level], int(level) / 100, delta=width)
        self.assertTrue(result["laws"]["total"]["95"]["holds"])
        self.assertLess(result["laws"]["kolmogorov"], 2.2)
        self.assertAlmostEqual(sum(result["laws"]["pit"]), 1, places=9)
        self.assertEqual(sum(bin["actual"] for bin in result["laws"]["histogram"]), result["n_customers"])
        self.assertEqual(result["laws"]["n_futures"], 200)
        table.write_text("customer_id,expected_orders_90\n1,0.5\n", encoding="utf-8")
        self.assert_refused(run("evaluate", "--model", self.model, self.file, "--horizon", "90d", "--outlook", table),
                            "must have every customer, but lacks")
        self.assert_refused(run("evaluate", "--model", self.model, self.file, "--horizon", "31d", "--outlook", table),
                            "--horizon must be 30d, 90d or 365d with --outlook, got 31d")
        bad = self.folder / "bad.json"
        bad.write_text('{"model": "bg-nbd"}', encoding="utf-8")
        self.assert_refused(run("evaluate", "--model", self.model, self.file, "--true-model", bad),
                            'must be {"model": NAME, "parameters": {...}}')

    def test_rolling_origins_say_which_model_to_take_and_charts_are_drawn(self):
        self.make_shop(800)
        report = self.folder / "report"
        result, printed = self.evaluate("--report", report, "--true-model", self.truth())
        rolling = result["rolling_origins"]
        self.assertEqual(len(rolling["origins"]), 4)
        self.assertEqual(rolling["horizon_days"], 30)
        ranked = sorted((score["deviance"]["value"], name) for name, score in rolling["scores"].items())
        names = [name for _, name in ranked if name != "bound"]
        self.assertIn(f"Take {names[0]}: its deviance is", rolling["finding"])
        self.assertIn(rolling["finding"], printed)
        self.assertIn("nothing leaks", printed)
        for name in ["nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "glm", "boost", "ensemble", "trailing-12"]:
            self.assertEqual(len(rolling["scores"][name]["deviance_by_origin"]), 4, name)
        # The models are BG/NBD's kin, the baselines are not; the stacked ensemble is no worse than its best member.
        self.assertLess(rolling["scores"]["bg-nbd"]["deviance"]["value"], 0.95 * rolling["scores"]["trailing-12"]["deviance"]["value"])
        self.assertTrue(any("operational time" in why and "not identifiable" in why for why in rolling["left_out"]))
        page = json.loads((report / "report.json").read_text(encoding="utf-8"))
        sections = {section["id"]: section for section in page["sections"]}
        self.assertEqual(list(sections), ["origins", "scores", "calibration", "laws", "tracking"])
        titles = " ".join(chart["title"] for section in sections.values() for chart in section["charts"])
        for words in ["Predicted against actual", "tenths of the forecast", "conditional expectation", "middle 95 % of the futures",
                      "randomised PIT", "Cumulated repeat purchases", "Deviance at each origin"]:
            self.assertIn(words, titles)
        # Expected repeat purchases of a right model are near the actual ones all along, by 12 % from a quarter on.
        tracking = sections["tracking"]["charts"][0]
        actual, expected = (series["y"] for series in tracking["series"])
        for seen, mean in list(zip(actual, expected))[len(actual) // 4:]:
            self.assertLess(abs(mean / seen - 1), 0.12)
        if (report / "index.html").exists():
            check_page(self, report / "index.html", self.folder, sections)
        else:
            self.assertTrue((report / "calibration-1.svg").exists())


if __name__ == "__main__":
    unittest.main(argv=["evaluate_test"])
