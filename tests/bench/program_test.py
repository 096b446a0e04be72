"""retailsim-bench-distributions from outside: its JSON and page, and what it says to bad input."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
SMALL = ("--sizes", "4096")
QUICK = ("--sample", "20000", "--seconds", "0.0005", "--repetitions", "1")


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], text=True, capture_output=True, timeout=250)


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="retailsim-bench-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_one_law_with_peers_as_json_and_page(self):
        out, page = self.folder / "out.json", self.folder / "page.html"
        done = run("--law", "gamma", "--param", "0.5,2", "--peer", "std,boost,xtensor", "--sizes", "512,4096", *QUICK,
                   "--json", str(out), "--chart", str(page))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        results = json.loads(out.read_text())
        self.assertEqual({r["source"] for r in results}, {"retailsim", "std", "boost", "xtensor"})
        self.assertEqual({r["n"] for r in results}, {512, 4096})
        for result in results:
            self.assertEqual((result["law"], result["parameters"]), ("gamma", [0.5, 2]))
            self.assertGreater(result["ns_per_variate"], 0)
            self.assertGreater(result["p_value"], 1e-6, result)
            self.assertLess(result["moment_error"], 6, result)
        self.assertIn("gamma(0.5, 2)", done.stdout)
        self.assertIn("retailsim", page.read_text())

    def test_every_law_is_right(self):
        out = self.folder / "out.json"
        done = run("--peer", "none", *SMALL, *QUICK, "--json", str(out))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        results = json.loads(out.read_text())
        self.assertGreaterEqual(len({r["law"] for r in results}), 24)
        words = {r["law"]: r["words_per_variate"] for r in results}
        self.assertEqual({law for law, count in words.items() if count is None}, set())
        self.assertEqual([words[law] for law in ("uniform", "normal", "bernoulli", "uniform_float", "normal_float")],
                         [1, 1, 0.5, 0.5, 0.5])
        self.assertTrue(1.5 < words["gamma_each"] < 4.5, words)  # a number, half a word, further tries, the boost
        for result in results:
            if result["law"] != "dirichlet":  # whose shares are no independent sample
                self.assertGreater(result["p_value"], 1e-6, result)

    def test_numpy_takes_part_where_python_has_it(self):
        out = self.folder / "out.json"
        done = run("--law", "poisson", "--param", "4", "--peer", "numpy", "--python", sys.executable, *SMALL, *QUICK,
                   "--json", str(out))
        try:
            import numpy  # noqa: F401
        except ImportError:
            self.assertEqual(done.returncode, 2)
            self.assertIn("numpy does not run", done.stderr)
            return
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        theirs = [r for r in json.loads(out.read_text()) if r["source"] == "numpy"]
        self.assertEqual(len(theirs), 1)
        self.assertGreater(theirs[0]["p_value"], 1e-6)

    def test_each_cache_by_default(self):
        out = self.folder / "out.json"
        done = run("--law", "uniform", "--peer", "none", *QUICK, "--json", str(out))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        sizes = [r["n"] for r in json.loads(out.read_text())]
        self.assertGreaterEqual(len(sizes), 3)
        self.assertEqual(sizes, sorted(set(sizes)))

    def test_peers_that_users_bring_take_part_or_are_missed(self):
        for peer in ("mkl", "eigenrand"):
            out = self.folder / "out.json"
            done = run("--law", "normal", "--peer", peer, *SMALL, *QUICK, "--json", str(out))
            if done.returncode == 0:
                results = json.loads(out.read_text())
                self.assertEqual([r["source"] for r in results], ["retailsim", peer])
                self.assertGreater(results[1]["p_value"], 1e-6)
            else:
                self.assertEqual(done.returncode, 2)
                self.assertIn(f"--peer: this build is without {peer}; build it where CMake is told of", done.stderr)

    def test_bad_input_is_one_line(self):
        for arguments, pieces in (
            (("--law", "gama"), ("--law: must be one of", 'got "gama"')),
            (("--law", "gamma", "--param", "2"), ("--param: gamma takes shape, scale, got 2",)),
            (("--law", "gamma", "--param", "2,x"), ('--param: must be a number, got "x"',)),
            (("--law", "gamma", "--param", "-1,2"), ("Gamma: shape must be", "got -1")),
            (("--param", "2"), ("--param: needs exactly one --law",)),
            (("--peer", "gsl"), ("--peer: must be one of", 'got "gsl"')),
            (("--sizes", "0"), ("--sizes: must be a whole number from 1 to 1e9", "got 0")),
            (("--sizes", "big"), ('--sizes: must be a number, got "big"',)),
            (("--sample", "5"), ("HarnessOptions: sample must be >= 1000, got 5",)),
            (("--nonsense",), ("--nonsense",)),
            (("--json", str(self.folder / "no" / "out.json")), ("cannot be written",)),
        ):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            for piece in pieces:
                self.assertIn(piece, done.stderr)
        self.assertEqual(os.listdir(self.folder), [])

    def test_help_and_version(self):
        self.assertEqual(run("--help").returncode, 0)
        self.assertRegex(run("--version").stdout, r"^\d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    unittest.main()
