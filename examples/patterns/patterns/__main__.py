"""The command line: one sub-command for each step that a scheduler runs, and `run` for all of them."""

import argparse
import datetime
import json
import os
import pathlib
import sys

from patterns import sources
from patterns.errors import StepError


def arguments_of(words):
    parser = argparse.ArgumentParser(prog="patterns", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for name, text in (("upload", "landing folder → object store"), ("load", "object store → raw tables"),
                       ("transform", "raw tables → models and checks, by dbt"),
                       ("analytics", "marts → profiles, anomalies, clusters, trends, forecasts, recommendations"),
                       ("dashboard", "marts and analytics → pages"), ("run", "upload, load and transform"),
                       ("measure", "files with defects on purpose: upload, load, and count what is found of their ledger")):
        step = steps.add_parser(name, help=text)
        step.add_argument("--source", required=True, choices=list(sources.SOURCES))
        if name in ("upload", "run", "measure"):
            step.add_argument("--landing", required=True, metavar="DIR", help="folder with the files of the source")
            step.add_argument("--max-bytes", type=int, default=1 << 36, help="largest file that is taken")
        if name in ("upload", "load", "run", "measure"):
            step.add_argument("--store", required=True, metavar="URL", help="file://, gs:// or s3://")
            step.add_argument("--store-options", metavar="JSON", default=os.environ.get("PATTERNS_STORE_OPTIONS", "{}"),
                              help="what fsspec needs besides, such as an endpoint")
        if name not in ("upload", "measure"):
            step.add_argument("--target", default="duckdb", choices=("duckdb", "postgres"))
        if name in ("load", "run"):
            step.add_argument("--date", type=datetime.date.fromisoformat, help="only files of this day, and those of no day")
        if name in ("transform", "run", "measure"):
            step.add_argument("--work", default="work", metavar="DIR", help="where dbt writes what it compiled and its log")
        if name in ("transform", "run"):
            step.add_argument("--vars", type=json.loads, default={}, metavar="JSON", help="variables of the dbt project")
            step.add_argument("--full-refresh", action="store_true", help="build everything from the raw tables anew")
            step.add_argument("--if-new", action="store_true", help="build only if files were loaded since the last time")
        if name == "analytics":
            step.add_argument("--dynamics", metavar="PROGRAM", default=os.environ.get("PATTERNS_DYNAMICS"),
                              help="retailsim-dynamics, for forecasts")
        if name == "dashboard":
            step.add_argument("--out", required=True, metavar="DIR", type=pathlib.Path, help="folder of the pages")
            step.add_argument("--report", action="append", metavar="NAME", help="only this one: executive, marketing or inventory")
        if name in ("analytics", "dashboard"):
            step.add_argument("--if-new", action="store_true", help="only if something was built since the last time")
    return parser.parse_args(words)


def run_upload(given):
    from patterns.store import Store, upload
    for done in upload(given.source, given.landing, Store(given.store, given.store_options), given.max_bytes):
        print(f"upload: {done['file']}: {done['rows']} rows, {done['bytes']} bytes, {done['done']}")


def run_load(given):
    from patterns.load import load
    from patterns.store import Store
    for done in load(given.source, Store(given.store, given.store_options), given.target, given.date):
        print(f"load: {done['file']} -> {given.source}_raw.{done['table']}: {done['rows']} rows, {done['done']}")


def run_transform(given):
    from patterns.transform import transform
    done = transform(given.source, given.target, pathlib.Path(given.work), given.vars, given.full_refresh,
                     force=not given.if_new)
    if not done["built"]:
        print(f"transform: {given.source}: nothing new")
        return
    how = "from nothing" if done["full_refresh"] else f"from {done['reload_from']}" if done["reload_from"] else "the newest days"
    print(f"transform: {given.source}: {done['models']} models ({how}), {done['checks']} checks passed,"
          f" {sum(line.startswith('warn') for line in done['warnings'])} of them with warnings")
    for line in done["warnings"]:
        print("  " + line)


def run_analytics(given):
    from patterns.analytics import analyse
    said = analyse(given.source, given.target, given.dynamics, force=not given.if_new)
    for line in said or ["nothing new"]:
        print(f"analytics: {given.source}: {line}")


def run_dashboard(given):
    from patterns.pages import write_pages
    for path, done in write_pages(given.source, given.target, given.out, given.report, force=not given.if_new):
        print(f"dashboard: {path}: {done}")


def main(words=None):
    given = arguments_of(words)
    try:
        if given.step in ("upload", "run"):
            run_upload(given)
        if given.step in ("load", "run"):
            run_load(given)
        if given.step in ("transform", "run"):
            run_transform(given)
        if given.step == "analytics":
            run_analytics(given)
        if given.step == "dashboard":
            run_dashboard(given)
        if given.step == "measure":
            from patterns import measure
            measure.run(given)
    except StepError as error:
        print(f"patterns {given.step}: {error}", file=sys.stderr)
        return error.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
