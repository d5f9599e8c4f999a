#!/bin/sh
# Runs Work.java under the options of a file (one a line, # comments) and prints the median of whole runs, start included:
# wall time and the most memory in use. Usage: sh run.sh OPTIONS_FILE    RUNS=5
set -eu
target=${1:?usage: run.sh OPTIONS_FILE}
here=$(dirname "$0")
runs=${RUNS:-5}

for program in java javac awk; do
    command -v "$program" >/dev/null || { echo "$program is not installed: install a JDK, 21 or newer" >&2; exit 69; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Only what tunes the machine itself: no agents, no class paths, no files of options, no commands on errors.
sed 's/#.*//; s/[[:space:]]*$//; s/^[[:space:]]*//; /^$/d' "$target" >"$work/options"
if grep -vE '^-(X(ms|mx|mn|ss)[0-9]+[kKmMgG]?|Xshare:(auto|on|off)|Xint|Xbatch|XX:[+-][A-Za-z0-9]+|XX:[A-Za-z0-9]+=[A-Za-z0-9.%]+)$' "$work/options" >&2; then
    echo "the lines above in $target are no options that may stand here" >&2
    exit 65
fi
if grep -E '^-XX:(OnError|OnOutOfMemoryError|Flags|VMOptionsFile|LogFile|ErrorFile|HeapDumpPath|StartFlightRecording)=' "$work/options" >&2; then
    echo "the lines above in $target start programs, or read or write files" >&2
    exit 65
fi
javac -d "$work" "$here/Work.java"

i=0
while [ "$i" -le "$runs" ]; do
    start=$(date +%s%N)
    java "@$work/options" -cp "$work" Work >"$work/out"
    end=$(date +%s%N)
    grep '^result ' "$work/out" | cmp -s - "$here/expected.txt" || { echo "the result is not that of expected.txt" >&2; exit 1; }
    # The first run fills the disk's cache and is not counted.
    [ "$i" -eq 0 ] || echo "$start $end $(awk '$1 == "kb" { print $2 }' "$work/out")" >>"$work/runs"
    i=$((i + 1))
done

median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.3f\n", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
# Nanoseconds since 1970 have more digits than awk is exact with: the shell subtracts.
while read -r start end kb; do
    echo "$(((end - start) / 1000)) $kb"
done <"$work/runs" >"$work/figures"
echo "METRIC runtime_ms=$(awk '{ print $1 / 1000 }' "$work/figures" | median)"
echo "METRIC memory_mb=$(awk '{ print $2 / 1000 }' "$work/figures" | median)"
