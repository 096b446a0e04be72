#!/usr/bin/env python3
"""Fits and forecasts of the same million customers by forecast_benchmark, on one thread, and by lifetimes 0.11.3, in one
run: processor seconds of both, which a busy machine leaves as they are, and the ratio.

    python lifetimes_forecast.py build/release/bin/benchmarks/forecast_benchmark [--pareto-customers N]

Needs lifetimes, numpy and pandas. lifetimes gets grouped rows with weights, as ours does; Gamma-Gamma has no groups. Its
Pareto/NBD fit takes minutes: it is fitted to the first N customers (50,000 of the million; 0: not at all), and its time
scaled by the number of grouped rows, which the line says. Our times are the medians of five repetitions; two threads take
half of them.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd


def histories(folder, name):
    return pd.DataFrame({
        "x": np.fromfile(f"{folder}/{name}_x.i32", "<i4"),
        "t_x": np.fromfile(f"{folder}/{name}_t_x.f64", "<f8"),
        "T": np.fromfile(f"{folder}/{name}_T.f64", "<f8"),
    })


def grouped(frame):
    return frame.groupby(["x", "t_x", "T"]).size().rename("weight").reset_index()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark")
    parser.add_argument("--pareto-customers", type=int, default=50_000, help="of the Pareto/NBD fit of lifetimes [50000]")
    options = parser.parse_args()
    try:
        import lifetimes
    except ImportError:
        sys.exit("lifetimes_forecast: lifetimes is not installed (pip install lifetimes==0.11.3)")
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(
            [options.benchmark, "--benchmark_format=json", "--benchmark_filter=^(fit|expected|alive|summarise).*/1/|^expected_spend",
             "--benchmark_repetitions=5", "--benchmark_min_time=0.01"], check=True, stdout=subprocess.PIPE,
            env={**os.environ, "RETAILSIM_FORECAST_DATA": folder}).stdout
        ours = {b["run_name"]: b["cpu_time"] / 1000 for b in json.loads(out)["benchmarks"]
                if b.get("aggregate_name") == "median"}

        def compare(title, name, call, scale=1.0, scaled_from=""):
            start = time.process_time()
            result = call()
            seconds = (time.process_time() - start) * scale
            mine = ours[name]
            print(f"{title}: ours {mine:.3f} s, lifetimes {seconds:.2f} s{scaled_from}, {seconds / mine:.0f} times", flush=True)
            return result

        one = "/1/real_time"
        people = histories(folder, "bg")
        bg = grouped(people)
        fitter = compare("BG/NBD fit", "fit<BgNbd>" + one,
                         lambda: lifetimes.BetaGeoFitter().fit(bg.x, bg.t_x, bg["T"], weights=bg.weight))
        compare("MBG/NBD fit", "fit<MbgNbd>" + one,
                lambda: lifetimes.ModifiedBetaGeoFitter().fit(bg.x, bg.t_x, bg["T"], weights=bg.weight))
        compare("BG/NBD expected purchases", "expected/bg_nbd" + one,
                lambda: fitter.conditional_expected_number_of_purchases_up_to_time(39, people.x, people.t_x, people["T"]))
        compare("BG/NBD probability alive", "alive/bg_nbd" + one,
                lambda: fitter.conditional_probability_alive(people.x, people.t_x, people["T"]))
        x, m = np.fromfile(f"{folder}/spend_x.i32", "<i4"), np.fromfile(f"{folder}/spend_m.f64", "<f8")
        spend = compare("Gamma-Gamma fit", "fit_spend" + one,
                        lambda: lifetimes.GammaGammaFitter().fit(pd.Series(x), pd.Series(m)))
        compare("Gamma-Gamma expected value", "expected_spend",
                lambda: spend.conditional_expected_average_profit(pd.Series(x), pd.Series(m)))
        buyers = histories(folder, "pareto")
        n = options.pareto_customers
        if n > 0:
            some, every = grouped(buyers.head(n)), grouped(buyers)
            fitter = compare("Pareto/NBD fit", "fit<ParetoNbd>" + one,
                             lambda: lifetimes.ParetoNBDFitter().fit(some.x, some.t_x, some["T"], weights=some.weight),
                             len(every) / len(some),
                             f" (scaled from {n:,} customers, {len(some):,} of {len(every):,} grouped rows)")
            compare("Pareto/NBD expected purchases", "expected/pareto_nbd" + one,
                    lambda: fitter.conditional_expected_number_of_purchases_up_to_time(39, buyers.x, buyers.t_x, buyers["T"]))
            compare("Pareto/NBD probability alive", "alive/pareto_nbd" + one,
                    lambda: fitter.conditional_probability_alive(buyers.x, buyers.t_x, buyers["T"]))
        print(f"sufficient statistics of 10 million purchases: ours {ours['summarise' + one]:.3f} s")


if __name__ == "__main__":
    main()
