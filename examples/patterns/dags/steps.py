"""How a task runs a step of the pipeline: in an environment of its own, as dbt and Airflow pin different packages."""

import os
import pathlib
import subprocess

from airflow.sdk.exceptions import AirflowException, AirflowFailException

EXAMPLE = pathlib.Path(__file__).resolve().parent.parent
BAD_INPUT = 65  # patterns/errors.py: the same input fails the same way


def setting(name, default=None):
    """PATTERNS_<name> of the environment in which the scheduler runs."""
    value = os.environ.get(f"PATTERNS_{name}", default)
    if value is None:
        raise AirflowFailException(f"PATTERNS_{name} is not set; examples/patterns/README.md says what it is")
    return value


def run_step(step, source, *arguments, python="PYTHON"):
    """Runs `python -m patterns STEP`, by the interpreter of PATTERNS_<python>. Bad input fails the task at once, anything else is tried again."""
    done = subprocess.run(
        [setting(python), "-m", "patterns", step, "--source", source, *map(str, arguments)],
        cwd=EXAMPLE, env={**os.environ, "PYTHONPATH": str(EXAMPLE), "PYTHONDONTWRITEBYTECODE": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    print(done.stdout, flush=True)
    if done.returncode == BAD_INPUT:
        raise AirflowFailException(done.stdout.strip())
    if done.returncode:
        raise AirflowException(f"exit status {done.returncode}: {done.stdout.strip()}")


def day_of(context):
    """The day of a scheduled or backfill run; none for a run by hand, which takes whatever is there."""
    run = context["dag_run"]
    named = context["params"].get("date")
    if named:
        return named
    return f"{run.logical_date:%Y-%m-%d}" if run.run_type in ("scheduled", "backfill") else None
