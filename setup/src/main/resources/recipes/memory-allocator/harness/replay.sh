#!/bin/sh
# Builds the replayer outside of the project and runs it with the settings of a file.
# A trace of yours: trace.txt beside this file, with lines `a NUMBER BYTES` (allocate) and `f NUMBER` (free).
set -eu
target=${1:?usage: replay.sh SETTINGS}
here=$(dirname "$0")
command -v "${CC:-cc}" >/dev/null || { echo "${CC:-cc} is not installed: install gcc or clang, or set CC" >&2; exit 69; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM
${CC:-cc} -O2 -o "$place/replay" "$here/replay.c"
tunables=$(awk -F'[ \t]*[=#][ \t]*' '/^[a-z]/ { printf "%sglibc.malloc.%s=%s", (n++ ? ":" : ""), $1, $2 }' "$target")
set --
[ ! -f "$here/trace.txt" ] || set -- "$here/trace.txt"
GLIBC_TUNABLES=$tunables "$place/replay" "$@"
