"""check_readme_test.py FOLDER: check_readme.py passes a right page and names each fault of a wrong one."""

import pathlib
import shutil
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
shutil.rmtree(folder, ignore_errors=True)
tree = folder / "tree"
(tree / "examples").mkdir(parents=True)
(tree / "examples" / "one.cpp").write_text("int main() {\n  return 0;\n}\n")
(tree / "CMakePresets.json").write_text('{"version": 6, "workflowPresets": [{"name": "test"}]}')
(tree / "dev").write_text("#!/bin/sh\necho '  test  runs the tests'\n")
(tree / "dev").chmod(0o755)
(folder / "bin").mkdir()


def check(page):
    (tree / "README.md").write_text(page)
    script = pathlib.Path(__file__).with_name("check_readme.py")
    done = subprocess.run([sys.executable, script, "--tree", tree, "--build", folder, "--work", folder / "work"],
                          capture_output=True, text=True)
    return done.returncode, done.stdout


def block(kind, text):
    return f"```{kind}\n{text}\n```\n"


right = (block("sh", "./dev test\n$ test -d \\\n  build  # a comment") + block("sh", "cmake --workflow --preset test")
         + block("cpp", "int main() {\n    return 0;") + block("python", "open('made', 'w')") + block("sh", "test -f made")
         + "<!-- not run: takes an hour -->\n" + block("sh", "false") + "[one](examples/one.cpp)\n")
status, said = check(right)
assert status == 0, said

for wrong, message in [
    (block("sh", "./dev fly"), "./dev help does not name it"),
    (block("sh", "cmake --workflow --preset fly"), "no such preset"),
    (block("sh", "true\nfalse"), "false: status 1"),
    (block("cpp", "int main() { return 1; }"), "stands in no file"),
    (block("toml", "seed = 1"), "stands in no file"),
    (block("python", "raise SystemExit(3)"), "status 3"),
    (block("cmake", "find_package(retailsim_that_is_not_there REQUIRED)"), "status 1"),
    (block("ruby", "puts 1"), "a block of the kind 'ruby'"),
    (block("", "words"), "a block of the kind ''"),
    ("[two](examples/two.cpp)\n" + block("text", "words"), "leads nowhere"),
    ("no block\n", "no block at all"),
]:
    status, said = check(wrong)
    assert status == 1 and message in said, f"{wrong}\nshould give: {message}\ngave: {said}"
