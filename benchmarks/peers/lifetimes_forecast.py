#!/usr/bin/env python3
"""Fits of the same million customers by forecast_benchmark and by lifetimes 0.11.3, in one run; prints both and the ratio.

    python lifetimes_forecast.py build/release/bin/benchmarks/forecast_benchmark [--pareto]

Needs lifetimes, numpy and pandas. lifetimes gets grouped rows with weights, as ours does; its Pareto/NBD takes minutes and
is fitted with --pareto only. Gamma-Gamma has no groups.
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


def grouped(folder, name):
    frame = pd.DataFrame({
        "x": np.fromfile(f"{folder}/{name}_x.i32", "<i4"),
        "t_x": np.fromfile(f"{folder}/{name}_t_x.f64", "<f8"),
        "T": np.fromfile(f"{folder}/{name}_T.f64", "<f8"),
    })
    return frame.groupby(["x", "t_x", "T"]).size().rename("weight").reset_index()


def timed(call):
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark")
    parser.add_argument("--pareto", action="store_true", help="Pareto/NBD too")
    options = parser.parse_args()
    try:
        import lifetimes
    except ImportError:
        sys.exit("lifetimes_forecast: lifetimes is not installed (pip install lifetimes==0.11.3)")
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(
            [options.benchmark, "--benchmark_format=json", "--benchmark_filter=fit"], check=True,
            stdout=subprocess.PIPE, env={**os.environ, "RETAILSIM_FORECAST_DATA": folder}).stdout
        ours = {b["name"]: b["real_time"] / 1000 for b in json.loads(out)["benchmarks"]}

        def compare(title, name, call):
            seconds, fitter = timed(call)
            mine = ours[f"{name}/2/real_time"]
            print(f"{title}: ours {mine:.3f} s (2 threads), lifetimes {seconds:.2f} s, {seconds / mine:.0f} times; "
                  f"lifetimes' parameters {dict(fitter.params_.round(4))}")

        bg = grouped(folder, "bg")
        compare("BG/NBD", "fit<BgNbd>",
                lambda: lifetimes.BetaGeoFitter().fit(bg.x, bg.t_x, bg["T"], weights=bg.weight))
        x, m = np.fromfile(f"{folder}/spend_x.i32", "<i4"), np.fromfile(f"{folder}/spend_m.f64", "<f8")
        compare("Gamma-Gamma", "fit_spend",
                lambda: lifetimes.GammaGammaFitter().fit(pd.Series(x), pd.Series(m)))
        if options.pareto:
            pareto = grouped(folder, "pareto")
            compare("Pareto/NBD", "fit<ParetoNbd>",
                    lambda: lifetimes.ParetoNBDFitter().fit(pareto.x, pareto.t_x, pareto["T"], weights=pareto.weight))


if __name__ == "__main__":
    main()
