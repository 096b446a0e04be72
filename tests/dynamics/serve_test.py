"""serve, from outside: what it answers, refuses and survives. Traffic stays on the loopback."""

import contextlib
import http.client
import json
import math
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
import unittest
import urllib.parse

from models_test import shop
from programs import HAS_PARQUET, PROGRAM, ProgramTest, run

if "serve" not in run("--help").stdout:
    print("the program was built without serve (libcpp-httplib-dev): not tested")
    sys.exit(77)

TOKEN = "s3cret-Token"
STATE = "state.parquet" if HAS_PARQUET else "state.csv"


class Service:
    """The running program."""

    def __init__(self, folder, *arguments, model="model.json", state=STATE, token=None):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--model", folder / model, "--state", folder / state, "--port", "0", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **({"RETAILSIM_TOKEN": token} if token else {})})
        line = self.process.stdout.readline()
        if not line.startswith("serving on http://127.0.0.1:"):
            raise RuntimeError(line + self.process.communicate()[1])
        self.port = int(line.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.output, self.errors = self.process.communicate(timeout=30)
        finally:
            self.process.kill()

    def socket(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def request(self, method, path, body=None, headers=None):
        """Status, headers and body of a request of its own connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            if body is not None and not isinstance(body, (bytes, str)):
                body = json.dumps(body)
            connection.request(method, path, body, {"Content-Type": "application/json", **(headers or {})})
            reply = connection.getresponse()
            return reply.status, dict(reply.getheaders()), reply.read()
        finally:
            connection.close()

    def send(self, data):
        """What comes back for bytes as they are, until the service closes or is silent for a while."""
        with self.socket() as raw:
            raw.sendall(data)
            raw.settimeout(1)
            return read_replies(raw)


def read_replies(raw):
    got = b""
    with contextlib.suppress(TimeoutError, ConnectionResetError):
        while part := raw.recv(65536):
            got += part
    return got


def status_of(reply):
    return int(reply.split(b" ", 2)[1]) if reply else None


def get(path="/health"):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


class Trained(ProgramTest):
    """Models and states, trained once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        import pathlib
        import tempfile

        kept = tempfile.TemporaryDirectory(prefix="retailsim-serve-")
        cls.addClassCleanup(kept.cleanup)
        cls.models = pathlib.Path(kept.name)
        (cls.models / "shop.csv").write_text(
            "customer_id,time\n" + "".join(f"{row[0]},{row[2]}\n" for row in shop(300)) + "no%2F one/é,2021-02-03\n", encoding="utf-8")
        for name, arguments in [("model.json", ()), ("glm.json", ("--model", "glm"))]:
            done = run("train", cls.models / "shop.csv", "--until", "2022-01-01", "--out", cls.models / name,
                       "--state", cls.models / (STATE if name == "model.json" else "glm-" + STATE), *arguments)
            if done.returncode != 0:
                raise RuntimeError(done.stderr)


class Answers(Trained):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.enterClassContext(Service(cls.models))
        cls.document = json.loads(cls.service.request("GET", "/openapi.json")[2])

    def setUp(self):
        super().setUp()
        try:
            import jsonschema
        except ImportError:
            jsonschema = None
        self.jsonschema = jsonschema

    def call(self, method, path, body=None, headers=None, service=None, known=None):
        """Status and JSON, held against what the document says of that path and status."""
        status, got, text = (service or self.service).request(method, path, body, headers)
        parsed = json.loads(text) if got["Content-Type"] == "application/json" else text.decode()
        if status >= 400:
            self.assertEqual(parsed["error"]["status"], status)
        known = known or re.sub(r"^/customers/.*/forecast$", "/customers/{id}/forecast", path.split("?")[0])
        if self.jsonschema and known in self.document["paths"] and method.lower() in self.document["paths"][known]:
            responses = self.document["paths"][known][method.lower()]["responses"]
            self.assertIn(str(status), responses)
            response = responses[str(status)]
            if "$ref" in response:
                response = self.document["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
            content = response["content"][got["Content-Type"].split(";")[0]]
            self.jsonschema.Draft202012Validator({**content["schema"], "components": self.document["components"]}).validate(parsed)
        return status, parsed

    def refused(self, status, message, *arguments, **options):
        got, reply = self.call(*arguments, **options)
        self.assertEqual((got, reply["error"]["message"]), (status, message))

    def test_the_document_is_valid(self):
        try:
            from openapi_spec_validator import OpenAPIV31SpecValidator
        except ImportError:
            self.skipTest("openapi-spec-validator is not here")
        OpenAPIV31SpecValidator(self.document).validate()

    def test_health(self):
        status, reply = self.call("GET", "/health")
        self.assertEqual(status, 200)
        self.assertEqual((reply["model"], reply["trained_until"], reply["state_as_of"], reply["n_customers"]),
                         ("bg-nbd", "2022-01-01", "2022-01-01", 301))
        status, _, body = self.service.request("HEAD", "/health")
        self.assertEqual((status, body), (200, b""))

    def test_a_customer_is_forecast_as_by_predict(self):
        for days, as_of in ((30, None), (7, None), (60, "2022-03-05")):
            done = run("predict", "--model", self.models / "model.json", "--state", self.models / STATE, "--horizon", f"{days}d",
                       *(["--as-of", as_of] if as_of else []), "--customer", "17")
            wanted = done.stdout.splitlines()[-1].split(",")
            status, reply = self.call("GET", f"/customers/17/forecast?days={days}" + (f"&as_of={as_of}" if as_of else ""))
            self.assertEqual((status, reply["id"], reply["days"], reply["as_of"]), (200, "17", days, as_of or "2022-01-01"))
            self.assertTrue(math.isclose(reply["expected_purchases"], float(wanted[1]), rel_tol=1e-5))
            self.assertTrue(math.isclose(reply["probability_alive"], float(wanted[2]), rel_tol=1e-5))
            self.assertEqual(reply["interval_80"], {"low": int(wanted[3]), "high": int(wanted[4])})

    def test_ids_may_hold_anything(self):
        status, reply = self.call("GET", "/customers/" + urllib.parse.quote("no%2F one/é", safe="") + "/forecast")
        self.assertEqual((status, reply["id"]), (200, "no%2F one/é"))
        status, reply = self.call("GET", "/customers/%ff%00/forecast")
        self.assertEqual(status, 404)

    def test_histories_that_are_sent(self):
        days = ["2021-06-01", "2021-03-05", "2021-06-01", "2022-02-02"]  # one twice, one that is not seen
        status, reply = self.call("POST", "/predict", {"customers": [
            {"id": "days", "purchases": days}, {"x": 1, "t_x": 88, "T": 301}, {"x": 0, "t_x": 0, "T": 0}]})
        self.assertEqual(status, 200, reply)
        by_days, by_statistics, new = reply["forecasts"]
        self.assertEqual((by_days.pop("id"), by_statistics.pop("id")), ("days", "1"))
        self.assertEqual(by_days, by_statistics)  # (x, t_x, T) of those days
        self.assertGreater(new["expected_purchases"], by_days["expected_purchases"])
        status, later = self.call("POST", "/predict", {"as_of": "2022-03-01", "days": 7, "customers": [{"purchases": days}]})
        self.assertEqual((status, later["as_of"], later["days"]), (200, "2022-03-01", 7))
        many = [{"x": i % 9, "t_x": 10 * (i % 9), "T": 100 + i % 7} for i in range(10_000)]
        status, reply = self.call("POST", "/predict", {"customers": many})
        self.assertEqual((status, len(reply["forecasts"])), (200, 10_000))
        self.assertEqual(reply["forecasts"][9999]["id"], "9999")
        extreme = {"customers": [{"x": 2**31 - 1, "t_x": 0, "T": 0}, {"x": 10**4, "t_x": 10**5, "T": 10**5}]}
        status, reply = self.call("POST", "/predict", extreme)
        self.assertEqual((status, reply["forecasts"][0]["interval_80"]), (200, None))

    def test_a_model_of_features(self):
        with Service(self.models, model="glm.json", state="glm-" + STATE) as service:
            status, reply = self.call("GET", "/customers/17/forecast", service=service)
            self.assertEqual((status, reply["probability_alive"], reply["days"]), (200, None, 30))
            self.assertLessEqual(reply["interval_80"]["low"], reply["expected_purchases"])
            self.refused(422, "days must be that of the training, 30 days, for a model of this kind, got 7 days",
                         "GET", "/customers/17/forecast?days=7", service=service)
            self.refused(422, "as_of must be the day of the state, 2022-01-01, for a model of this kind, got 2022-02-01",
                         "GET", "/customers/17/forecast?as_of=2022-02-01", service=service)
            rows = [row[2] for row in shop(300) if row[0] == 17]
            status, sent = self.call("POST", "/predict", {"customers": [{"purchases": rows}]}, service=service)
            self.assertEqual((status, sent["forecasts"][0]["expected_purchases"]), (200, reply["expected_purchases"]))
            self.refused(422, "customers[0] must have purchases, as glm forecasts from them",
                         "POST", "/predict", {"customers": [{"x": 1, "t_x": 1, "T": 2}]}, service=service)

    def test_columns_of_customers_own(self):
        (self.models / "own.csv").write_text("customer,member\n" + "".join(f"{c},{c % 2}\n" for c in range(1, 301)) + "no%2F one/é,1\n")
        done = run("train", self.models / "shop.csv", "--until", "2022-01-01", "--features", self.models / "own.csv", "--out",
                   self.models / "own.json", "--state", self.models / "own_state.csv")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with Service(self.models, model="own.json", state="own_state.csv") as service:
            self.assertEqual(self.call("GET", "/health", service=service)[1]["features"], ["member"])
            status, reply = self.call("GET", "/customers/17/forecast", service=service)
            days = [row[2] for row in shop(300) if row[0] == 17]
            status, sent = self.call("POST", "/predict", {"customers": [
                {"purchases": days, "features": {"member": member}} for member in (1, 0)]}, service=service)
            self.assertEqual((status, sent["forecasts"][0]["expected_purchases"]), (200, reply["expected_purchases"]))
            self.assertNotEqual(sent["forecasts"][1]["expected_purchases"], reply["expected_purchases"])
            for features in ({}, {"member": "yes"}, {"member": 1, "age": 2}):
                self.refused(422, "customers[0].features must be an object of the numbers member", "POST", "/predict",
                             {"customers": [{"x": 0, "t_x": 0, "T": 1, "features": features}]}, service=service)
        self.refused(422, "customers[0].features must be left out", "POST", "/predict",
                     {"customers": [{"x": 0, "t_x": 0, "T": 1, "features": {"member": 1}}]})

    def test_mistakes_of_clients(self):
        self.refused(404, "there is no customer 12345", "GET", "/customers/12345/forecast")
        self.refused(404, "there is no /nowhere; there are /health, /customers/{id}/forecast, /predict, /metrics and "
                     "/openapi.json", "GET", "/nowhere")
        self.refused(405, "/predict must be called by POST, got GET", "GET", "/predict", known="/none")
        self.refused(405, "/health must be called by GET, got DELETE", "DELETE", "/health")
        self.assertEqual(self.service.request("PUT", "/metrics", "x")[1]["Allow"], "GET, HEAD")
        path = "/customers/17/forecast"
        self.refused(422, "days must be in [1, 36500], got 0", "GET", path + "?days=0")
        self.refused(422, "days must be a whole number, got soon", "GET", path + "?days=soon")
        self.refused(422, "as_of must not be before the day of the state, 2022-01-01, got 2021-12-31", "GET", path + "?as_of=2021-12-31")
        self.refused(422, "as_of must be a day YYYY-MM-DD of the years 1970 to 2099, got 2022-02-30", "GET", path + "?as_of=2022-02-30")
        self.refused(400, "the query must have days and as_of of a customer's forecast at most, each once, got dys", "GET", path + "?dys=3")
        for body, byte in [("{'customers'", 2), ("", 1), ("[" * 100_000, 100_001), ('{"a": NaN}', 7), (b'{"a": "\xff"}', 8)]:
            self.refused(400, f"the body must be JSON, got a mistake at byte {byte}", "POST", "/predict", body)
        self.refused(400, "the body must be JSON, got a number that is too large", "POST", "/predict", '{"days": 1e999}')
        one = {"x": 1, "t_x": 2, "T": 3}
        for body, message in [
                ([], "the body must be an object"), ({}, "customers must be an array"),
                ({"customers": []}, "customers must hold a customer, got none"),
                ({"customers": [one], "dys": 3}, "the body must not have the key dys"),
                ({"customers": [one], "days": 2.5}, "days must be a whole number below 2^31"),
                ({"customers": [one], "days": 36501}, "days must be in [1, 36500], got 36501"),
                ({"customers": [one, 7]}, "customers[1] must be an object"),
                ({"customers": [{**one, "t_x": 4}]}, "customers[0].t_x must be in [0, T], got 4"),
                ({"customers": [{**one, "x": 0}]}, "customers[0].t_x must be 0 where x is 0, got 2"),
                ({"customers": [{**one, "x": -1}]}, "customers[0].x must be >= 0, got -1"),
                ({"customers": [{**one, "x": 2**40}]}, "customers[0].x must be a whole number below 2^31"),
                ({"customers": [{**one, "T": 1e7}]}, "customers[0].T must be in [0, 1000000], got 10000000"),
                ({"customers": [{**one, "id": 7}]}, "customers[0].id must be a text"),
                ({"customers": [{"x": 1}]}, "customers[0] must have either purchases or x, t_x and T"),
                ({"customers": [{**one, "purchases": []}]}, "customers[0] must have either purchases or x, t_x and T"),
                ({"customers": [{"purchases": []}]}, "customers[0].purchases must hold a day before as_of, 2022-01-01"),
                ({"customers": [{"purchases": ["2022-01-01"]}]}, "customers[0].purchases must hold a day before as_of, 2022-01-01"),
                ({"customers": [{"purchases": ["soon"]}]},
                 "customers[0].purchases must be a day YYYY-MM-DD of the years 1970 to 2099, got soon")]:
            with self.subTest(message):
                self.refused(422, message, "POST", "/predict", body)
        self.refused(413, "customers must be at most 10000, got 10001", "POST", "/predict", {"customers": [one] * 10_001})

    def test_metrics(self):
        before = self.call("GET", "/metrics")[1]
        self.call("GET", "/customers/17/forecast")
        self.call("POST", "/predict", {"customers": [{"x": 1, "t_x": 1, "T": 2}] * 5})
        after = self.call("GET", "/metrics")[1]

        def value(text, name):
            found = re.search("^" + re.escape(name) + r" (\S+)$", text, re.MULTILINE)
            return float(found.group(1)) if found else 0

        def grown(name):
            return value(after, name) - value(before, name)

        self.assertEqual(grown('retailsim_requests_total{endpoint="/customers/{id}/forecast",status="200"}'), 1)
        self.assertEqual(grown("retailsim_predictions_total"), 6)
        self.assertEqual(grown("retailsim_request_seconds_count"), 3)
        self.assertEqual(value(after, 'retailsim_request_seconds_bucket{le="+Inf"}'), value(after, "retailsim_request_seconds_count"))
        self.assertGreater(value(after, "retailsim_request_seconds_sum"), 0)
        for line in after.splitlines():
            self.assertRegex(line, r"^(# (HELP|TYPE) retailsim_\w+ .+|retailsim_\w+(\{.*\})? [0-9.e+-]+)$")

    def test_a_token(self):
        with Service(self.models, token=TOKEN) as service:
            self.assertEqual(self.call("GET", "/health", service=service)[0], 200)
            for given in (None, TOKEN, "Bearer ", "Bearer " + TOKEN[:-1], "Bearer " + TOKEN + "x", "Bearer " + TOKEN.lower()):
                for method, path in (("GET", "/customers/17/forecast"), ("POST", "/predict"), ("GET", "/metrics"), ("GET", "/nowhere")):
                    headers = {"Authorization": given} if given else {}
                    status, reply = self.call(method, path, {} if method == "POST" else None, headers, service)
                    self.assertEqual(status, 401, (given, path))
            self.assertEqual(service.request("GET", "/metrics")[1]["WWW-Authenticate"], "Bearer")
            right = {"Authorization": "Bearer " + TOKEN}
            self.assertEqual(self.call("GET", "/customers/17/forecast", None, right, service)[0], 200)

    def test_what_is_no_http(self):
        def status(data):
            return status_of(self.service.send(data))

        post = b"POST /predict HTTP/1.1\r\nHost: x\r\n"
        self.assertEqual(status(b"nonsense\r\n\r\n"), 400)
        self.assertEqual(status(b"BREW /health HTTP/1.1\r\n\r\n"), 400)
        self.assertEqual(status(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n"), 414)
        self.assertEqual(status(b"GET /" + b"a" * 100_000), 431)
        self.assertEqual(status(b"GET /health HTTP/1.1\r\n" + b"X: y\r\n" * 10_000 + b"\r\n"), 431)
        self.assertEqual(status(post + b"\r\n"), 411)
        self.assertEqual(status(post + b"Content-Length: 2000000\r\n\r\n"), 413)
        self.assertEqual(status(post + b"Content-Length: 99999999999999999999\r\n\r\n"), 400)
        self.assertEqual(status(post + b"Content-Length: -1\r\n\r\n"), 400)
        self.assertEqual(status(post + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), 400)
        self.assertEqual(status(post + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"), 400)
        self.assertEqual(status(post + b"Transfer-Encoding: gzip, chunked\r\n\r\n"), 400)
        self.assertEqual(status(post + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), 415)
        self.assertEqual(status(post + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 2\r\n\r\n{}"), 415)
        self.assertEqual(status(post + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), 422)
        chunks = b"".join(b"10000\r\n" + b" " * 0x10000 + b"\r\n" for _ in range(20))
        self.assertEqual(status(post + b"Transfer-Encoding: chunked\r\n\r\n" + chunks), 413)
        self.assertIsNone(status(b""))
        # A body where none belongs is not taken for the next request.
        reply = self.service.send(b"GET /health HTTP/1.1\r\nContent-Length: 38\r\n\r\nGET /metrics HTTP/1.1\r\nHost: local\r\n\r\n")
        self.assertEqual(reply.count(b"HTTP/1.1 "), 1)
        # Requests sent together are answered in their order.
        with self.service.socket() as raw:
            raw.sendall(get() + get("/nowhere") + b"GET /health HTTP/1.1\r\nConnection: close\r\n\r\n")
            self.assertEqual(re.findall(rb"HTTP/1.1 (\d+)", read_replies(raw)), [b"200", b"404", b"200"])
        waits = self.service.send(post + b"Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n")
        self.assertTrue(waits.startswith(b"HTTP/1.1 100"))
        self.assertEqual(self.call("GET", "/health")[0], 200)


class Crowds(Trained):
    def test_200_clients_that_stay_are_each_answered_within_a_second(self):
        with Service(self.models) as service, contextlib.ExitStack() as stack:
            clients = [stack.enter_context(service.socket()) for _ in range(200)]
            for _ in range(3):  # all at once, thrice on the same connections
                waiting = selectors.DefaultSelector()
                begin = time.monotonic()
                for i, client in enumerate(clients):
                    client.sendall(get(f"/customers/{i + 1}/forecast"))
                    waiting.register(client, selectors.EVENT_READ)
                slowest, n = 0.0, 0
                while n < len(clients) and time.monotonic() - begin < 10:
                    for key, _ in waiting.select(1):
                        self.assertEqual(status_of(key.fileobj.recv(4096)), 200)
                        waiting.unregister(key.fileobj)
                        slowest = max(slowest, time.monotonic() - begin)
                        n += 1
                self.assertEqual(n, 200)
                self.assertLess(slowest, 1)

    def test_one_connection_too_many(self):
        with Service(self.models, "--connections", 3) as service, contextlib.ExitStack() as stack:
            kept = [stack.enter_context(service.socket()) for _ in range(3)]
            for client in kept:
                client.sendall(get())
                self.assertEqual(status_of(client.recv(4096)), 200)
            status, headers, body = service.request("GET", "/health")
            self.assertEqual((status, headers["Connection"]), (503, "close"))
            self.assertIn("too many connections", json.loads(body)["error"]["message"])
            many = [stack.enter_context(service.socket()) for _ in range(60)]  # and more than are told so
            kept[0].sendall(get())
            self.assertEqual(status_of(kept[0].recv(4096)), 200)
            for client in (kept.pop(), *many):
                client.close()
            for _ in range(100):
                status = service.request("GET", "/health")[0]
                if status == 200:
                    break
                time.sleep(0.05)
            self.assertEqual(status, 200)

    def drip(self, service, head, rest):
        """Sends head, then a byte of the rest every now and then; how long until the service had enough, and its reply."""
        with service.socket() as raw:
            begin = time.monotonic()
            raw.sendall(head)
            raw.settimeout(0.1)
            got = b""
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                for byte in rest:
                    raw.sendall(bytes([byte]))
                    try:
                        got = raw.recv(4096)
                        break
                    except TimeoutError:
                        pass
            return time.monotonic() - begin, got

    def test_dripping_clients_are_cut_at_the_deadline(self):
        with Service(self.models, "--deadline", 1) as service:
            for head, rest in [(b"G", b"ET /health HTTP/1.1\r\nHost: localhost localhost\r\n"),
                               (b"GET /health HTTP/1.1\r\n", b"X-Slow: very, very, very, very slow indeed\r\n"),
                               (b"POST /predict HTTP/1.1\r\nContent-Length: 1000\r\n\r\n", b"{" + b" " * 100),
                               (b"POST /predict HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 20)]:
                seconds, reply = self.drip(service, head, rest)
                self.assertEqual(status_of(reply), 408, (head, reply))
                self.assertIn(b"Connection: close", reply)
                self.assertEqual(json.loads(reply.split(b"\r\n\r\n")[1])["error"]["status"], 408)
                self.assertTrue(0.9 < seconds < 2.5, seconds)
            counted = re.findall(r'status="408"} (\d+)$', service.request("GET", "/metrics")[2].decode(), re.MULTILINE)
            self.assertEqual(sum(map(int, counted)), 4)

    def test_a_client_that_does_not_read_is_cut(self):
        body = json.dumps({"customers": [{"id": "x" * 300, "x": 0, "t_x": 0, "T": 1}] * 10_000}).encode()
        with Service(self.models, "--deadline", 2, "--body-limit", 8192) as service, service.socket() as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.sendall(b"POST /predict HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            for _ in range(100):
                text = service.request("GET", "/metrics")[2].decode()
                if "\nretailsim_connections 1\n" in text:  # the one that asks
                    return
                time.sleep(0.1)
            self.fail("the connection stays")

    def test_sigterm_ends_what_was_begun(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with Service(self.models) as service, service.socket() as busy, service.socket() as idle:
                idle.sendall(get())
                self.assertEqual(status_of(idle.recv(4096)), 200)
                body = b'{"customers": [{"x": 1, "t_x": 2, "T": 3}]}'
                busy.sendall(b"POST /predict HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:10])
                time.sleep(0.2)
                service.process.send_signal(number)
                self.assertEqual(idle.recv(4096), b"")  # closed
                self.assertIsNone(service.process.poll())
                with self.assertRaises(ConnectionRefusedError):
                    service.socket().close()
                busy.sendall(body[10:])
                reply = read_replies(busy)
                self.assertEqual(status_of(reply), 200)
                self.assertIn(b"Connection: close", reply)
                self.assertEqual(service.process.wait(timeout=10), 0)
            self.assertEqual((service.output, service.errors), ("stopped\n", ""))

    def test_sigterm_at_once(self):
        with Service(self.models) as service:
            pass
        self.assertEqual((service.process.returncode, service.errors), (0, ""))

    def test_what_is_refused_at_the_start(self):
        def refused(text, *arguments):
            self.assert_refused(run("serve", "--model", self.models / "model.json", *arguments), text)

        state = ("--state", self.models / STATE)
        refused("--state is required")
        refused("--port must be in [0, 65535], got 65536", *state, "--port", 65536)
        refused("--connections must be in [1, 900], got 0", *state, "--connections", 0)
        refused("--deadline must be in [0.1, 600], got 0", *state, "--deadline", 0)
        refused("none.csv", "--state", self.models / "none.csv")
        refused("is no state: its columns must begin with customer_id, first_purchase", "--state", self.models / "shop.csv")
        refused("an address that can be listened on, got 203.0.113.7", *state, "--host", "203.0.113.7", "--port", 0)
        with Service(self.models) as service:
            refused("an address that can be listened on", *state, "--port", service.port)


if __name__ == "__main__":
    unittest.main(argv=["serve"])
