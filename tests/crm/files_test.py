"""The files of the program: the document against its schema, analytics.sql against the columns, formats against each other."""

import csv
import itertools
import json
import os
import pathlib
import unittest

from programs import HAS_PARQUET, ProgramTest, main, rows, run

FOLDER = pathlib.Path(os.environ["RETAILSIM_CRM_FOLDER"])
TABLES = ("companies contacts interactions opportunities opportunity_lines opportunity_stages products"
          " sales_people").split()


class Files(ProgramTest):
    def make_in(self, form, *arguments):
        out = self.folder / form
        done = run("--format", form, "--quiet", "--out", out, *arguments)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        return out

    def test_the_document_obeys_its_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("jsonschema is not installed")
        schema = json.loads((FOLDER / "crm.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        document = json.loads((self.make_in("json", "--companies", 150) / "crm.json").read_text(encoding="utf-8"))
        self.assertEqual([error.message for error in itertools.islice(validator.iter_errors(document), 3)], [])
        self.assertEqual(len(document["companies"]), 150)
        # A world at the ends of its ranges obeys it too.
        ends = [f"company.{name}" for name in (
            "head_count_from.small=1", "head_count_to.small=1", "head_count_to.enterprise=10000000",
            "revenue_per_head_from=1000", "revenue_per_head_to=1000")]
        ends += ["products.category_quantity=[1,1,1,1]", "products.customised=0", "interactions.planned=0",
                 "interactions.sentiment_from=[-1,-1,-1,-1]", "interactions.sentiment_to=[1,1,1,1]"]
        out = self.folder / "ends"
        done = run("--format", "json", "--quiet", "--out", out, "--companies", 40,
                   *[part for setting in ends for part in ("--set", setting)])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        other = json.loads((out / "crm.json").read_text(encoding="utf-8"))
        self.assertEqual([error.message for error in itertools.islice(validator.iter_errors(other), 3)], [])
        # And it is no schema that anything obeys.
        del document["companies"][3]["contacts"][0]["email"]
        self.assertFalse(validator.is_valid(document))

    def test_more_companies_with_the_same_sellers_only_add_rows(self):
        sets = []
        for companies in 60, 90:
            out = self.folder / str(companies)
            done = run("--companies", companies, "--sales-people", 6, "--format", "csv", "--quiet", "--out", out)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            sets.append({name: set((out / f"{name}.csv").read_text(encoding="utf-8").splitlines())
                         for name in ("companies", "contacts", "opportunity_lines")})
        for name, lines in sets[0].items():
            self.assertLess(lines, sets[1][name])

    def test_ndjson_holds_the_companies_of_the_document(self):
        document = json.loads((self.make_in("json") / "crm.json").read_text(encoding="utf-8"))
        out = self.make_in("ndjson")
        for name, objects in document.items():
            lines = (out / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()
            self.assertEqual([json.loads(line) for line in lines], objects)

    def test_csv_holds_what_the_document_has(self):
        document = json.loads((self.make_in("json") / "crm.json").read_text(encoding="utf-8"))
        out = self.make_in("csv")
        self.assertEqual(self.entries(out), sorted([f"{name}.csv" for name in TABLES] + ["scenario.json"]))
        opportunities = [o for company in document["companies"] for o in company["opportunities"]]
        objects = {
            "companies": document["companies"], "products": document["products"],
            "sales_people": document["sales_people"], "opportunities": opportunities,
            "contacts": [c for company in document["companies"] for c in company["contacts"]],
            "opportunity_lines": [x for o in opportunities for x in o["lines"]],
            "opportunity_stages": [x for o in opportunities for x in o["stages"]],
            "interactions": [x for o in opportunities for x in o["interactions"]]}
        for name in TABLES:
            table = rows(out / f"{name}.csv")
            self.assertEqual(len(table), len(objects[name]), name)
            for row, wanted in zip(table, objects[name]):
                for column, text in row.items():
                    value = wanted[column]
                    if isinstance(value, list):
                        self.assertEqual(json.loads(text), value)
                    elif value is None:
                        self.assertEqual(text, "")
                    elif isinstance(value, (int, float)):
                        self.assertEqual(float(text), value)
                    else:
                        self.assertEqual(text, value.replace("T", " ").rstrip("Z") if text[4:5] == "-" and "T" in value else value)

    @unittest.skipUnless(HAS_PARQUET, "built without Parquet")
    def test_analytics_equal_the_columns(self):
        try:
            import duckdb
        except ImportError:
            self.skipTest("duckdb is not installed")
        out = self.make_in("parquet", "--companies", 2000, "--truth")
        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        os.chdir(out)
        con = duckdb.connect()
        results = []
        for statement in duckdb.extract_statements((FOLDER / "analytics.sql").read_text(encoding="utf-8")):
            done = con.execute(statement)
            if done.description and done.description[0][0] != "Count":
                results.append(done.fetchall())
        self.assertEqual(sum(1 for result in results if result), 4)

        differ = con.execute("""
            select count(*) from win_rate w join sales_people s using (sales_person_id)
            where w.win_rate is distinct from s.win_rate
               or abs(w.average_deal_size - s.average_deal_size) > 0.0051
               or (w.average_deal_size is null) <> (s.average_deal_size is null)
               or abs(w.sales_cycle_days - s.sales_cycle_days) > 1e-9
               or (w.sales_cycle_days is null) <> (s.sales_cycle_days is null)""").fetchone()[0]
        self.assertEqual(differ, 0)
        self.assertEqual(con.execute("select count(*) from win_rate").fetchone()[0], 200)
        differ = con.execute("""
            select count(*) from attainment a join sales_people s using (sales_person_id)
            where a.attainment is null or abs(a.attainment - s.quota_attainment) > 1e-12""").fetchone()[0]
        self.assertEqual(differ, 0)
        self.assertEqual(con.execute("select count(*) from attainment").fetchone()[0], 200)
        # The pipeline by the stages of the truth, the forecast by sums over the rows.
        wanted = con.execute("""
            select stage, count(*), sum(value) from opportunities join 'opportunities_truth.parquet' using (opportunity_id)
            where actual_close is null group by stage order by stage""").fetchall()
        self.assertEqual(con.execute("select stage, opportunities, value from pipeline_by_stage order by stage").fetchall(),
                         wanted)
        self.assertEqual([stage for stage, *_ in con.execute("select * from pipeline_by_stage").fetchall()],
                         ["identified", "qualified", "proposal", "negotiation"])
        # Of each stage and each month, from the rows of the open deals.
        open_deals = con.execute("""
            select stage, strftime(expected_close, '%Y-%m'), value, probability
            from opportunities join 'opportunities_truth.parquet' using (opportunity_id)
            where actual_close is null""").fetchall()
        stages, months = {}, {}
        for stage, month, value, probability in open_deals:
            for sums, key in ((stages, stage), (months, month)):
                n, total, weighted, chances = sums.get(key, (0, 0, 0, 0))
                sums[key] = (n + 1, total + value, weighted + float(value) * probability, chances + probability)
        for stage, n, value, weighted, chance in con.execute("select * from pipeline_by_stage").fetchall():
            self.assertEqual((n, value), stages[stage][:2])
            self.assertAlmostEqual(weighted / stages[stage][2], 1, delta=1e-9)
            self.assertAlmostEqual(chance, stages[stage][3] / n, delta=1e-9)
        forecast = con.execute("select strftime(month, '%Y-%m'), opportunities, value, expected_value from forecast").fetchall()
        self.assertEqual([row[0] for row in forecast], sorted(months))
        for month, n, value, expected in forecast:
            self.assertEqual((n, value), months[month][:2])
            self.assertAlmostEqual(expected / months[month][2], 1, delta=1e-9)
        types = dict(con.execute("select column_name, column_type from (describe select * from 'products.parquet')").fetchall())
        self.assertEqual((types["tier_quantities"], types["features"]), ("INTEGER[]", "VARCHAR[]"))

    def test_labels_are_a_file_of_their_own(self):
        out = self.make_in("csv", "--as-of", "2024-12-01", "--companies", 300)
        labels = {row["opportunity_id"]: row for row in rows(out / "labels.csv")}
        still_open = {row["opportunity_id"] for row in rows(out / "opportunities.csv") if not row["actual_close"]}
        self.assertEqual(set(labels), still_open)
        self.assertEqual({row["outcome"] for row in labels.values()}, {"won", "lost", ""})
        self.assertTrue(all("2024-12-01" <= row["closed_at"] < "2025-01-01" for row in labels.values() if row["outcome"]))
        for name in ("interactions", "opportunities", "opportunity_stages"):
            for row in rows(out / f"{name}.csv"):
                for column in ("start_utc", "created", "entered", "actual_close"):
                    self.assertLess(row.get(column, ""), "2024-12-01")
        lines = (self.make_in("ndjson", "--as-of", "2024-12-01", "--companies", 300) / "labels.ndjson").read_text()
        self.assertEqual(len(lines.splitlines()), len(labels))

    def test_truth_is_beside_every_format(self):
        for form, ending in (("json", "ndjson"), ("ndjson", "ndjson"), ("csv", "csv")):
            out = self.make_in(form, "--truth")
            for name in ("sales_people_truth", "opportunities_truth"):
                self.assertTrue((out / f"{name}.{ending}").stat().st_size > 100)

    def test_scenario_says_everything(self):
        scenario = json.loads((self.make_in("csv", "--seed", 7, "--locales", "de_DE,fr_FR") / "scenario.json").read_text())
        self.assertEqual(scenario["program"], "retailsim-crm")
        self.assertEqual(scenario["parameters"]["seed"], 7)
        self.assertEqual(scenario["parameters"]["locales"], ["de_DE", "fr_FR"])
        self.assertEqual(scenario["parameters"]["deals"]["interactions"], 6)
        with open(self.folder / "csv" / "companies.csv", encoding="utf-8", newline="") as file:
            self.assertEqual({row["country"] for row in csv.DictReader(file)}, {"Germany", "France"})


main()
