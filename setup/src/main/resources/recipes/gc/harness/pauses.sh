#!/bin/sh
# Runs Load.java under the options of a file and prints for how long it was stopped: the times at safepoints, which every
# collector logs alike. Usage: sh pauses.sh OPTIONS_FILE    SECONDS_OF_LOAD=20
set -eu
target=${1:?usage: pauses.sh OPTIONS_FILE}
here=$(dirname "$0")

for program in java javac awk; do
    command -v "$program" >/dev/null || { echo "$program is not installed: install a JDK, 21 or newer" >&2; exit 69; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sed 's/#.*//; s/[[:space:]]*$//; s/^[[:space:]]*//; /^$/d' "$target" >"$work/options"
if grep -vE '^-(X(ms|mx|mn|ss)[0-9]+[kKmMgG]?|XX:[+-][A-Za-z0-9]+|XX:[A-Za-z0-9]+=[A-Za-z0-9.%]+)$' "$work/options" >&2; then
    echo "the lines above in $target are no options that may stand here" >&2
    exit 65
fi
if grep -E '^-XX:(OnError|OnOutOfMemoryError|Flags|VMOptionsFile|LogFile|ErrorFile|HeapDumpPath|StartFlightRecording)=' "$work/options" >&2; then
    echo "the lines above in $target start programs, or read or write files" >&2
    exit 65
fi
javac -d "$work" "$here/Load.java"
java "@$work/options" "-Xlog:safepoint:file=$work/pauses.log" -cp "$work" Load "${SECONDS_OF_LOAD:-20}" >"$work/out"
grep -q '^consistent$' "$work/out" || { echo "the program lost some of its data" >&2; exit 1; }

sed -n 's/.*Total: *\([0-9]*\) ns.*/\1/p' "$work/pauses.log" | sort -n | awk '
    { pause[NR] = $1 / 1e6; sum += $1 / 1e6 }
    END {
        if (!NR) { print "METRIC pause_p99_ms=0\nMETRIC pause_total_ms=0"; exit }
        at = int(NR * 0.99); if (at < NR * 0.99) at++
        printf "METRIC pause_p99_ms=%.4f\nMETRIC pause_total_ms=%.3f\n", pause[at], sum
    }'
awk '$1 == "rate" { print "METRIC throughput=" $2 }' "$work/out"
