#!/bin/sh
# commands.sh DEV: what `./dev` says of itself is so: help, every command that it lists, and one that is not there.
set -eu
dev=$1
fail() { printf 'failed: %s\n' "$*" >&2; exit 1; }

help=$("$dev" help)
[ "$help" = "$("$dev")" ] || fail "no command is not help"
[ "$help" = "$("$dev" --help)" ] || fail "--help is not help"

commands=$(printf '%s\n' "$help" | sed -n 's/^  \([a-z]*\)  .*/\1/p')
[ "$(printf '%s\n' "$commands" | wc -l)" -ge 8 ] || fail "help lists only: $commands"
for command in $commands; do
  sed -n '/^case "$command" in/,$p' "$dev" | grep -q "^  $command\( |.*\)\{0,1\}) " || fail "help lists $command, which is no command"
done
sed -n '/^case "$command" in/,$ s/^  \([a-z]*\)[ )].*/\1/p' "$dev" | while read -r command; do
  printf '%s\n' "$commands" | grep -qx "$command" || fail "help does not list $command"
done

status=0
message=$("$dev" no-such-command 2>&1 >/dev/null) || status=$?
[ $status -eq 1 ] || fail "status $status for a command that is not there"
printf '%s\n' "$message" | grep -q "no such command: no-such-command" || fail "of a command that is not there it says: $message"
