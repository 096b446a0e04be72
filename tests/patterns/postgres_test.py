"""The same project on a PostgreSQL server of the test's own: every model holds the rows that it holds on DuckDB."""

import base64
import getpass
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from pipeline import ANALYTICS_PYTHON, ECHARTS, MOCKER, VANTAGE, PipelineTest, main, real_file, simulate

BINARIES = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name))
if BINARIES is None or not (BINARIES / "initdb").exists():
    print("skipped: there is no PostgreSQL server; apt-get install postgresql")
    sys.exit(77)


class Postgres(PipelineTest):
    def setUp(self):
        super().setUp()
        self.data = self.folder / "postgres"
        self.data.mkdir()
        # The server refuses to run as root; nobody owns its files then, and may enter the folder they are in.
        self.prefix = []
        if getpass.getuser() == "root":
            self.prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            self.folder.chmod(0o755)
            shutil.chown(self.data, "nobody", "nogroup")
        self.control("initdb", "-D", self.data / "cluster", "-U", "patterns", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        # On a socket in that folder, and no port of the machine.
        self.control("pg_ctl", "-D", self.data / "cluster", "-w", "-l", self.data / "log", "-o",
                     f"-k {self.data} -c listen_addresses='' -c fsync=off", "start")
        self.addCleanup(self.control, "pg_ctl", "-D", self.data / "cluster", "-w", "-m", "immediate", "stop")
        self.control("createdb", "-h", self.data, "-U", "patterns", "patterns")

    def control(self, name, *arguments):
        # Into a file: the server keeps what it is given as its output open, and a pipe would never end.
        with open(self.folder / "control.log", "a", encoding="utf-8") as log:
            done = subprocess.run([*self.prefix, BINARIES / name, *map(str, arguments)], cwd=self.data, timeout=120,
                                  stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, (self.folder / "control.log").read_text(encoding="utf-8"))

    def environment(self):
        return {**super().environment(), "PATTERNS_ECHARTS": str(ECHARTS), "PGHOST": str(self.data), "PGUSER": "patterns", "PGDATABASE": "patterns"}

    def rows(self, source, model, columns, server):
        """Sorted rows as text, doubles to nine places; from the server, or from the file of DuckDB."""
        import psycopg2
        listed = ", ".join(columns)
        if server:
            with psycopg2.connect(host=str(self.data), user="patterns", dbname="patterns") as connection:
                cursor = connection.cursor()
                cursor.execute(f"select {listed} from {source}.{model}")
                found = cursor.fetchall()
            connection.close()
        else:
            found = self.query(f"select {listed} from {source}.{model}")
        return sorted(tuple("" if value is None else f"{float(value):.7g}" if isinstance(value, float) else
                            f"{value:.4f}" if not isinstance(value, bool) and hasattr(value, "__float__") else str(value)
                            for value in row) for row in found)

    def compare(self, source, *arguments):
        self.step("run", source, *arguments)
        self.step("run", source, "--target", "postgres", *arguments)
        models = [name for name in self.tables(source) if name != "rfm_segments"]
        for model in models:
            with self.subTest(source=source, model=model):
                columns = [row[0] for row in self.query(
                    f"select column_name from information_schema.columns where table_schema = '{source}'"
                    f" and table_name = '{model}' order by ordinal_position")]
                here, there = (self.rows(source, model, columns, server) for server in (False, True))
                self.assertEqual(len(here), len(there))
                if here != there:
                    self.fail(next(f"{one} on DuckDB, {other} on PostgreSQL" for one, other in zip(here, there) if one != other))
        return models

    def compare_pages(self, source):
        """Analytics and the dashboard read marts only: from both warehouses they make the same page."""
        if not (ANALYTICS_PYTHON.exists() and ECHARTS.exists()):
            print("analytics and dashboard on PostgreSQL: their environments are not here")
            return
        pages = []
        for target in ("duckdb", "postgres"):
            self.step("analytics", source, "--target", target)
            self.step("dashboard", source, "--target", target, "--out", self.folder / "pages" / target)
            self.assertIn("nothing new", self.step("analytics", source, "--target", target, "--if-new"))
            packed = re.search('id="data">([^<]*)<', (self.folder / "pages" / target / "dashboard.html").read_text(encoding="utf-8"))[1]
            pages.append(json.loads(gzip.decompress(base64.b64decode(packed))))
            self.assertEqual(len(list((self.folder / "pages" / target).iterdir())), 5)
        self.assertEqual(pages[0], pages[1])

    def test_models_hold_the_rows_that_they_hold_on_duckdb(self):
        self.land("mocker", *simulate(MOCKER, self.folder / "mocker", "--preset", "apparel", "--customers", 100).iterdir())
        self.assertGreater(len(self.compare("mocker")), 18)
        said = self.step("load", "mocker", "--target", "postgres")
        self.assertEqual(said.count(", known"), 3, said)
        self.step("transform", "mocker", "--target", "postgres")  # incremental: the same rows again
        self.compare("mocker")
        self.compare_pages("mocker")

        self.land("vantage", *simulate(VANTAGE, self.folder / "vantage", "--year", 2025).iterdir())
        self.assertGreater(len(self.compare("vantage")), 23)
        trends = real_file("shopping_trends.csv")
        if trends:
            self.land("shopping_trends", trends)
            self.compare("shopping_trends")
            self.compare_pages("shopping_trends")
        retail = real_file("online_retail_2009_2010.parquet")
        if retail:
            self.land("online_retail", retail)
            self.compare("online_retail")

    def test_a_check_that_fails_names_rows_of_the_server(self):
        out = simulate(MOCKER, self.folder / "mocker", "--preset", "apparel", "--customers", 30, "--format", "csv")
        lines = (out / "transactions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        fields = lines[1].split(",")
        fields[4] = "2024-02-31 10:00:00"  # a day that is none: rejected, where a plain cast would end the build
        lines[1] = ",".join(fields)
        (out / "transactions.csv").write_text("".join(lines), encoding="utf-8")
        self.land("mocker", *out.iterdir())
        said = self.step("run", "mocker", "--target", "postgres", status=65)
        self.assertIn("mocker_rejected_rows", said)
        self.assertIn("unreadable value", said)


main()
