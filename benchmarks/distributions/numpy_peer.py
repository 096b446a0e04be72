"""Times expressions of numpy's Generator (PCG64) and hands back samples of them.

Standard input: JSON, {"sizes": [...], "repetitions": R, "seconds": S, "sample": N, "expressions": [...]}.
Standard output: JSON, for each expression {"ns": [one for each size], "sample": path of N little-endian doubles or null}.
Expressions see `np`, `rng` and `n`.
"""

import json
import statistics
import sys
import tempfile
import time

import numpy as np


def nanoseconds(code, n, repetitions, seconds):
    scope = {"np": np, "rng": np.random.default_rng(2026), "n": n}
    eval(code, scope)
    times = []
    for _ in range(repetitions):
        calls, start = 0, time.thread_time_ns()
        while calls == 0 or time.thread_time_ns() - start < seconds * 1e9:
            eval(code, scope)
            calls += 1
        times.append((time.thread_time_ns() - start) / calls / n)
    return statistics.median(times)


def main():
    task = json.load(sys.stdin)
    results = []
    for expression in task["expressions"]:
        code = compile(expression, expression, "eval")
        ns = [nanoseconds(code, n, task["repetitions"], task["seconds"]) for n in task["sizes"]]
        sample = None
        if task["sample"]:
            scope = {"np": np, "rng": np.random.default_rng(2026), "n": task["sample"]}
            with tempfile.NamedTemporaryFile(suffix=".f64", delete=False) as file:
                np.asarray(eval(code, scope)).astype("<f8").tofile(file)
                sample = file.name
        results.append({"ns": ns, "sample": sample})
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
