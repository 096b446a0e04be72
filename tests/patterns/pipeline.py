"""What the tests of examples/patterns share: the environment they run in, landing folders, steps, and rows of a warehouse.

Each test is called with the folder of environments, the programs mocker and vantage, and --real with the folder of real
data, which may be empty; --dynamics names retailsim-dynamics, where it was built. It starts itself again in the environment of the warehouse; without one it is skipped (77).
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ENVIRONMENTS, MOCKER, VANTAGE = (pathlib.Path(word).absolute() for word in sys.argv[1:4])
OPTIONS = dict(zip(sys.argv[4::2], sys.argv[5::2]))
REAL = pathlib.Path(OPTIONS["--real"]) if OPTIONS.get("--real") else None
DYNAMICS = OPTIONS.get("--dynamics")
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "patterns"
PYTHON = ENVIRONMENTS / "warehouse" / "bin" / "python"
ANALYTICS_PYTHON = ENVIRONMENTS / "analytics" / "bin" / "python"
ECHARTS = ENVIRONMENTS / "dashboard" / "node_modules" / "echarts"


def need(*names):
    """Ends the test as skipped unless these environments are there."""
    missing = [name for name in names if not (ENVIRONMENTS / name / "installed.lock").exists()]
    if missing:
        print(f"skipped: {ENVIRONMENTS} has no environment {', '.join(missing)}; examples/patterns/environments/install.sh makes it")
        sys.exit(77)


need("warehouse")
if pathlib.Path(sys.prefix).resolve() != (ENVIRONMENTS / "warehouse").resolve():
    os.execv(PYTHON, [str(PYTHON), *sys.argv])

import duckdb  # noqa: E402  (only that environment has it)


def real_file(name):
    """The path of a real file, or None with a line that says so."""
    path = REAL / name if REAL else None
    if path and path.exists():
        return path
    print(f"{name} is not here (-DRETAILSIM_REAL_DATA=FOLDER): not tested")
    return None


def simulate(program, out, *arguments):
    done = subprocess.run([program, "--quiet", "--out", out, *map(str, arguments)] if program == MOCKER else
                          [program, "--out", out, *map(str, arguments)], capture_output=True, text=True, timeout=240)
    if done.returncode:
        raise AssertionError(done.stderr + done.stdout)
    return pathlib.Path(out)


class PipelineTest(unittest.TestCase):
    """Each test has a folder with a landing folder for each source, a store and a DuckDB file."""

    python = PYTHON

    def setUp(self):
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="patterns-test-")))
        self.store = f"file://{self.folder}/store"
        self.database = self.folder / "warehouse.duckdb"

    def environment(self):
        return {**os.environ, "PATTERNS_DUCKDB": str(self.database), "PYTHONPATH": str(EXAMPLE),
                "PYTHONDONTWRITEBYTECODE": "1", **({"PATTERNS_DYNAMICS": DYNAMICS} if DYNAMICS else {})}

    def landing(self, source):
        folder = self.folder / "landing" / source
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def land(self, source, *paths, name=None):
        for path in paths:
            shutil.copy(path, self.landing(source) / (name or pathlib.Path(path).name))

    def step(self, step, source, *arguments, status=0):
        """Runs a step and gives what it said, as one text."""
        words = [ANALYTICS_PYTHON if step == "analytics" else self.python, "-m", "patterns", step, "--source", source]
        if step in ("upload", "run", "measure"):
            words += ["--landing", self.landing(source)]
        if step in ("upload", "load", "run", "measure"):
            words += ["--store", self.store]
        if step in ("transform", "run", "measure"):
            words += ["--work", self.folder / "work" / source]
        done = subprocess.run([*map(str, words), *map(str, arguments)], env=self.environment(), capture_output=True,
                              text=True, timeout=500)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def query(self, sql, database=None):
        with duckdb.connect(str(database or self.database), read_only=True) as reader:
            return reader.execute(sql).fetchall()

    def tables(self, schema):
        """The names of the models of a schema."""
        return [row[0] for row in self.query(
            f"select table_name from information_schema.tables where table_schema = '{schema}' order by 1")]

    def assert_rows(self, sql, *rows):
        self.assertEqual(self.query(sql), list(rows), sql)


def main():
    del sys.argv[1:]
    unittest.main(verbosity=2)
