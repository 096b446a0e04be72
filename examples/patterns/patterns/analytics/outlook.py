"""The next purchases and their value: P(alive), expected orders and value, by retailsim-dynamics; and how such forecasts of the
past came out."""

import csv
import datetime
import json
import pathlib
import subprocess
import tempfile

import numpy

from patterns.errors import StepError

HORIZONS = (30, 90, 365)
# Four parameters each: the likelihood chooses. Pareto/NBD gains nothing on any source here, and where nobody leaves, its fit takes
# a thousand times as long: 54 s of processor time for 11,000 customers.
MODELS = ("bg-nbd", "mbg-nbd")
FEWEST = 100  # customers who came back: below, there is nothing to fit
PREDICTIONS = {
    "customer_id": "text",
    "probability_alive": "real",
    "value_per_order": "real",
    **{f"expected_orders_{days}d": "real" for days in HORIZONS},
    **{f"expected_value_{days}d": "real" for days in HORIZONS},
}
CALIBRATION = {
    "horizon_days": "integer",
    "tenth": "integer",
    "n_customers": "integer",
    "expected_orders": "real",
    "actual_orders": "integer",
    "expected_value": "real",
    "actual_value": "real",
}


def add(warehouse, source, tables, program, simulated):
    tables.add("customer_outlook", PREDICTIONS, [])
    tables.add("outlook_calibration", CALIBRATION, [])
    notes = {"horizon_days": "integer", "is_calibrated": "boolean", "said": "text"}
    if not can_train(program):
        tables.add(
            "outlook_notes",
            notes,
            [(None, False, "No forecast: there was no retailsim-dynamics that can train (PATTERNS_DYNAMICS).")],
        )
        return f"no forecast: PATTERNS_DYNAMICS must name a retailsim-dynamics that can train, got {program or 'nothing'}"
    with tempfile.TemporaryDirectory(prefix="patterns-") as folder:
        orders = pathlib.Path(folder) / "orders.csv"
        # What a customer bought in an order, before anything came back; orders of nothing have no value to learn from.
        warehouse.save(
            f"""select customer_id as customer, 'order' as product, ordered_on as time, sum(gross_amount) as amount
            from {source}.fct_orders where kind = 'sale' and customer_id <> 'unknown' and gross_amount > 0
            group by customer_id, ordered_on order by customer_id, ordered_on""",
            orders,
        )
        history = History(orders)
        if history.n_repeated < FEWEST:
            tables.add(
                "outlook_notes",
                notes,
                [(None, False, f"No forecast: {history.n_repeated} customers came back, {FEWEST} are needed.")],
            )
            return f"no forecast: only {history.n_repeated} customers came back"
        forecaster = Forecaster(program, folder, orders, history)
        model = forecaster.best_model()
        outlook = forecaster.outlook(model, history.end, HORIZONS)
        tables.add(
            "customer_outlook",
            PREDICTIONS,
            [
                (name, float(alive), float(value), *map(float, counts), *map(float, counts * value))
                for name, alive, value, counts in outlook
            ],
        )
        rows, said = [], [(None, False, f"Model: {model}.")]
        for days in HORIZONS:
            possible = history.n_days // 2 if simulated else history.n_days // 4
            if days > possible:
                why = (
                    "half of this simulated file"
                    if simulated
                    else "a quarter of this file; longer horizons are tried on simulated shops only"
                )
                said.append((days, False, f"Not checked: {days} days are more than {why} ({possible} days)."))
                continue
            found = calibration(forecaster, history, model, days)
            rows += found
            expected, actual = sum(row[3] for row in found), sum(row[4] for row in found)
            said.append(
                (days, True, f"Checked on the file's last {days} days: {expected:,.0f} orders were expected, {actual:,} came.")
            )
        tables.add("outlook_calibration", CALIBRATION, rows)
        tables.add("outlook_notes", notes, said)
    return f"{model}, {len(outlook)} customers, calibrated on {', '.join(str(row[0]) for row in said if row[1]) or 'no'} days"


def can_train(program):
    """Whether the program is there, and was built with what its models need."""
    return (
        bool(program)
        and pathlib.Path(program).exists()
        and subprocess.run([program, "train", "--help"], capture_output=True, check=False).returncode == 0
    )


class History:
    """Purchase days and their values by customer."""

    def __init__(self, path):
        self.days, self.values, origin = {}, {}, datetime.date(1970, 1, 1)
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.days.setdefault(row["customer"], []).append((datetime.date.fromisoformat(row["time"][:10]) - origin).days)
                self.values.setdefault(row["customer"], []).append(float(row["amount"]))
        self.first = min((days[0] for days in self.days.values()), default=0)
        self.end = max((days[-1] for days in self.days.values()), default=0) + 1
        self.n_days = self.end - self.first
        self.n_repeated = sum(len(days) > 1 for days in self.days.values())


def day_text(day):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()


class Forecaster:
    def __init__(self, program, folder, orders, history):
        self._program, self._folder, self._orders, self._history = program, pathlib.Path(folder), orders, history

    def _run(self, command, *words):
        done = subprocess.run(
            [self._program, command, self._orders, *map(str, words)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StepError(f"retailsim-dynamics {command}: {done.stderr.strip()}")

    def _train(self, model, until):
        path = self._folder / f"{model}-{until}.json"
        if not path.exists():
            self._run("train", "--model", model, "--until", day_text(until), "--out", path)
        return path, json.loads(path.read_text(encoding="utf-8"))["content"]

    def best_model(self):
        fits = {model: self._train(model, self._history.end)[1]["log_likelihood"] for model in MODELS}
        return max(fits, key=fits.get)

    def outlook(self, model, until, horizons):
        """For each customer with an order before `until`: id, P(alive), expected value of an order, expected orders by horizon."""
        path, _ = self._train(model, until)
        counts, alive = {}, {}
        for place, days in enumerate(horizons):
            out = self._folder / "predicted.csv"
            self._run("predict", "--model", path, "--as-of", day_text(until), "--horizon", f"{days}d", "--out", out, "--force")
            with open(out, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    counts.setdefault(row["customer_id"], numpy.zeros(len(horizons)))[place] = float(row["expected_purchases"])
                    alive[row["customer_id"]] = float(row["probability_alive"])
        value = self._value_per_order(until)
        return [(name, alive[name], value(name), counts[name]) for name in sorted(counts)]

    def _value_per_order(self, until):
        """Gamma-Gamma's expected value of an order of a customer, given those after the first; the mean of all where its law has
        no mean, which is for q <= 1."""
        fit = self._train("gamma-gamma", until)[1]["parameters"]
        p, q, gamma = fit["p"], fit["q"], fit["gamma"]
        days, values = self._history.days, self._history.values
        seen = [v for name, all_days in days.items() for day, v in zip(all_days, values[name]) if day < until]
        mean = sum(seen) / len(seen)

        def expected(name):
            repeats = [v for day, v in zip(days[name][1:], values[name][1:]) if day < until]
            return (p * gamma + p * sum(repeats)) / (p * len(repeats) + q - 1) if q > 1 else mean

        return expected


def calibration(forecaster, history, model, days):
    """What a model of all but the last days expected of them, and what came: tenths of the customers by expected orders."""
    until = history.end - days
    rows = sorted(forecaster.outlook(model, until, (days,)), key=lambda row: (row[3][0], row[0]))
    result = []
    for tenth, part in enumerate(numpy.array_split(numpy.arange(len(rows)), 10), 1):
        chosen = [rows[i] for i in part]
        came = [v for name, *_ in chosen for day, v in zip(history.days[name], history.values[name]) if day >= until]
        result.append(
            (
                days,
                tenth,
                len(chosen),
                float(sum(row[3][0] for row in chosen)),
                len(came),
                float(sum(row[3][0] * row[2] for row in chosen)),
                float(sum(came)),
            )
        )
    return result
