"""Raw tables → models and checks, by dbt; and what a check that failed has found."""

import datetime
import json
import os
import pathlib
import subprocess
import sys

from patterns import builds, load, sources
from patterns.errors import InputError, StepError
from patterns.warehouse import connect, transaction

PROJECT = pathlib.Path(__file__).resolve().parent.parent / "dbt"
LATE_DAYS = 7  # the project's variable late_days
SHOWN_ROWS = 5


def reading(source, target):
    """What the files loaded since the last complete build ask for: "nothing", "everything", or the first day to read
    again, None where the days that every run reads again are enough."""
    with transaction(target) as warehouse:
        schema = load.prepare(warehouse, source)
        fresh = warehouse.execute(f"select replaces, first_day from {schema}._files where not transformed")
        built_to = warehouse.execute(f"select max(last_day) from {schema}._files where transformed")[0][0]
    if not fresh:
        return "nothing"
    if any(replaces for replaces, _ in fresh):
        return "everything"
    first = min((day for _, day in fresh if day), default=None)
    if first is None or built_to is None:
        return None
    try:
        window = datetime.date.fromisoformat(built_to) - datetime.timedelta(days=LATE_DAYS)
        return min(first, datetime.date.fromisoformat(first).isoformat()) if first < window.isoformat() else None
    except ValueError:  # a day that is none: all of it is read, and staging says which rows
        return "everything"


def transform(source, target, work, variables=None, full_refresh=False, force=True):
    """Runs `dbt build`. Raises InputError with the rows of each failed check; gives the number of warnings."""
    sources.tables_of(source)
    asked = reading(source, target)
    if asked == "nothing" and not force:
        return {"built": False, "warnings": []}
    variables = {"source": source, **(variables or {})}
    if asked == "everything":
        full_refresh = True
    elif asked not in (None, "nothing"):
        variables.setdefault("reload_from", asked)
    results = run_dbt("build", target, work, variables, ["--full-refresh"] if full_refresh else [])
    failed = [node for node in results if node["status"] in ("error", "fail", "runtime error")]
    warned = [node for node in results if node["status"] == "warn"]
    if failed:
        raise InputError("\n".join(explain(failed, target)))
    with transaction(target) as warehouse:
        warehouse.execute(f"update {source}_raw._files set transformed = true")
        keep_checks(warehouse, source, results)
        builds.record(warehouse, source, "transform", builds.number(warehouse, source, "transform") + 1)
    return {"built": True, "full_refresh": full_refresh, "reload_from": variables.get("reload_from"),
            "models": sum(node["unique_id"].startswith("model.") for node in results),
            "checks": sum(node["unique_id"].startswith("test.") for node in results),
            "warnings": explain(warned, target) if warned else []}


def keep_checks(warehouse, source, results):
    """Writes what each check of this build found to <source>_raw._checks."""
    table = f"{source}_raw._checks"
    warehouse.execute(f"create table if not exists {table} (name varchar not null, status varchar not null, n_rows bigint not null)")
    warehouse.execute(f"delete from {table}")
    for node in sorted(results, key=lambda node: node["unique_id"]):
        if node["unique_id"].startswith("test."):
            warehouse.execute(f"insert into {table} values (?, ?, ?)",
                              (node["unique_id"].split(".")[2], node["status"], node.get("failures") or 0))


def run_dbt(command, target, work, variables, arguments):
    """The results of a dbt command, one for each node; its output goes to <work>/dbt.log."""
    work = pathlib.Path(work).resolve()
    work.mkdir(parents=True, exist_ok=True)
    found = work / "target" / "run_results.json"
    found.unlink(missing_ok=True)
    dbt = pathlib.Path(sys.executable).with_name("dbt")
    environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [dbt, "--no-use-colors", command, "--no-version-check", "--project-dir", PROJECT, "--profiles-dir", PROJECT,
         "--target", target, "--target-path", work / "target", "--log-path", work / "logs",
         "--vars", json.dumps(variables), *arguments],
        env=environment, cwd=work, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    (work / "dbt.log").write_text(done.stdout, encoding="utf-8")
    if not found.exists():
        raise StepError(f"dbt {command} did not run, see {work / 'dbt.log'}: " + " ".join(done.stdout.splitlines()[-4:]))
    return json.loads(found.read_text(encoding="utf-8"))["results"]


def explain(nodes, target):
    """Lines that say what each node found: its message, and the first rows of a check with the table that holds all."""
    lines = []
    warehouse = connect(target)
    try:
        for node in nodes:
            name = node["unique_id"].split(".")[2]
            said = " ".join(str(node.get("message") or "").split())
            lines.append(f"{node['status']}: {name}: {said}")
            relation = node.get("relation_name")
            if node["unique_id"].startswith("test.") and relation and node["status"] in ("fail", "warn"):
                lines.append(f"  all rows: select * from {relation}")
                lines += [f"  {tuple(str(value) for value in row)}"
                          for row in warehouse.execute(f"select * from {relation} limit {SHOWN_ROWS}")]
    finally:
        warehouse.close()
    return lines
