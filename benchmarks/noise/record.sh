#!/usr/bin/env bash
# Records how long a fixed program takes on this machine: a run a line, wall time and processor time in milliseconds.
#
#   benchmarks/noise/record.sh [RUNS] > series.txt
#
# The program is one process of awk that adds up squares, a sixth of a second of one core. Nothing is left out or smoothed.
set -euo pipefail
runs=${1:-1500}
echo "# wall time and user + system time, in ms, of: awk 'BEGIN { for (i = 0; i < 6000000; i++) s += i * i; print s }'"
echo "# $runs runs one after the other by benchmarks/noise/record.sh, $(date -u +%Y-%m-%d), $(nproc) cores of a $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
echo "# other work went on beside it; load average $(cut -d' ' -f1-3 /proc/loadavg) at the start"
TIMEFORMAT='%3R %3U %3S'
for ((run = 0; run < runs; run++)); do
  { time awk 'BEGIN { for (i = 0; i < 6000000; i++) s += i * i; print s }' >/dev/null; } 2>&1
done | awk '{ printf "%d %d\n", 1000 * $1 + 0.5, 1000 * ($2 + $3) + 0.5; fflush() }'
