#!/bin/sh
# Makes the environments of the pipeline: install.sh FOLDER NAME..., Python's from the wheels that its lock file names by hash,
# `dashboard` (what pages draw with) by npm. Quick where nothing has changed. A new lock file: uv pip compile --generate-hashes
# --no-strip-extras --no-emit-index-url --no-annotate --no-header --python-version 3.11 NAME/pyproject.toml -o NAME/requirements.lock
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1; shift
python=${PATTERNS_BASE_PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  { echo "patterns: Python 3.11 or later is needed, $python is not" >&2; exit 1; }
mkdir -p "$folder"
for name in "$@"; do
  case $name in */*) at=$name; name=$(basename "$name") ;; *) at=$here/$name ;; esac  # a folder, or the name of one here
  lock=$at/requirements.lock
  [ -f "$lock" ] || lock=$at/package-lock.json
  [ -f "$lock" ] || { echo "patterns: no environment is called $name" >&2; exit 2; }
  if cmp -s "$lock" "$folder/$name/installed.lock"; then continue; fi
  echo "installing into $folder/$name"
  rm -rf "${folder:?}/$name"
  if [ -f "$at/package.json" ]; then
    mkdir "$folder/$name"
    cp "$at/package.json" "$lock" "$folder/$name"
    (cd "$folder/$name" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
  else
    "$python" -m venv "$folder/$name"
    # The lock names every package: nothing is left to resolve.
    "$folder/$name/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
  fi
  cp "$lock" "$folder/$name/installed.lock"
done
