#!/bin/sh
# newest_xtensor.sh FOLDER COMMAND...: puts the newest xtensor that the machine's own Debian mirror has into FOLDER (headers
# and package files, unpacked beside the system's, nothing installed), then runs COMMAND with CMAKE_PREFIX_PATH naming it.
# Ends with status 77, which ctest takes as skipped, where there is no such mirror or network.
set -eu
folder=$1; shift
skip() { printf 'skipped: %s\n' "$*"; exit 77; }

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Fetched once a week: the suite stays quick, and a mirror that is out for an hour fails nothing.
if [ -z "$(find "$folder/usr/include/xtensor" -prune -newermt '7 days ago' 2>/dev/null)" ]; then
  command -v apt-get >/dev/null || skip "no apt here"
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 !~ /security/ { print $2; exit }')
  if [ -z "$mirror" ]; then  # never updated: the lists are absent, so the origin is not known
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '/\/debian\/?$/ { print; exit }')
  fi
  [ -n "$mirror" ] || skip "no Debian mirror among the apt sources"
  rm -rf "$folder"
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
  printf 'deb %s testing main\n' "$mirror" >"$folder/apt/sources.list"
  apt() {
    apt-get -qq -o Dir::Etc::sourcelist="$folder/apt/sources.list" -o Dir::Etc::sourceparts=- \
      -o Dir::State::lists="$folder/apt/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/apt/cache" \
      -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false "$@"
  }
  apt update || skip "$mirror has no testing, or cannot be reached"
  (cd "$folder/apt" && apt download libxtensor-dev libxtensor-blas-dev xtl-dev libxsimd-dev) ||
    skip "$mirror has not the packages"
  for package in "$folder"/apt/*.deb; do dpkg-deb -x "$package" "$folder"; done
  rm -rf "$folder/apt"
  touch "$folder/usr/include/xtensor"  # packages keep the date of their making
fi
CMAKE_PREFIX_PATH="$folder/usr${CMAKE_PREFIX_PATH:+:$CMAKE_PREFIX_PATH}" exec "$@"
