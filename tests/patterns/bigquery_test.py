"""The project for BigQuery, which is not run here: every source parses and compiles, first build and incremental, without a
connection, and sqlglot's BigQuery dialect reads all the SQL that comes out."""

import json
import os
import pathlib
import subprocess

from pipeline import ENVIRONMENTS, EXAMPLE, PipelineTest, main, need

need("bigquery")

READ = """
import pathlib, sys, sqlglot
read = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.sql")):
    text = path.read_text(encoding="utf-8")
    if not text.strip(): continue
    try:
        statements = [found for found in sqlglot.parse(text, dialect="bigquery") if found]
        assert len(statements) == 1, "statements: %d" % len(statements)
    except Exception as error:
        sys.exit("%s: %s" % (path, error))
    read += 1
print(read)
"""


class BigQuery(PipelineTest):
    def dbt(self, command, *arguments, **variables):
        binary = ENVIRONMENTS / "bigquery" / "bin"
        done = subprocess.run(
            [binary / "dbt", "--no-use-colors", command, "--no-version-check", "--project-dir", EXAMPLE / "dbt", "--profiles-dir",
             EXAMPLE / "dbt", "--target", "bigquery", "--target-path", self.folder / "target", "--log-path", self.folder / "logs",
             "--vars", json.dumps(variables), *arguments],
            env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}, cwd=self.folder, capture_output=True, text=True,
            timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-1000:])

    def compiled(self):
        return self.folder / "target" / "compiled" / "patterns"

    def test_every_source_compiles_and_its_sql_is_read(self):
        for source, models in (("shopping_trends", 11), ("online_retail", 19), ("mocker", 19), ("vantage", 24)):
            for incremental in (False, True) if source in ("mocker", "vantage") else (False,):
                with self.subTest(source=source, incremental=incremental):
                    self.dbt("compile", "--no-introspect", "--no-populate-cache", source=source, assume_incremental=incremental)
                    found = list((self.compiled() / "models").rglob("*.sql"))
                    self.assertGreaterEqual(len([path for path in found if path.parent.suffix != ".yml"]), models)
                    done = subprocess.run([ENVIRONMENTS / "bigquery" / "bin" / "python", "-c", READ, self.compiled()],
                                          capture_output=True, text=True, timeout=120)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertGreater(int(done.stdout), models + 20)
                    if source == "mocker":
                        facts = next(pathlib.Path(path) for path in found if path.name == "fct_line_items.sql").read_text()
                        self.assertEqual("as known" in facts, incremental)


main()
