"""The pipeline of examples/patterns on DuckDB, step by step: wall and processor time, and peak memory.

usage: patterns_benchmark.py BUILD [--lines N] [--environments DIR] [--memory SIZE]; BUILD is a finished build, such as build/release,
DIR what environments/install.sh filled [build/patterns]

Simulates a grocery (preset fmcg) of about N lines [10,000,000], and takes its files through upload, load, dbt, analytics and the
dashboard, each step a process as a scheduler starts it; then once more, with nothing new. Where there is a Chromium, opens the page.
RETAILSIM_BENCHMARK_DIR names the folder for the files, some 6 GB for 10 million lines.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from programs_benchmark import Run, line, mocker, title

TREE = pathlib.Path(__file__).resolve().parent.parent
LINES_OF_CUSTOMER = 65  # what the preset gives on average; the table says how many lines there were


def first_paint(environments, page):
    """Milliseconds to the first paint and until the page is ready, or none without a browser."""
    chromium, playwright = shutil.which("chromium"), environments / "dashboard" / "node_modules" / "playwright-core"
    if not chromium or not playwright.exists():
        return None
    done = subprocess.run(
        ["node", TREE / "tests" / "patterns" / "browser.mjs", playwright, chromium],
        input=json.dumps([{"page": str(page)}]),
        capture_output=True,
        text=True,
        check=True,
    )
    (found,) = json.loads(done.stdout)
    return found["first_paint"], found["ready"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--environments", type=pathlib.Path, default=TREE / "build" / "patterns")
    parser.add_argument("--memory", default="4GB", help="what DuckDB may use")
    given = parser.parse_args()
    environments, programs = given.environments.absolute(), given.build.absolute() / "bin"

    with tempfile.TemporaryDirectory(prefix="patterns-benchmark-", dir=os.environ.get("RETAILSIM_BENCHMARK_DIR")) as name:
        folder = pathlib.Path(name)
        landing, pages = folder / "landing" / "mocker", folder / "pages" / "mocker"
        landing.parent.mkdir()
        os.environ |= {
            "PATTERNS_DUCKDB": str(folder / "warehouse.duckdb"),
            "PATTERNS_DUCKDB_MEMORY": given.memory,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(TREE / "examples" / "patterns"),
            "PATTERNS_DYNAMICS": str(programs / "retailsim-dynamics"),
            "PATTERNS_ECHARTS": str(environments / "dashboard" / "node_modules" / "echarts"),
        }
        made = mocker(programs, landing, "--preset", "fmcg", "--customers", given.lines // LINES_OF_CUSTOMER, "--threads", "0")
        title(f"{made.rows:,} lines in {made.bytes / 1e6:.0f} MB of Parquet, DuckDB with {given.memory}")
        line("step", "wall", "processor", "peak memory")
        store, work = f"file://{folder}/store", folder / "work"
        steps = {
            "upload": ["--landing", landing, "--store", store],
            "load": ["--store", store],
            "transform": ["--work", work, "--if-new"],
            "analytics": ["--if-new"],
            "dashboard": ["--out", pages, "--if-new"],
        }
        for turn in ("", ", nothing new"):
            for step, words in steps.items():
                python = environments / ("analytics" if step == "analytics" else "warehouse") / "bin" / "python"
                run = Run([python, "-m", "patterns", step, "--source", "mocker", *words])
                line(step + turn, f"{run.wall:.1f} s", f"{run.processor:.1f} s", f"{run.megabytes:.0f} MB")
        title("files")
        line("warehouse", f"{(folder / 'warehouse.duckdb').stat().st_size / 1e6:.0f} MB")
        line("dashboard.html", f"{(pages / 'dashboard.html').stat().st_size / 1e6:.2f} MB")
        painted = first_paint(environments, pages / "dashboard.html")
        if painted:
            line("first paint, ready", *(f"{milliseconds:.0f} ms" for milliseconds in painted))


if __name__ == "__main__":
    main()
