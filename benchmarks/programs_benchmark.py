"""Whole programs: processor time, rows and bytes per second, memory, two threads, compile time, and a peer beside ours.

usage: programs_benchmark.py BUILD [--runs N]; BUILD is a finished build, such as build/release

Each figure is a median of N runs (default 5); what is compared runs in turn. Files go to a RAM disk where there is one,
or to the folder that RETAILSIM_BENCHMARK_DIR names. Processor time is the system's included, MB are 10^6 bytes.
"""

import argparse
import importlib.util
import json
import os
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
CENTURY = ["--set", "life.lifetime={law=\"exponential\",mean=1000.0}", "--set", "catalogue.launches.to=2024-01-01",
           "--set", "catalogue.launches.earliest=1920-01-01", *(
               word for name in ("from", "customers.registered_from", "seasonality.reference", "catalogue.launches.from")
               for word in ("--set", f"{name}=1925-01-01"))]


class Run:
    """A finished child: what it printed, its processor and wall seconds, the most memory it had, in MB."""

    def __init__(self, command):
        begin = time.monotonic()
        with tempfile.TemporaryFile("w+") as output:
            child = subprocess.Popen([str(word) for word in command], stdout=output)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            self.text = output.read()
        if child.returncode != 0:
            sys.exit(f"{shlex.join(map(str, command))} ended with status {child.returncode}")
        self.wall, self.processor = time.monotonic() - begin, usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss * 1024 / 1e6


def bytes_in(folder):
    return sum(file.stat().st_size for file in folder.iterdir())


def mocker(programs, out, *arguments):
    shutil.rmtree(out, ignore_errors=True)
    run = Run([programs / "retailsim-mocker", "--out", out, *arguments])
    run.rows = int(re.search(r"([\d,]+) transactions", run.text)[1].replace(",", ""))
    run.bytes = bytes_in(out)
    return run


def median(runs, figure):
    return statistics.median(map(figure, runs))


def title(text):
    print(f"\n{text}", flush=True)


def line(name, *figures):
    print(f"  {name:<58}" + "".join(f"{figure:>22}" for figure in figures), flush=True)


def rates(runs):
    return (f"{median(runs, lambda r: r.rows / r.processor) / 1e6:.2f} million rows/s",
            f"{median(runs, lambda r: r.bytes / r.processor) / 1e6:.0f} MB/s",
            f"{median(runs, lambda r: r.processor):.2f} s",
            f"{median(runs, lambda r: r.megabytes):.0f} MB of memory")


def files(programs, out, formats, n):
    title("retailsim-mocker, self-check included, one thread: transactions and bytes per second of processor time")
    for preset, customers in (("fmcg", 100_000), ("classic", 400_000)):
        for form in formats:
            runs = [mocker(programs, out, "--preset", preset, "--customers", customers, "--format", form)
                    for _ in range(n)]
            line(f"{preset}, {customers:,} customers, {form}", *rates(runs))
    title("retailsim-vantage: the year's five CSV files, rows of all of them")
    runs = []
    for _ in range(n):
        shutil.rmtree(out, ignore_errors=True)
        run = Run([programs / "retailsim-vantage", "--out", out])
        run.rows = sum(file.read_bytes().count(b"\n") - 1 for file in out.glob("*.csv"))
        run.bytes = bytes_in(out)
        runs.append(run)
    line(f"{runs[0].rows:,} rows", *rates(runs))


def peer(programs, out, n):
    title("fmcg into zstd Parquet beside numpy + pyarrow, in turn; the peer's model is simpler and has no self-check")
    ours, theirs = [], []
    for _ in range(n):
        ours.append(mocker(programs, out, "--preset", "fmcg", "--customers", 100_000))
        file = out / "peer.parquet"
        run = Run([sys.executable, HERE / "peers" / "numpy_transactions.py", 100_000, file])
        rows, seconds = run.text.split()
        run.rows, run.processor, run.bytes = int(rows), float(seconds), file.stat().st_size
        theirs.append(run)
    line("retailsim-mocker, the whole program", *rates(ours))
    line("numpy + pyarrow, without its imports", *rates(theirs))
    ratios = [(a.rows / a.processor) / (b.rows / b.processor) for a, b in zip(ours, theirs)]
    line("ratio of rows/s", f"{statistics.median(ratios):.2f}")


def memory(programs, out, formats):
    title("peak memory of retailsim-mocker (fmcg)")
    for name, arguments in {
            "10,000 customers": ["--customers", 10_000],
            "100,000 customers": ["--customers", 100_000],
            "1,000,000 customers": ["--customers", 1_000_000],
            "100,000 customers, 8 threads": ["--customers", 100_000, "--threads", 8],
            "100,000 customers, 32 threads": ["--customers", 100_000, "--threads", 32],
            "100,000 customers, 400,000 SKUs": ["--customers", 100_000, "--skus", 400_000],
            "100,000 customers, 400,000 SKUs, 8 threads":
                ["--customers", 100_000, "--skus", 400_000, "--threads", 8],
            "3,000 customers, 1,000 orders a year": ["--customers", 3000, "--set", "frequency.mean=1000"],
            "20,000 customers over a century, lives of 80 years": ["--customers", 20_000, *CENTURY],
    }.items():
        line(name, *(f"{mocker(programs, out, *arguments, '--format', form).megabytes:.0f} MB {form}"
                     for form in formats))


def threads(programs, out, formats, n):
    title("two threads against one, fmcg, 200,000 customers, in turn (the machine must be idle for the speed-up)")
    for form in formats:
        one, two = [], []
        for _ in range(n):
            for runs, count in (one, 1), (two, 2):
                runs.append(mocker(programs, out, "--customers", 200_000, "--format", form, "--threads", count))
        line(form, f"{median(zip(one, two), lambda pair: pair[0].wall / pair[1].wall):.2f} times as fast",
             f"{median(zip(one, two), lambda pair: pair[1].processor / pair[0].processor):.2f} of the processor")


def compile_times(build, out, n):
    title("compiling at -O2, processor time")
    commands = json.loads((build / "compile_commands.json").read_text())
    found = [entry for entry in commands if entry["file"].endswith("examples/ten_lines.cpp")]
    if not found:
        return line("the examples are not configured in this build")
    words = shlex.split(found[0]["command"])
    compiler = next(word for word in words if not word.endswith("ccache"))
    flags = [f"{words[i]}{words[i + 1]}" if words[i] == "-isystem" else words[i]
             for i in range(len(words)) if words[i].startswith(("-I", "-isystem"))]
    out.mkdir(exist_ok=True)
    sources = {"xtensor alone": "#include <retailsim/core/xtensor.hpp>\n",
               "simulation.hpp": "#include <retailsim/simulation.hpp>\n",
               "simulation.hpp and models.hpp":
                   "#include <retailsim/models.hpp>\n#include <retailsim/simulation.hpp>\n",
               "examples/ten_lines.cpp, which runs one": (HERE.parent / "examples" / "ten_lines.cpp").read_text()}
    times = {name: [] for name in sources}
    for _ in range(n):
        for name, text in sources.items():
            (out / "unit.cpp").write_text(text)
            times[name].append(Run([compiler, "-std=c++20", "-O2", *flags, "-c", out / "unit.cpp", "-o",
                                    out / "unit.o"]).processor)
    baseline = statistics.median(times["xtensor alone"])
    for name, seconds in times.items():
        line(name, f"{statistics.median(seconds):.2f} s", f"{statistics.median(seconds) / baseline:.2f} times")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    programs = options.build / "bin"
    has_parquet = "RETAILSIM_HAS_PARQUET:INTERNAL=ON" in (options.build / "CMakeCache.txt").read_text()
    formats = ["parquet", "csv"] if has_parquet else ["csv"]
    folder = os.environ.get("RETAILSIM_BENCHMARK_DIR") or ("/dev/shm" if os.path.isdir("/dev/shm") else None)
    with tempfile.TemporaryDirectory(prefix="retailsim-benchmark-", dir=folder) as scratch:
        out = pathlib.Path(scratch) / "out"
        files(programs, out, formats, options.runs)
        if has_parquet and all(importlib.util.find_spec(name) for name in ("numpy", "pyarrow")):
            peer(programs, out, options.runs)
        else:
            title("no peer: it needs numpy and pyarrow in this Python, and ours Parquet")
        memory(programs, out, formats)
        threads(programs, out, formats, options.runs)
        shutil.rmtree(out, ignore_errors=True)
        compile_times(options.build, out, options.runs)


if __name__ == "__main__":
    main()
