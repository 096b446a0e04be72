"""A page as a headless Chromium without the network draws it."""

import os
import re
import shutil
import subprocess

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def check_page(test, page, profile, sections):
    """Every chart of the report's sections (by id) is drawn, nothing went wrong and nothing was asked of the network."""
    n_charts = sum(len(section["charts"]) for section in sections.values())
    if CHROMIUM is None:
        test.skipTest("there is no Chromium here")
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}/profile",
         "--virtual-time-budget=20000", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", f"file://{page}"],
        capture_output=True, text=True, timeout=240, env={**os.environ, "HOME": str(profile)})
    root = re.search(r"<html[^>]*>", done.stdout)
    test.assertIsNotNone(root, done.stderr[-2000:])
    test.assertIn(f'data-drawn="{n_charts}"', root.group())
    test.assertIn('data-errors=""', root.group())
    for section in sections.values():
        for i in range(len(section["charts"])):
            drawn = done.stdout.split(f'id="{section["id"]}-{i + 1}"', 1)[1].split("</figure>", 1)[0]
            test.assertGreater(drawn.count("<path"), 3, section["id"])
    return done.stdout
