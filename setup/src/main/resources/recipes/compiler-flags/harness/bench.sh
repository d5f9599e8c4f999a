#!/bin/sh
# Builds bench.c with the flags of a file (one or more a line, # comments), checks what it prints, and prints the median
# of its own times. Usage: sh bench.sh FLAGS_FILE    Other compilers: CC=clang
set -eu
target=${1:?usage: bench.sh FLAGS_FILE}
here=$(dirname "$0")
runs=${RUNS:-5}
cc=${CC:-cc}

command -v "$cc" >/dev/null || { echo "$cc is not installed: install gcc or clang, or set CC" >&2; exit 69; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

flags=$(sed 's/#.*//' "$target" | tr '\n' ' ')
# Flags are words: nothing in them is expanded by the shell, and none may name files to read or run.
set -f
for flag in $flags; do
    case $flag in
        -O*|-f*|-m*|-g*|-W[a-z]*|-std=*|-D[A-Z]*|-pipe|--param=*) ;;
        *) echo "$target: $flag is not a flag that may stand here" >&2; exit 65 ;;
    esac
    case $flag in -fplugin*|-fprofile-use=*|-fdump*|-specs*) echo "$target: $flag reads or writes other files" >&2; exit 65 ;; esac
done
# shellcheck disable=SC2086
"$cc" $flags -o "$work/bench" "$here/bench.c" -lm

i=0
while [ "$i" -le "$runs" ]; do
    "$work/bench" >"$work/out"
    grep '^result ' "$work/out" | cmp -s - "$here/expected.txt" || {
        echo "the results differ from expected.txt:" >&2; diff "$here/expected.txt" "$work/out" >&2; exit 1; }
    # The first run warms caches and is not counted.
    [ "$i" -eq 0 ] || awk '$1 == "ms" { print $2 }' "$work/out" >>"$work/times"
    i=$((i + 1))
done

sort -n "$work/times" | awk '{ t[NR] = $1 }
    END { if (!NR) exit 1; printf "METRIC runtime_ms=%.3f\n", NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'
wc -c <"$work/bench" | awk '{ printf "METRIC binary_kb=%.1f\n", $1 / 1000 }'
