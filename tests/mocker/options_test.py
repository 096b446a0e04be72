"""The options: pieces of the whole, deltas, configurations."""

import json
import os
import pty
import subprocess
import unittest

from programs import HAS_PARQUET, ProgramTest, main, run


class Options(ProgramTest):
    def text(self, folder, table="transactions"):
        return (folder / f"{table}.csv").read_text(encoding="utf-8")

    def test_threads_change_no_byte(self):
        one = self.make("--customers", 3000, "--threads", 1, out="one")
        four = self.make("--customers", 3000, "--threads", 4, out="four")
        for name in self.entries(one):
            self.assertEqual((one / name).read_bytes(), (four / name).read_bytes(), name)

    @unittest.skipUnless(HAS_PARQUET, "built without Parquet")
    def test_threads_change_no_byte_of_parquet(self):
        for threads in (1, 3):
            done = run("--customers", 3000, "--threads", threads, "--out", self.folder / str(threads), "--quiet", "--truth",
                       "--set", "ids.customers_per_block=1000")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in self.entries(self.folder / "1"):
            self.assertEqual((self.folder / "1" / name).read_bytes(), (self.folder / "3" / name).read_bytes(), name)

    def test_progress_is_shown_on_a_terminal_only(self):
        terminal, end = pty.openpty()
        try:
            done = run("--format", "csv", "--customers", 40000, "--out", self.out, capture_output=False,
                       stdout=subprocess.PIPE, stderr=end)
            self.assertEqual(done.returncode, 0)
            os.set_blocking(terminal, False)
            shown = os.read(terminal, 1 << 20).decode()
        finally:
            os.close(end)
            os.close(terminal)
        self.assertRegex(shown, r"\d+ %")
        self.assertIn("rows/s", shown)
        silent = run("--format", "csv", "--customers", 1000, "--out", self.out, "--force")
        self.assertEqual((silent.returncode, silent.stderr), (0, ""))

    def test_shards_one_after_the_other_are_the_whole(self):
        whole = self.make("--customers", 2000, "--set", "ids.customers_per_block=512", out="whole")
        for n in (3, 11):
            for table in ("customers", "transactions"):
                text = ""
                for i in range(n):
                    name = f"shard-{n}-{i}"
                    if not (self.folder / name).exists():
                        self.make("--customers", 2000, "--set", "ids.customers_per_block=512", "--shard", f"{i}/{n}", out=name)
                        self.assertEqual((self.folder / name / "products.csv").exists(), i == 0)
                    text += self.text(self.folder / name, table)
                self.assertEqual(text, self.text(whole, table))

    def test_rows_to_a_day_and_the_delta_are_all_rows(self):
        whole = self.make("--customers", 1000, "--preset", "beauty", out="whole")
        before = self.make("--customers", 1000, "--preset", "beauty", "--to", "2024-06-01", out="before")
        delta = self.make("--customers", 1000, "--preset", "beauty", "--emit-from", "2024-06-01", out="delta")
        for table in ("customers", "transactions"):
            lines = lambda folder: self.text(folder, table).splitlines()[1:]
            self.assertEqual(sorted(lines(before) + lines(delta)), sorted(lines(whole)))
            self.assertTrue(lines(before) and lines(delta))

    def test_the_options_override_the_file(self):
        file = self.folder / "shop.toml"
        file.write_text('preset = "classic"\nseed = 5\n[customers]\ncount = 300\n', encoding="utf-8")
        out = self.make("--config", file, "--seed", 6, "--from", "2021-01-01", "--to", "2022-01-01", "--skus", 50)
        parameters = json.loads((out / "scenario.json").read_text(encoding="utf-8"))["parameters"]
        self.assertEqual((parameters["name"], parameters["seed"], parameters["customers"]["count"]), ("classic", 6, 300))
        self.assertEqual(len(self.text(out, "products").splitlines()), 51)
        times = [line.split(",")[4] for line in self.text(out).splitlines()[1:]]
        self.assertTrue(times)
        self.assertTrue(all("2021" <= time < "2022" for time in times))

    def test_a_printed_configuration_gives_the_same_rows(self):
        printed = run("--preset", "electronics", "--print-config")
        self.assertEqual((printed.returncode, printed.stderr), (0, ""))
        file = self.folder / "shop.toml"
        file.write_text(printed.stdout, encoding="utf-8")
        ours = self.make("--config", file, "--customers", 400, out="ours")
        preset = self.make("--preset", "electronics", "--customers", 400, out="preset")
        for name in self.entries(ours):
            self.assertEqual((ours / name).read_bytes(), (preset / name).read_bytes(), name)

    def test_every_preset_runs(self):
        names = "fmcg apparel beauty electronics home classic".split()
        made = [self.text(self.make("--preset", name, "--customers", 200, out=name)) for name in names]
        self.assertEqual(len(set(made)), len(names))

    def test_help_and_version(self):
        done = run("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for option in ("--config --preset --seed --out --quiet --force --customers --from --to --threads --format --truth"
                       " --report --money --skus --shard --emit-from --print-config --version").split():
            self.assertIn(option, done.stdout)
        done = run("--version")
        self.assertRegex(done.stdout, r"^retailsim-mocker \d+\.\d+\.\d+\n$")


main()
