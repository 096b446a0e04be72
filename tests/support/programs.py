"""What the tests of the programs share: runs the program of the command line and tells what it did, whichever it is."""

import contextlib
import csv
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HAS_PARQUET = sys.argv[2] == "parquet"

COLUMNS = {
    "customers": "customer_id registered_at birth_date gender country city channel segment loyalty_tier".split(),
    "products": "sku_id product_group name brand category_l1 category_l2 category_l3 price cost launched_on".split(),
    "transactions": ("order_id line_no customer_id sku_id ordered_at kind quantity unit_price discount amount"
                     " refers_to_order_id refers_to_line_no").split(),
}


def run(*arguments, **options):
    """The finished process, with its output as text."""
    return subprocess.run([PROGRAM, *map(str, arguments)], text=True, timeout=240,
                          **{"capture_output": True, **options})


def cents(text):
    """12.34 as 1234, exactly."""
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    if len(part) != 2:
        raise ValueError(f"not two decimals: {text}")
    return sign * (int(whole) * 100 + int(part))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class ProgramTest(unittest.TestCase):
    """Each test has an empty folder of its own, `self.folder`."""

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="retailsim-")))
        self.out = self.folder / "out"
        self.addCleanup(self.stack.close)

    def entries(self, folder=None):
        return sorted(os.listdir(folder or self.folder))

    def make(self, *arguments, out=None):
        """Runs the program into a folder, as CSV and without words, and returns the folder."""
        out = self.folder / (out or "out")
        done = run("--format", "csv", "--quiet", "--out", out, *arguments)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        return out

    def assert_refused(self, done, *pieces, status=2):
        """One line on standard error that has the pieces, and nothing written."""
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith(PROGRAM.name + ": "), done.stderr)
        for piece in pieces:
            self.assertIn(piece, done.stderr)
        self.assertEqual(done.stdout or "", "")


def catches(process, number):
    """Whether the process has a handler for the signal, as it is to have before it does anything slow."""
    try:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            mask = next(line.split()[1] for line in status if line.startswith("SigCgt"))
    except OSError:
        return False
    return int(mask, 16) >> (number - 1) & 1 == 1


@contextlib.contextmanager
def small_disk(options):
    """A folder that is a disk of its own, or None where this user cannot mount one."""
    with tempfile.TemporaryDirectory(prefix="retailsim-disk-") as folder:
        mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder],
                                                       capture_output=True).returncode == 0
        try:
            yield pathlib.Path(folder) if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", folder], check=True)


class Faults:
    """What every program does when something goes wrong around it: beside ProgramTest in a class that says what to run."""

    small = []  # arguments of a run that is done at once
    endless = []  # and of one that writes for longer than anybody waits, and reads and prepares a lot before it does
    formats = [[]]  # arguments for each format of the files
    first_file = ""  # the file that is written first

    def interrupted(self, when, number):
        process = subprocess.Popen([PROGRAM, *map(str, self.endless + self.formats[0]), "--quiet", "--out", self.out],
                                   stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 60
        while not when(process):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                self.fail(process.communicate()[1])
            time.sleep(0.002)
        process.send_signal(number)
        try:
            _, errors = process.communicate(timeout=60)
        finally:
            process.kill()
        self.assertEqual((process.returncode, errors), (128 + number, PROGRAM.name + ": interrupted; nothing was written\n"))
        self.assertEqual(self.entries(), [])

    def test_ctrl_c_at_the_very_beginning_leaves_nothing(self):
        self.interrupted(lambda process: catches(process, signal.SIGINT), signal.SIGINT)

    def test_ctrl_c_while_files_are_written_leaves_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                self.interrupted(lambda _: any(path.stat().st_size > 0
                                               for path in self.folder.glob(f".out.partial-*/{self.first_file}")), number)

    def assert_nothing_for(self, done, cause):
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, f"{PROGRAM.name}: cannot write standard output: {cause}\n")
        self.assertEqual(self.entries(), [])

    def test_standard_output_that_nobody_reads(self):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            done = run(*self.small, "--out", self.out, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
        finally:
            os.close(writer)
        self.assert_nothing_for(done, "Broken pipe")

    def test_standard_output_that_is_closed(self):
        for n_closed in (1, 2):  # standard output alone, or standard input too: what is opened next takes their places
            done = run(*self.small, "--out", self.out, capture_output=False, stderr=subprocess.PIPE,
                       preexec_fn=lambda: os.closerange(2 - n_closed, 2))
            self.assert_nothing_for(done, "Bad file descriptor")
        quiet = run(*self.small, "--quiet", "--out", self.out, capture_output=False, preexec_fn=lambda: os.closerange(0, 3))
        self.assertEqual(quiet.returncode, 0)
        self.assertNotIn(b"\0", (self.out / self.first_file).read_bytes())

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_standard_output_on_a_full_disk(self):
        with open("/dev/full", "w") as full:
            done = run(*self.small, "--out", self.out, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        self.assert_nothing_for(done, "No space left on device")

    def test_a_full_disk(self):
        with small_disk("size=256k") as disk:
            if disk is None:
                self.skipTest("a small disk can be mounted by root only")
            for arguments in self.formats:
                done = run(*self.endless, *arguments, "--quiet", "--out", disk / "out")
                self.assert_refused(done, "cannot write", "No space left on device")
                self.assertEqual(self.entries(disk), [])

    def test_a_folder_that_cannot_be_written_to(self):
        (self.folder / "file").write_text("", encoding="utf-8")
        self.assert_refused(run(*self.small, "--out", self.folder / "file" / "out"), "file", "Not a directory")
        self.assertEqual(self.entries(), ["file"])
        with small_disk("ro") as disk:
            if disk is None:
                self.skipTest("a disk to read from only can be mounted by root only")
            self.assert_refused(run(*self.small, "--out", disk / "out"), "cannot create", "Read-only file system")

    def test_what_the_help_says(self):
        help_text = run("--help").stdout
        self.assertRegex(help_text, r"--out DIR .*; (must be given|if not given: \w+)\n")
        default = re.search(r"if not given: (\w+)", help_text)
        example = re.search(r"--set KEY=VALUE .*such as (\S+);", help_text).group(1)
        arguments = [] if default else ["--out", "out"]
        done = run("--quiet", "--set", example, *arguments, *self.formats[0], cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), shlex.quote(example))
        self.assertEqual(self.entries(), [default.group(1) if default else "out"])


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)
