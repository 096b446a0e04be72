#!/bin/sh
# newest.sh FOLDER PACKAGES COMMAND...: puts the newest PACKAGES, one argument of words, that the machine's own Debian mirror
# has into FOLDER, unpacked beside the system's, nothing installed; those named src:NAME are sources, which it builds there
# with CMake. Then it runs COMMAND with CMAKE_PREFIX_PATH naming the folder.
# Ends with status 77, which ctest takes as skipped, where there is no such mirror or network.
set -eu
folder=$1; packages=; sources=
for word in $2; do
  case $word in src:*) sources="$sources ${word#src:}" ;; *) packages="$packages $word" ;; esac
done
shift 2
skip() { printf 'skipped: %s\n' "$*"; exit 77; }

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Fetched once a week: the suite stays quick, and a mirror that is out for an hour fails nothing.
if [ -z "$(find "$folder/complete" -prune -newermt '7 days ago' 2>/dev/null)" ]; then
  command -v apt-get >/dev/null || skip "no apt here"
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 !~ /security/ { print $2; exit }')
  if [ -z "$mirror" ]; then  # never updated: the lists are absent, so the origin is not known
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '/\/debian\/?$/ { print; exit }')
  fi
  [ -n "$mirror" ] || skip "no Debian mirror among the apt sources"
  rm -rf "$folder"
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/source"
  printf '%s %s testing main\n' deb "$mirror" deb-src "$mirror" >"$folder/apt/sources.list"
  apt() {
    apt-get -qq -o Dir::Etc::sourcelist="$folder/apt/sources.list" -o Dir::Etc::sourceparts=- \
      -o Dir::State::lists="$folder/apt/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/apt/cache" \
      -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false "$@"
  }
  apt update || skip "$mirror has no testing, or cannot be reached"
  # shellcheck disable=SC2086  # lists of words
  (cd "$folder/apt" && apt download $packages) || skip "$mirror has not the packages"
  for package in "$folder"/apt/*.deb; do dpkg-deb -x "$package" "$folder"; done
  # Libraries of testing need a newer C library than the machine may have, so they are built from source. Only the
  # tar files are asked for: a mirror that is just being updated may lack the small files that describe them.
  for source in $sources; do
    (cd "$folder/apt" && apt source --download-only --tar-only "$source") || skip "$mirror has not the source of $source"
    mkdir "$folder/source/$source"
    tar -C "$folder/source/$source" --strip-components=1 -xf "$folder"/apt/"$source"_*.orig.tar.*
    cmake -S "$folder/source/$source" -B "$folder/source/$source/build" -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
      -DFMT_TEST=OFF -DFMT_DOC=OFF -DCMAKE_INSTALL_PREFIX="$folder/usr" >"$folder/source/$source.log" 2>&1
    cmake --build "$folder/source/$source/build" -j 2 --target install >>"$folder/source/$source.log"
  done
  rm -rf "$folder/apt" "$folder/source"
  touch "$folder/complete"
fi
CMAKE_PREFIX_PATH="$folder/usr${CMAKE_PREFIX_PATH:+:$CMAKE_PREFIX_PATH}" exec "$@"
