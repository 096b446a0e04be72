"""The Python beside the program, in the environments that `./dev test` makes: the client of the service, and the training log on
its way to Weights & Biases (offline)."""

import json
import os
import pathlib
import subprocess
import sys
import time
import unittest

from models_test import shop
from programs import PROGRAM, ProgramTest, run

ENVIRONMENTS = pathlib.Path(os.environ.get("RETAILSIM_DYNAMICS_ENVIRONMENTS") or "/nowhere")
SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "examples" / "dynamics"
CLIENT, WANDB = (ENVIRONMENTS / name / "bin" / "python" for name in ("client", "wandb"))

if not CLIENT.exists() and not WANDB.exists():
    print("the environments client and wandb are not here (./dev setup makes them in build/dynamics): not tested")
    sys.exit(77)


def python(interpreter, *arguments, **options):
    return subprocess.run([interpreter, *map(str, arguments)], capture_output=True, text=True, timeout=200, **options)


class Python(ProgramTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "shop.csv"
        self.file.write_text("customer_id,time\n" + "".join(f"{row[0]},{row[2]}\n" for row in shop(200)), encoding="utf-8")

    def train(self, *arguments):
        return ["train", str(self.file), "--until", "2022-01-01", "--out", str(self.folder / "model.json"), *map(str, arguments)]


@unittest.skipUnless(CLIENT.exists(), "the environment client is not here")
class Client(Python):
    def setUp(self):
        super().setUp()
        if "serve" not in run("--help").stdout:
            self.skipTest("the program was built without serve")
        self.assertEqual(run(*self.train("--state", self.folder / "state.csv")).returncode, 0)
        process = subprocess.Popen([PROGRAM, "serve", "--model", self.folder / "model.json", "--state", self.folder / "state.csv",
                                    "--port", "0", "--token", "key"], stdout=subprocess.PIPE, text=True)

        def stop():
            process.terminate()
            process.communicate(timeout=30)

        self.addCleanup(stop)
        self.url = process.stdout.readline().split()[-1]

    def script(self, body, **options):
        program = f"import sys; sys.path.insert(0, {str(SCRIPTS)!r})\nimport datetime\nfrom forecast_client import *\n" + body
        return python(CLIENT, "-c", program, **options)

    def test_the_service_from_python(self):
        done = self.script(f"""
import dataclasses, json
with ForecastClient({self.url!r}, token="key") as client:
    health = client.health()
    one = client.forecast(17, days=7, as_of=datetime.date(2022, 2, 1))
    days = Purchases(["2021-03-05", datetime.date(2021, 6, 1)], id="mine")
    both = list(client.predict([days, Statistics(x=1, t_x=88, T=301)]))
    many = list(client.predict((Statistics(i % 5, i % 5, 90 + i % 3) for i in range(2500)), days=60, batch=999))
    refusals = []
    for call in (lambda: client.forecast("no/one"), lambda: list(client.predict([Statistics(0, 1, 2)]))):
        try:
            call()
        except ServiceError as error:
            refusals.append([error.status, error.message])
print(json.dumps([health, *map(dataclasses.asdict, [one, *both]), [f.id for f in many], refusals]))
""")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        health, one, days, statistics, many, refusals = json.loads(done.stdout)
        self.assertEqual((health["model"], one["id"], days["id"], statistics["id"]), ("bg-nbd", "17", "mine", "1"))
        self.assertEqual({**days, "id": ""}, {**statistics, "id": ""})
        wanted = run("predict", "--model", self.folder / "model.json", "--state", self.folder / "state.csv", "--as-of", "2022-02-01",
                     "--horizon", "7d", "--customer", 17).stdout.splitlines()[-1].split(",")
        self.assertAlmostEqual(one["expected_purchases"], float(wanted[1]), places=5)
        self.assertEqual(one["interval_80"], [int(wanted[3]), int(wanted[4])])
        self.assertEqual(many, [str(i) for i in range(2500)])
        self.assertEqual(refusals, [[404, "there is no customer no/one"], [422, "customers[0].t_x must be 0 where x is 0, got 1"]])

    def test_the_client_as_a_program(self):
        script = SCRIPTS / "forecast_client.py"
        done = python(CLIENT, script, self.url, "17", "18", "--days", "7", env={**os.environ, "RETAILSIM_TOKEN": "key"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([line.split(",")[0] for line in done.stdout.splitlines()], ["customer_id", "17", "18"])
        done = python(CLIENT, script, self.url, "17", env={**os.environ, "RETAILSIM_TOKEN": "other"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("forecast_client: 401: ", done.stderr)
        done = python(CLIENT, script, "http://127.0.0.1:9", "17")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)


@unittest.skipUnless(WANDB.exists(), "the environment wandb is not here")
class WeightsAndBiases(Python):
    def environment(self):
        return {**os.environ, "WANDB_MODE": "offline", "WANDB_DIR": str(self.folder), "WANDB_SILENT": "true", "HOME": str(self.folder),
                "PYTHONDONTWRITEBYTECODE": "1"}

    def kept(self):
        """The rows and the summary in the run's file: Protobuf records in a log of LevelDB's form."""
        files = list(self.folder.glob("wandb/offline-run-*/run-*.wandb"))
        self.assertEqual(len(files), 1)
        done = python(WANDB, "-c", """
import json, struct, sys
from wandb.proto import wandb_internal_pb2
data = open(sys.argv[1], "rb").read()
rows, summary, part, at = [], {}, b"", 7  # after the file's own header
while at + 7 <= len(data):
    if 32768 - at % 32768 < 7:  # what is left of a block
        at += 32768 - at % 32768
        continue
    _, length, kind = struct.unpack_from("<IHB", data, at)
    part += data[at + 7:at + 7 + length]
    at += 7 + length
    if kind in (1, 4):  # whole, or the last piece
        record, part = wandb_internal_pb2.Record.FromString(part), b""
        if record.HasField("history"):
            rows.append({item.key or item.nested_key[0]: json.loads(item.value_json) for item in record.history.item})
        if record.HasField("summary"):
            summary.update({item.key or item.nested_key[0]: json.loads(item.value_json) for item in record.summary.update})
print(json.dumps([rows, summary]))
""", files[0], env=self.environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_a_run_that_is_followed(self):
        log = self.folder / "run.jsonl"
        follower = subprocess.Popen([WANDB, SCRIPTS / "log_to_wandb.py", log, "--follow", "--patience", "60"],
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment())
        try:
            time.sleep(0.5)  # it waits for the file
            self.assertEqual(run(*self.train("--log", log)).returncode, 0)
            output, errors = follower.communicate(timeout=120)
        finally:
            follower.kill()
        self.assertEqual(follower.returncode, 0, errors)
        *steps, end = map(json.loads, log.read_text().splitlines())
        self.assertEqual(output, f"sent {len(steps)} iterations\n")
        rows, summary = self.kept()
        self.assertEqual([row["_step"] for row in rows], list(range(len(steps))))
        for row, step in zip(rows, steps):
            self.assertEqual((row["log_likelihood"], row["gradient"]), (step["log_likelihood"], step["gradient"]))
        self.assertEqual((summary["model"], summary["n_customers"]), (end["model"], end["n_customers"]))

    def test_what_is_refused(self):
        script, bad = SCRIPTS / "log_to_wandb.py", self.folder / "bad.jsonl"

        def refused(text, *arguments):
            done = python(WANDB, script, *arguments, env=self.environment())
            self.assertEqual(done.returncode, 1)
            self.assertIn(text, done.stderr)
            self.assertNotIn("Traceback", done.stderr)

        refused("bad.jsonl: no such file", bad)
        refused("did not appear within 0.2 s", bad, "--follow", "--patience", "0.2")
        bad.write_text('{"event": "iteration", "gradient": 1}\nnonsense\n')
        refused("bad.jsonl:2: must be a line that train --log wrote, got 'nonsense'", bad)


if __name__ == "__main__":
    unittest.main(argv=["python"])
