"""How many forecasts a second `retailsim-dynamics serve` gives: serve_benchmark.py BUILD [--model NAME] [--seconds S].

A shop of 10,000 customers is simulated and a model trained; wrk, on one thread of the same machine, asks over connections that it
keeps for customers drawn at random, one in a request, and then for batches of 1,000 histories. Median, least and most of five turns
of each, and the processor time of the service. Traffic stays on the loopback."""

import argparse
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

ONE = """
function request() return wrk.format("GET", "/customers/" .. math.random(1, 10000) .. "/forecast?days=30") end
"""
BATCH = """
local rows = {}
for i = 1, 1000 do rows[i] = string.format('{"x": %d, "t_x": %d, "T": %d}', i % 9, 20 * (i % 9), 170 + i % 150) end
wrk.method, wrk.body = "POST", '{"customers": [' .. table.concat(rows, ",") .. "]}"
wrk.headers["Content-Type"] = "application/json"
wrk.path = "/predict"
"""


def shop(path):
    draw = random.Random(5)
    with open(path, "w", encoding="utf-8") as file:
        file.write("customer,time\n")
        for customer in range(1, 10_001):
            rate, drops, day = draw.gammavariate(0.8, 1 / 30), draw.betavariate(0.8, 4), draw.uniform(0, 200)
            while day < 365:
                file.write(f"{customer},2021-{1 + int(day) // 31:02}-{1 + int(day) % 28:02}\n")
                if draw.random() < drops:
                    break
                day += draw.expovariate(rate)


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--model", default="bg-nbd")
    parser.add_argument("--seconds", type=int, default=3)
    arguments = parser.parse_args()
    program = arguments.build.resolve() / "bin" / "retailsim-dynamics"
    if not shutil.which("wrk"):
        sys.exit("serve_benchmark: wrk is not here (apt-get install wrk)")
    if "serve" not in subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout:
        sys.exit("serve_benchmark: the program was built without serve")
    with tempfile.TemporaryDirectory(prefix="retailsim-") as name:
        folder = pathlib.Path(name)
        shop(folder / "shop.csv")
        files = ["--model", folder / "model.json", "--state", folder / "state.csv"]
        subprocess.run([program, "train", folder / "shop.csv", "--model", arguments.model, "--out", folder / "model.json", *files[2:]],
                       check=True, stdout=subprocess.DEVNULL)
        service = subprocess.Popen([program, "serve", *files, "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            url = service.stdout.readline().split()[-1]
            print(f"{arguments.model}, {os.cpu_count()} processors shared with wrk; load average before {os.getloadavg()[0]:.1f}")
            for what, script, connections, each in (("single forecasts", ONE, 8, 1), ("single forecasts", ONE, 200, 1),
                                                    ("forecasts in batches", BATCH, 4, 1000)):
                (folder / "wrk.lua").write_text(script, encoding="utf-8")
                rates, seconds = [], []
                for _ in range(5):
                    before = processor_seconds(service)
                    done = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{arguments.seconds}s", "-s", folder / "wrk.lua", url],
                                          capture_output=True, text=True, check=True)
                    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
                        sys.exit(done.stdout)
                    rates.append(each * float(re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)[1]))
                    n = each * int(re.search(r"(\d+) requests in", done.stdout)[1])
                    seconds.append(1e6 * (processor_seconds(service) - before) / n)
                print(f"{what}, {connections} connections: {statistics.median(rates):,.0f} a second ({min(rates):,.0f} to "
                      f"{max(rates):,.0f}), {statistics.median(seconds):.1f} us of the service's processor time each")
        finally:
            service.terminate()
            service.communicate(timeout=30)


if __name__ == "__main__":
    main()
