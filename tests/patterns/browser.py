"""Pages in a headless Chromium, by playwright-core: what they show, what they download, and their pictures."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

from pipeline import ENVIRONMENTS

PLAYWRIGHT = ENVIRONMENTS / "dashboard" / "node_modules" / "playwright-core"


def need_browser():
    """The path of Chromium; ends the test as skipped unless there is one, and what drives it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    missing = [
        name
        for name, found in (
            ("ECharts and playwright-core (environments/install.sh FOLDER dashboard)", PLAYWRIGHT.exists()),
            ("Node.js", shutil.which("node")),
            ("Chromium", chromium),
        )
        if not found
    ]
    if missing:
        print("skipped: there is no " + ", no ".join(missing))
        sys.exit(77)
    return chromium


def visit(chromium, folder, *visits):
    """What each visit found; see browser.mjs."""
    done = subprocess.run(
        ["node", pathlib.Path(__file__).with_name("browser.mjs"), PLAYWRIGHT, chromium],
        input=json.dumps(visits),
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        raise AssertionError(done.stderr[-4000:])
    return json.loads(done.stdout)
