"""train, evaluate and predict on small files: the artifact, the scores, the forecasts, and what is refused."""

import csv
import datetime
import json
import math
import os
import pathlib
import random
import unittest

from programs import ProgramTest, run

START = datetime.date(2021, 1, 1)


def shop(n_customers=400, n_days=420, seed=5):
    """Customers who buy at a rate of their own and stop at a purchase with a probability of their own (BG/NBD)."""
    draw = random.Random(seed)
    rows = []
    for customer in range(1, n_customers + 1):
        rate, p = draw.gammavariate(0.8, 1 / 30), draw.betavariate(0.8, 4)
        day = draw.uniform(0, 200)
        while day < n_days:
            rows.append((customer, "A", (START + datetime.timedelta(days=int(day))).isoformat(), 1, "12.50"))
            if len(rows) > 1 and rows[-2][0] == customer and draw.random() < p:
                break
            day += draw.expovariate(rate)
    return rows


class Models(ProgramTest):
    def file(self, rows):
        path = self.folder / "shop.csv"
        path.write_text("customer_id,product_id,time,quantity,price\n" +
                        "\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
        return path

    def train(self, file, *arguments, name="model.json"):
        model = self.folder / name
        done = run("train", file, "--until", "2022-01-01", "--out", model, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return model, done.stdout

    def test_a_model_is_trained_evaluated_and_used(self):
        file = self.file(shop())
        model, printed = self.train(file, "--model", "bg-nbd", "--log", self.folder / "run.jsonl")
        self.assertIn("bg-nbd, fitted to", printed)
        content = json.loads(model.read_text())["content"]
        self.assertEqual(sorted(content["parameters"]), ["a", "alpha", "b", "r"])
        self.assertEqual(content["training"]["until"], "2022-01-01")
        steps = [json.loads(line) for line in (self.folder / "run.jsonl").read_text().splitlines()]
        self.assertEqual(steps[-1]["event"], "end")
        self.assertLess(steps[-2]["gradient"], steps[0]["gradient"])
        self.assertAlmostEqual(steps[-2]["log_likelihood"], content["log_likelihood"], places=3)

        validation = self.folder / "validation.json"
        done = run("evaluate", "--model", model, file, "--out", validation)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        scores = json.loads(validation.read_text())
        self.assertIn("Take bg-nbd: its deviance is", scores["finding"])
        for score in scores["scores"].values():
            self.assertLessEqual(score["deviance"]["low"], score["deviance"]["value"])
        self.assertEqual(sum(b["n"] for b in scores["scores"]["bg-nbd"]["calibration"]), scores["n_customers"])

        out = self.folder / "forecast.csv"
        done = run("predict", "--model", model, file, "--horizon", "30d", "--as-of", "2022-01-01", "--out", out)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(out, newline="", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual(len(rows), content["training"]["n_customers"])
        for row in rows:
            self.assertTrue(0 <= float(row["probability_alive"]) <= 1)
            self.assertTrue(float(row["expected_purchases"]) > 0)
            self.assertLessEqual(int(row["low_80"]), int(row["high_80"]))
        one = run("predict", "--model", model, file, "--horizon", "30d", "--as-of", "2022-01-01", "--customer", rows[3]["customer_id"])
        self.assertIn(",".join(rows[3].values()), one.stdout)

    def test_every_kind_of_model_and_weeks_are_sevenths_of_days(self):
        file = self.file(shop())
        for name in ["nbd", "mbg-nbd", "pareto-nbd", "glm", "boost", "ensemble", "gamma-gamma"]:
            if name == "gamma-gamma":
                continue  # all values are one here: see the refusals
            model, _ = self.train(file, "--model", name, name=name + ".json")
            done = run("predict", "--model", model, file, "--as-of", "2022-01-01")
            self.assertEqual((done.returncode, done.stderr), (0, ""), name)
            again = run("evaluate", "--model", model, file)
            self.assertEqual((again.returncode, again.stderr), (0, ""), name)
        days = json.loads(self.train(file, name="days.json")[0].read_text())["content"]["parameters"]
        weeks = json.loads(self.train(file, "--time-unit", "week", name="weeks.json")[0].read_text())["content"]["parameters"]
        self.assertTrue(math.isclose(days["alpha"], 7 * weeks["alpha"], rel_tol=1e-6))
        self.assertTrue(math.isclose(days["r"], weeks["r"], rel_tol=1e-6))

    def test_what_is_refused_leaves_nothing(self):
        file = self.file(shop(60))
        out = self.folder / "refused.json"

        def refused(text, *arguments):
            self.assert_refused(run(*arguments), text)
            self.assertFalse(out.exists())

        refused("--model must be one of nbd, bg-nbd", "train", file, "--model", "oracle", "--out", out)
        refused("--until must be after the first day of the data", "train", file, "--until", "1999-01-01", "--out", out)
        refused("not identifiable", "train", file, "--season", "--out", out)
        refused("--time-unit must be day or week, got year", "train", file, "--time-unit", "year", "--out", out)
        refused("--horizon must be a time such as 30d", "train", file, "--horizon", "soon", "--out", out)
        lonely = self.folder / "lonely.csv"
        lonely.write_text("customer_id,product_id,time\n" + "".join(f"{c},A,2021-02-0{c}\n" for c in range(1, 9)))
        refused("histories must hold repeat orders", "train", lonely, "--out", out)
        model, _ = self.train(file)
        refused("exists", "train", file, "--until", "2022-01-01", "--out", model)
        text = model.read_text()
        model.write_text(text.replace('"bg-nbd"', '"bg-nbf"'))
        refused("is damaged: its checksum does not fit", "predict", "--model", model, file, "--out", out)
        model.write_text("[" * 100000)
        refused("is no model file", "evaluate", "--model", model, file, "--out", out)
        model.write_text(text)
        refused("--customer must be a customer of the data", "predict", "--model", model, file, "--customer", "no one", "--out", out)
        early = self.file([row for row in shop(60) if row[2] < "2021-12-01"])
        refused("the file must reach beyond the model's until, 2022-01-01", "evaluate", "--model", model, early, "--out", out)

    def test_cdnow_in_weeks_gives_the_published_fit(self):
        sample = os.environ.get("RETAILSIM_CDNOW", "")
        if not pathlib.Path(sample).is_file():
            self.skipTest("the CDNOW sample is absent (option RETAILSIM_CDNOW)")
        rows = []
        with open(sample, encoding="utf-8") as file:
            for line in file:
                _, customer, day, units, dollars = line.split()
                rows.append((customer, "CD", f"{day[:4]}-{day[4:6]}-{day[6:]}", units, f"{float(dollars) / int(units):.4f}"))
        file = self.file(rows)
        model = self.folder / "cdnow.json"
        for name, wanted, likelihood in [
                ("bg-nbd", {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}, -9582.429),
                ("pareto-nbd", {"r": 0.55315, "alpha": 10.57633, "s": 0.60625, "beta": 11.67150}, -9594.976)]:
            done = run("train", file, "--model", name, "--until", "1997-10-01", "--time-unit", "week", "--out", model, "--force")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            content = json.loads(model.read_text())["content"]
            for key, value in wanted.items():
                self.assertTrue(math.isclose(content["parameters"][key], value, rel_tol=1e-3), (name, key))
            self.assertAlmostEqual(content["log_likelihood"], likelihood, delta=1e-3)


if __name__ == "__main__":
    unittest.main(argv=["models_test"])
