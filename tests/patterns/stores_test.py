"""gs:// and s3:// against servers on the loopback: upload, load, and a server that is down and comes back."""

import json
import socket
import subprocess
import time

from pipeline import ENVIRONMENTS, MOCKER, PipelineTest, main, need, simulate

need("gcs", "s3")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server of an environment on a port of the loopback; `command` gets the port."""

    def __init__(self, environment, folder, *command):
        self.port = free_port()
        self.command = [ENVIRONMENTS / environment / "bin" / command[0],
                        *(word.format(port=self.port) for word in command[1:])]
        self.folder = folder
        self.process = None

    def start(self):
        log = open(self.folder / "server.log", "ab")
        with log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise AssertionError("the server did not start: " + (self.folder / "server.log").read_text(encoding="utf-8"))

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None


class Stores(PipelineTest):
    def environment(self):
        return {**super().environment(), **self.settings}

    def through(self, environment, server, url, options, make_bucket):
        self.store = url
        self.settings["PATTERNS_STORE_OPTIONS"] = json.dumps(options)
        self.addCleanup(server.stop)
        files = simulate(MOCKER, self.folder / "out", "--preset", "apparel", "--customers", 60)
        self.land("mocker", *files.iterdir())
        self.python = ENVIRONMENTS / environment / "bin" / "python"  # the client; the warehouse's needs only DuckDB here

        self.assertIn("patterns upload: store " + url, self.step("upload", "mocker", status=75))
        server.start()
        done = subprocess.run([self.python, "-c", make_bucket, json.dumps(options)], env=self.environment(), text=True,
                              capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.step("upload", "mocker").count(", uploaded"), 3)
        self.assertEqual(self.step("upload", "mocker").count(", kept"), 3)
        self.assertEqual(self.step("load", "mocker").count(", loaded"), 3)
        self.assertEqual(self.step("load", "mocker").count(", known"), 3)
        (n_rows,), = self.query("select n_rows from mocker_raw._files where table_name = 'transactions'")
        self.assert_rows("select count(*) from mocker_raw.transactions", (n_rows,))
        server.stop()
        self.assertIn("patterns load: store " + url, self.step("load", "mocker", status=75))
        self.assert_rows("select count(*) from mocker_raw.transactions", (n_rows,))

    def test_s3(self):
        self.settings = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
                         "AWS_MAX_ATTEMPTS": "1"}
        server = Server("s3", self.folder, "moto_server", "-H", "127.0.0.1", "-p", "{port}")
        options = {"client_kwargs": {"endpoint_url": f"http://127.0.0.1:{server.port}"}}
        self.through("s3", server, "s3://warehouse/landing", options,
                     "import json, sys, fsspec; fsspec.filesystem('s3', **json.loads(sys.argv[1])).mkdir('warehouse')")

    def test_gcs(self):
        # Without this, gcsfs asks a service of its own whether the bucket is of another kind, for a minute.
        self.settings = {"GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT": "false"}
        server = Server("gcs", self.folder, "gcp-storage-emulator", "start", "--host", "127.0.0.1", "--port", "{port}",
                        "--in-memory", "--default-bucket", "warehouse")
        options = {"token": "anon", "project": "test", "endpoint_url": f"http://127.0.0.1:{server.port}"}
        self.through("gcs", server, "gs://warehouse/landing", options, "")


main()
