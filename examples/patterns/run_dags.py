#!/usr/bin/env python3
"""Runs both DAGs with everything on this machine: files as object store, DuckDB as warehouse, SQLite behind the scheduler.

Simulates a shop and a year of vantage into landing folders, adds the real files that --data holds, and runs `upload` and
`ingest_transform` for each. `./dev patterns` calls it. Needs nothing but Python's own library.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

EXAMPLE = pathlib.Path(__file__).resolve().parent
REAL_FILES = {"shopping_trends": "shopping_trends.csv", "online_retail": "online_retail_2009_2010.parquet"}


class Scheduler:
    """Airflow with a home of its own in a folder, and the settings of the pipeline."""

    def __init__(self, environments, folder, **settings):
        environments, self.folder = pathlib.Path(environments).absolute(), pathlib.Path(folder).absolute()
        self.airflow = environments / "airflow" / "bin" / "airflow"
        self.landing = self.folder / "landing"
        self.database = self.folder / "warehouse.duckdb"
        self.settings = {
            "AIRFLOW_HOME": self.folder / "airflow",
            "AIRFLOW__CORE__DAGS_FOLDER": EXAMPLE / "dags",
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            # SQLite has one writer at a time: on a busy machine a process waits for its turn.
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{self.folder}/airflow/airflow.db?timeout=120",
            "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
            "PATTERNS_PYTHON": environments / "warehouse" / "bin" / "python",
            "PATTERNS_ANALYTICS_PYTHON": environments / "analytics" / "bin" / "python",
            "PATTERNS_LANDING": self.landing,
            "PATTERNS_STORE": f"file://{self.folder}/store",
            "PATTERNS_WORK": self.folder / "work",
            "PATTERNS_DUCKDB": self.database,
            "PATTERNS_PAGES": self.folder / "pages",
            "PATTERNS_ECHARTS": environments / "dashboard" / "node_modules" / "echarts",
            "PYTHONDONTWRITEBYTECODE": "1",
            **settings,
        }

    def call(self, *words):
        """The finished process, with everything it said as text."""
        environment = {**os.environ, **{name: str(value) for name, value in self.settings.items()}}
        return subprocess.run([self.airflow, *words], env=environment, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)

    def prepare(self):
        (self.folder / "airflow").mkdir(parents=True, exist_ok=True)
        done = self.call("db", "migrate")
        if done.returncode:
            raise SystemExit(f"patterns: airflow could not make its database:\n{done.stdout}")

    def run(self, dag, **parameters):
        """Runs a DAG from start to end, its retries included; its log goes to <dag>_<source>.log."""
        done = self.call("dags", "test", dag, "-c", json.dumps(parameters))
        log = self.folder / f"{dag}_{parameters.get('source', 'default')}.log"
        log.write_text(done.stdout, encoding="utf-8")
        return done


def said_by_steps(text):
    """What the steps said, without what the scheduler said around them."""
    steps = ("upload: ", "load: ", "transform: ", "analytics: ", "dashboard: ", "patterns ", "  warn", "warn: ")
    return list(dict.fromkeys(line for line in text.splitlines() if line.startswith(steps)))


def simulate(program, out, *arguments):
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([program, *arguments, "--out", out], text=True, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"patterns: {program.name} failed: {done.stderr.strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environments", type=pathlib.Path, required=True, help="folder that environments/install.sh filled")
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of retailsim-mocker, retailsim-vantage and retailsim-dynamics")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for landing files, store, warehouse and logs")
    parser.add_argument("--data", type=pathlib.Path, help="folder of the real files")
    parser.add_argument("--preset", default="apparel")
    parser.add_argument("--customers", default="2000")
    given = parser.parse_args()

    dynamics = (given.programs / "retailsim-dynamics").absolute()
    scheduler = Scheduler(given.environments, given.out, PATTERNS_RETRY_SECONDS="5",
                          **({"PATTERNS_DYNAMICS": dynamics} if dynamics.exists() else {}))
    simulate(given.programs / "retailsim-mocker", scheduler.landing / "mocker", "--preset", given.preset, "--customers",
             given.customers, "--quiet")
    simulate(given.programs / "retailsim-vantage", scheduler.landing / "vantage")
    sources, left_out = ["mocker", "vantage"], []
    for source, name in REAL_FILES.items():
        if given.data and (given.data / name).exists():
            (scheduler.landing / source).mkdir(parents=True, exist_ok=True)
            shutil.copy(given.data / name, scheduler.landing / source)
            sources.append(source)
        else:
            left_out.append(f"{source} ({name} in {given.data})" if given.data else f"{source} ({name}; --data DIR names its folder)")

    if not dynamics.exists():
        left_out.append("forecasts (retailsim-dynamics was not built)")

    scheduler.prepare()
    for source in sources:
        for dag in ("upload", "ingest_transform"):
            done = scheduler.run(dag, source=source)
            print(f"\n# {dag}, {source}", *said_by_steps(done.stdout), sep="\n", flush=True)
            if done.returncode:
                sys.exit(f"patterns: {dag} of {source} failed, see {scheduler.folder / (dag + '_' + source + '.log')}")
    print(f"\nWarehouse: {scheduler.database}, a schema for each of {', '.join(sources)}.")
    print("Dashboards:", *(f"  {scheduler.folder / 'pages' / source / 'dashboard.html'}" for source in sources), sep="\n")
    print("Left out: " + ("; ".join(left_out) if left_out else "nothing") + ".")


if __name__ == "__main__":
    main()
