"""train, evaluate and predict on small files: the artifact, the scores, the forecasts, and what is refused."""

import copy
import csv
import datetime
import json
import math
import os
import pathlib
import random
import re
import unittest

from programs import HAS_PARQUET, ProgramTest, run

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
        printed = one.stdout.splitlines()[-1].split(",")
        self.assertEqual((printed[0], printed[3:]), (rows[3]["customer_id"], [rows[3]["low_80"], rows[3]["high_80"]]))
        for column, value in zip(("expected_purchases", "probability_alive"), printed[1:3]):
            self.assertTrue(math.isclose(float(rows[3][column]), float(value), rel_tol=1e-5))

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
        refused("--time-unit must be hour, day, week, month or year, got moon", "train", file, "--time-unit", "moon", "--out", out)
        refused("--collapse must be day, order or none, got week", "train", file, "--collapse", "week", "--out", out)
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

    def test_a_state_forecasts_as_the_transactions_do(self):
        file = self.file(shop(150))
        endings = [".csv", ".parquet"] if HAS_PARQUET else [".csv"]
        for name, *arguments in [("bg-nbd", "--time-unit", "week"), ("pareto-nbd", "--time-unit", "year"), ("glm",), ("ensemble",)]:
            by_data = self.folder / "data.csv"
            for ending in endings:
                state, by_state = self.folder / ("state" + ending), self.folder / "by_state.csv"
                model, _ = self.train(file, "--model", name, *arguments, "--state", state, "--force")
                if ending == ".csv":
                    done = run("predict", "--model", model, "--data", file, "--as-of", "2022-01-01", "--out", by_data, "--force")
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                done = run("predict", "--model", model, "--state", state, "--out", by_state, "--force")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(by_state.read_bytes(), by_data.read_bytes(), (name, ending))
        header, *rows = (line.split(",") for line in by_data.read_text().splitlines())  # of the ensemble
        self.assertEqual(header, ["customer_id", "expected_purchases", "low_80", "high_80"])
        busy = [row for row in rows if float(row[1]) > 1]
        self.assertGreater(len(busy), 2)
        for _, expected, low, high in busy:  # middle 80 % of a law of that mean
            self.assertTrue(int(low) <= float(expected) <= int(high) <= 5 * float(expected))
        self.assertIn("no probability_alive: ensemble does not know who left", done.stdout)

        columns = (self.folder / "state.csv").read_text().splitlines()
        self.assertTrue(columns[0].startswith("customer_id,first_purchase,last_purchase,as_of,horizon_days,x,t_x,T,orders,"))
        state = self.folder / "state.csv"
        later = run("predict", "--model", self.train(file, name="later.json")[0], "--state", state, "--as-of", "2022-06-01")
        self.assertIn("as of 2022-06-01", later.stdout)
        model = self.folder / "model.json"
        for text, *arguments in [
                ("--as-of must not be before the day of the state, 2022-01-01", "--state", state, "--as-of", "2021-06-01"),
                ("--state must be of the day of --as-of", "--state", state, "--as-of", "2022-06-01"),
                ("--horizon must be that of the training, 30 days", "--state", state, "--horizon", "7d"),
                ("either --state or --data must be given, got neither",),
                ("either --state or --data must be given, got both", "--state", state, "--data", file)]:
            self.assert_refused(run("predict", "--model", model, *arguments), text)
        for old, new, text in [(",2022-01-01,", ",2022-01-02,", "as_of must be one day in all rows"),
                               ("\n1,", "\n2,", "customer_id must be different in each row"),
                               (",30,", ",0,", "horizon_days must be one number >= 1"),
                               (",x,", ",y,", "is no state: its columns must begin with customer_id"), (",orders,", ",order,", "features must be those it learnt from"), (",30,", ",thirty,", "horizon_days: not a whole number")]:
            state.write_text("\n".join(columns).replace(old, new, 1) + "\n")
            self.assert_refused(run("predict", "--model", model, "--state", state), text)

    @unittest.skipUnless(HAS_PARQUET, "Parquet is off")
    def test_forecasts_as_parquet(self):
        try:
            import pyarrow.parquet
        except ImportError:
            self.skipTest("pyarrow is not here")
        file = self.file(shop(60))
        model, _ = self.train(file)
        for ending in ("csv", "parquet"):
            self.assertEqual(run("predict", "--model", model, file, "--out", self.folder / f"out.{ending}").returncode, 0)
        table = pyarrow.parquet.read_table(self.folder / "out.parquet")
        with open(self.folder / "out.csv", newline="", encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
        self.assertEqual(table.column_names, list(rows[0]))
        for column in table.column_names:
            self.assertEqual(table[column].to_pylist(), [float(row[column]) for row in rows])

    def history(self, text, *arguments, until="2021-12-01"):
        """x, t_x and T of a customer as train sees them in a small file."""
        file, state = self.folder / "small.csv", self.folder / "small_state.csv"
        # A few others, so that there is something to fit.
        others = [(f"o{i}", f"2021-0{m}-1{i}") for i in range(5) for m in range(1, 2 + i)]
        form = arguments[arguments.index("--time-format") + 1] if "--time-format" in arguments else "%Y-%m-%d"
        for who, day in others:
            at = datetime.datetime.fromisoformat(day + "T00:00:00+00:00")
            written = str(int(at.timestamp()) * (1000 if form == "unix_ms" else 1)) if form.startswith("unix") else at.strftime(form)
            text += f"{who},{written},n{who}{day}\n"
        file.write_text("customer,time,number\n" + text)
        done = run("train", file, "--until", until, "--out", self.folder / "small.json", "--state", state, "--force",
                   "--model", "nbd", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(state, newline="", encoding="utf-8") as table:
            row = next(row for row in csv.DictReader(table) if row["customer_id"] == "1")
        return int(row["x"]), float(row["t_x"]), float(row["T"])

    def test_purchases_of_a_day_or_an_order_count_once_or_not(self):
        day, later = "2021-02-01 10:00:00", "2021-02-01 11:00:00"
        text = f"1,{day},a\n1,{day},a\n1,{day},b\n1,{later},b\n1,2021-03-01,c\n"
        self.assertEqual(self.history(text), (1, 28, 302))
        self.assertEqual(self.history(text, "--collapse", "order"), (2, 28, 302))  # a second is an order
        self.assertEqual(self.history(text, "--collapse", "order", "--order-column", "number"), (2, 28, 302))
        many = f"1,{day},a\n1,{day},b\n1,{day},c\n1,{later},c\n"
        self.assertEqual(self.history(many, "--collapse", "order"), (1, 0, 302))
        self.assertEqual(self.history(many, "--collapse", "order", "--order-column", "number"), (2, 0, 302))
        self.assertEqual(self.history(text, "--collapse", "none"), (4, 28, 302))
        self.assertEqual(self.history(text, "--time-unit", "week"), (1, 4, 302 / 7))
        content = json.loads((self.folder / "small.json").read_text())["content"]
        self.assertEqual((content["training"]["time_unit"], content["training"]["collapse"]), ("week", "day"))
        # predict and evaluate count as the training did.
        self.history(many, "--collapse", "none", until="2021-04-01")
        small, model = self.folder / "small.csv", self.folder / "small.json"
        done = run("evaluate", "--model", model, small)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        one = run("predict", "--model", model, small, "--as-of", "2021-04-01", "--customer", 1).stdout.splitlines()[-1]
        r, alpha = (json.loads(model.read_text())["content"]["parameters"][key] for key in ("r", "alpha"))
        self.assertTrue(math.isclose(float(one.split(",")[1]), 30 * (r + 3) / (alpha + 58), rel_tol=1e-5))

    def test_times_as_files_have_them(self):
        wanted = (1, 28, 302)
        self.assertEqual(self.history("1,01/02/2021,a\n1,01/03/2021,b\n", "--time-format", "%d/%m/%Y"), wanted)
        self.assertEqual(self.history("1,1612173600,a\n1,1614592800,b\n", "--time-format", "unix"), wanted)
        self.assertEqual(self.history("1,1612173600000,a\n1,1614592800000,b\n", "--time-format", "unix_ms"), wanted)
        self.assertEqual(self.history("1,2/1/21 10:00 AM,a\n1,3/1/21 11:59 PM,b\n", "--time-format", "%m/%d/%y %I:%M %p"), wanted)
        for text, form in [("30/02/2021", "%d/%m/%Y"), ("01/02/2021 x", "%d/%m/%Y"), ("12:00", "%H:%M"), ("1e9", "unix"),
                           ("2021-02-01 10:00:00+0200", "%Y-%m-%d %H:%M:%S%z"), ("9" * 19, "unix")]:
            (self.folder / "bad.csv").write_text(f"customer,time\n1,{text}\n")
            done = run("train", self.folder / "bad.csv", "--time-format", form)
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"line 2: time: not a time of the format {form} (\"{text}\")", done.stderr)

    def test_hostile_model_files_are_refused_and_crash_nothing(self):
        file, state = self.file(shop(80)), self.folder / "state.csv"

        def checksum(text):
            value = 0xCBF29CE484222325
            for byte in text.encode():
                value = (value ^ byte) * 0x100000001B3 % 2**64
            return f"fnv1a-{value:016x}"

        def places(value, path=()):
            yield path
            items = value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
            for key, inner in items:
                yield from places(inner, (*path, key))

        def dumped(content):  # with numbers as they were written
            text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            return re.sub('"@([^"]+)"', r"\1", text)

        def as_file(content):
            return f'{{"checksum": "{checksum(dumped(content))}", "content": {dumped(content)}}}'.encode()

        draw, n_refused, bad = random.Random(3), 0, self.folder / "bad.json"
        for name in ("pareto-nbd", "ensemble"):
            model, _ = self.train(file, "--model", name, "--state", state, "--force")
            content = json.loads(model.read_text(), parse_float="@{}".format)["content"]
            bad.write_bytes(as_file(content))
            self.assertEqual(run("predict", "--model", bad, "--state", state).returncode, 0)
            text, all_places = model.read_bytes(), list(places(content))[1:]
            variants = []
            for _ in range(25 if name == "pareto-nbd" else 10):  # damage
                at = draw.randrange(len(text))
                variants += [text[:at], text[:at] + bytes([draw.randrange(256)]) + text[at + 1:]]
            for _ in range(60 if name == "pareto-nbd" else 30):  # with a checksum that fits
                hostile, path = copy.deepcopy(content), draw.choice(all_places)
                inner = hostile
                for key in path[:-1]:
                    inner = inner[key]
                inner[path[-1]] = draw.choice([None, -1, 0, 2**40, 1e308, -1e308, 5e-324, "x", "", [], {}, [[]], True, 2**63])
                variants.append(as_file(hostile))
            for variant in variants:
                bad.write_bytes(variant)
                done = run("predict", "--model", bad, "--state", state, "--rows", 1)
                self.assertIn(done.returncode, (0, 2), variant[:3000])
                self.assertNotIn("nan", done.stdout.lower())
                if done.returncode == 2:
                    self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
                    n_refused += 1
        self.assertGreater(n_refused, 90)

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
