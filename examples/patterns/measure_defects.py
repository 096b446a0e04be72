#!/usr/bin/env python3
"""Measures how many of known defects the pipeline finds: spoils simulated files, brings them into a warehouse, and compares
what the pipeline rejects, flags and finds with the ledger of what was done.

Ends with status 1 where recall on visible defects or precision is below .99, or clean files give any finding.
`./dev patterns --defects` calls it. Needs nothing but Python's own library; the pipeline runs in its environment.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

EXAMPLE = pathlib.Path(__file__).resolve().parent
LEAST = 0.99
LEDGER = "defect,table,key,kind,column,clean_row,dirty_row,old_value,new_value,breaks,visible\n"


class Pipeline:
    def __init__(self, environments, programs, out):
        self.python = environments.absolute() / "warehouse" / "bin" / "python"
        self.programs, self.out = programs.absolute(), out.absolute()

    def simulate(self, name, program, *arguments):
        """A folder of files, with their ledger; that of clean files has no entries."""
        folder = self.out / name / "landing"
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.parent.mkdir(parents=True)
        done = subprocess.run([self.programs / f"retailsim-{program}", *map(str, arguments), "--out", folder], text=True,
                              capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(f"patterns: retailsim-{program} failed: {done.stderr.strip()}")
        if not (folder / "defects.csv").exists():
            (folder / "defects.csv").write_text(LEDGER, encoding="utf-8")
        return folder

    def measure(self, name, source, folder):
        environment = {**os.environ, "PATTERNS_DUCKDB": str(folder.parent / "warehouse.duckdb"), "PYTHONPATH": str(EXAMPLE),
                       "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [self.python, "-m", "patterns", "measure", "--source", source, "--landing", folder, "--store",
             f"file://{folder.parent}/store", "--work", folder.parent / "work"],
            env=environment, text=True, capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(f"patterns: {name}: {done.stderr.strip()}")
        return {"name": name, **json.loads(done.stdout)}


def table_of(results):
    """The results as a Markdown table: defects and how many of them were found, visible ones and invisible ones apart."""
    kinds = sorted({row["kind"] for result in results for row in result["kinds"]})
    lines = ["| kind | " + " | ".join(f"{result['name']} | invisible" for result in results) + " |",
             "|---|" + "---|---|" * len(results)]
    for kind in kinds:
        cells = [kind]
        for result in results:
            row = next((row for row in result["kinds"] if row["kind"] == kind),
                       {"visible": 0, "found": 0, "invisible": 0, "invisible_found": 0})
            cells += [f"{row['found']} of {row['visible']}", f"{row['invisible_found']} of {row['invisible']}"]
        lines.append("| " + " | ".join(cells) + " |")
    for title, of in (("recall", lambda r: (f"{r['recall']:.4f}", f"{r['found']} of {r['visible']}")),
                      ("precision", lambda r: (f"{r['precision']:.4f}", f"{r['explained']} of {r['findings']}")),
                      ("findings on the spoiled row itself", lambda r: (f"{r['own']}", ""))):
        lines.append(f"| **{title}** | " + " | ".join(" | ".join(of(result)) for result in results) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environments", type=pathlib.Path, required=True, help="folder that environments/install.sh filled")
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of retailsim-mocker and retailsim-vantage")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for files and warehouses")
    parser.add_argument("--rate", default="0.005", help="share of rows for each kind of defect, or the file of a plan")
    parser.add_argument("--preset", default="apparel")
    parser.add_argument("--customers", default="10000")
    given = parser.parse_args()

    pipeline = Pipeline(given.environments, given.programs, given.out)
    mocker = ("mocker", "--preset", given.preset, "--customers", given.customers, "--quiet")
    wanted = (("mocker, CSV", "mocker", (*mocker, "--format", "csv")), ("mocker, Parquet", "mocker", mocker),
              ("vantage, CSV", "vantage", ("vantage",)))
    results, bad = [], []
    for name, source, words in wanted:
        for spoiled in (True, False):
            if not spoiled and "Parquet" in name:
                continue  # the same rows as in CSV
            title = name if spoiled else f"{name}, clean"
            folder = pipeline.simulate(title.replace(", ", "-"), *words, *(("--defects", given.rate) if spoiled else ()))
            result = pipeline.measure(title, source, folder)
            print(f"{title}: {result['found']} of {result['visible']} visible defects found, {result['explained']} of"
                  f" {result['findings']} findings explained", flush=True)
            if spoiled:
                results.append(result)
                if min(result["recall"], result["precision"]) < LEAST:
                    bad.append(f"{title}: recall {result['recall']:.4f}, precision {result['precision']:.4f}, not {LEAST}")
            elif result["findings"]:
                bad.append(f"{title}: {result['findings']} findings in clean files, such as {result['false_alarms'][:3]}")
            for what in ("missed", "false_alarms"):
                for row in result[what][:5]:
                    print(f"  {what.replace('_', ' ')}: {row}")
    print("\n" + table_of(results))
    if bad:
        sys.exit("patterns: " + "\npatterns: ".join(bad))


if __name__ == "__main__":
    main()
