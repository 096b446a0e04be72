"""Runs what README.md tells its readers to run, and checks that its code is code of the project.

  check_readme.py --tree TREE --build BUILD --work WORK [--prefix PREFIX]

Fenced blocks, in the order of the page, in one scratch folder in which build/release is the finished build:

  sh      every command is run and must end with status 0; those that set up or build are run by other tests (ELSEWHERE)
  cpp     stands word for word in a file under examples/, which is compiled and run as a test
  toml    stands word for word in a file under examples/
  cmake   is configured against the installed library
  python  is run by this interpreter
  text    is output or a picture, not checked

A comment `<!-- not run: REASON -->` on the line before a block leaves it out. Links to files of the tree must lead somewhere.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)

# Commands that this test does not run, and what runs them instead.
ELSEWHERE = {
    "git clone": "whoever reads this has done it",
    "cd": "the scratch folder takes the tree's place",
    "conan create": "install/conan",
    "vcpkg install": "install/vcpkg",
    "cmake --install": "install/stage",
}


def words(text):
    """Lines without indentation at the edges and empty lines: what "word for word" compares."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def commands(block):
    """The block's commands, one to a string: continued lines joined, prompts and comments gone."""
    joined = block.replace("\\\n", " ")
    lines = (re.sub(r"^\$ ", "", line.strip()) for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


class Readme:
    def __init__(self, tree, build, work, prefix):
        self.tree, self.build, self.work, self.prefix = tree, build, work, prefix
        self.text = (tree / "README.md").read_text(encoding="utf-8")
        self.failures = []
        self.n_checked = 0
        shutil.rmtree(work, ignore_errors=True)
        (work / "build").mkdir(parents=True)
        (work / "build" / "release").symlink_to(build)
        (work / "examples").symlink_to(tree / "examples")
        self.sources = [words(path.read_text(encoding="utf-8")) for path in tree.glob("examples/**/*")
                        if path.suffix in (".cpp", ".hpp", ".toml")]

    def fail(self, line, what):
        self.failures.append(f"README.md:{line}: {what}")

    def run(self, line, argv, shown):
        print(f"README.md:{line}: {shown}", flush=True)
        path = f"{self.build / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(argv, cwd=self.work, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        if done.returncode != 0:
            self.fail(line, f"{shown}: status {done.returncode}\n{done.stdout[-3000:]}")

    def check_sh(self, line, block):
        for command in commands(block):
            dev = re.match(r"\./dev (\w+)", command)
            preset = re.match(r"cmake .*--preset[ =](\S+)", command)
            if dev:
                usage = subprocess.run([self.tree / "dev", "help"], capture_output=True, text=True, check=True).stdout
                if not re.search(rf"^  {dev[1]}\b", usage, re.M):
                    self.fail(line, f"{command}: ./dev help does not name it")
            elif preset:
                presets = json.loads((self.tree / "CMakePresets.json").read_text())
                if preset[1] not in {entry["name"] for kind in presets.values() if isinstance(kind, list) for entry in kind}:
                    self.fail(line, f"{command}: no such preset")
            elif not any(command == start or command.startswith(start + " ") for start in ELSEWHERE):
                self.run(line, ["sh", "-euc", command], command)

    def check_verbatim(self, line, block):
        if not any(words(block) in source for source in self.sources):
            self.fail(line, "this block stands in no file under examples/")

    check_cpp = check_toml = check_verbatim

    def check_cmake(self, line, block):
        project = self.work / f"cmake_{line}"
        project.mkdir()
        (project / "main.cpp").write_text("int main() {}\n")
        made = set(re.findall(r"add_executable\((\w+)", block))
        needed = [name for name in dict.fromkeys(re.findall(r"target_link_libraries\((\w+)", block)) if name not in made]
        (project / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(reader LANGUAGES CXX)\n"
            + "".join(f"add_executable({name} main.cpp)\n" for name in needed) + block)
        # By the generator of the finished build: a machine may have no other.
        cache = self.build / "CMakeCache.txt"
        found = re.search(r"^CMAKE_GENERATOR:INTERNAL=(.+)$", cache.read_text(), re.M) if cache.exists() else None
        self.run(line, ["cmake", *(["-G", found[1]] if found else []), "-S", project, "-B", project / "build",
                        f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DRETAILSIM_PYTHON={sys.executable}"],
                 "cmake, the block as a project")

    def check_python(self, line, block):
        self.run(line, [sys.executable, "-c", block], "python block")

    def check_text(self, line, block):
        pass

    def check_links(self):
        for match in re.finditer(r"\]\(([^)#\s]+)[^)]*\)", FENCE.sub("", self.text)):
            if "://" not in match[1] and not (self.tree / match[1]).exists():
                self.failures.append(f"README.md: the link {match[1]} leads nowhere")

    def check(self):
        for match in FENCE.finditer(self.text):
            line = self.text.count("\n", 0, match.start()) + 1
            before = self.text[:match.start()].rstrip("\n").rpartition("\n")[2]
            if re.fullmatch(r"<!-- not run: .{10,} -->", before):
                continue
            check = getattr(self, f"check_{match[1] or 'without_language'}", None)
            if check is None:
                self.fail(line, f"a block of the kind '{match[1]}': use sh, cpp, toml, cmake, python or text")
                continue
            check(line, match[2])
            self.n_checked += 1
        self.check_links()
        if self.n_checked == 0:
            self.failures.append("README.md: no block at all")


def main():
    parser = argparse.ArgumentParser(description="Runs the commands of README.md")
    for name in ("tree", "build", "work", "prefix"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=name != "prefix")
    readme = Readme(**vars(parser.parse_args()))
    readme.check()
    print(f"{readme.n_checked} blocks checked, {len(readme.failures)} failures")
    print("\n".join(readme.failures))
    return 1 if readme.failures else 0


if __name__ == "__main__":
    sys.exit(main())
