#!/bin/sh
# One run: is the answer of query.sql right, and how much CPU time does it take? The median of five executions counts.
set -eu
cd "$(dirname "$0")/.."
# A point at the start of a line would be a command to sqlite3 itself, a semicolon the start of a second statement.
if sed 's/--.*//' query.sql | grep -q -e ';' -e '^[[:space:]]*\.'; then
  echo "query.sql must be a single query, without a semicolon and without commands of sqlite3." >&2
  exit 1
fi
answer=$(for name in data other; do sqlite3 -batch -bail -readonly -json "build/$name.db" <query.sql; done)
if [ "$answer" != "$(cat build/expected)" ]; then
  echo "The answer is wrong: not that of harness/reference.sql, on these readings or on others." >&2
  exit 1
fi
{
  echo .timer on
  echo .stats vmstep
  for turn in 1 2 3 4 5; do cat query.sql; echo ';'; done
} | sqlite3 -batch -bail -readonly build/data.db | awk '
  /^Run Time: / { for (i = 1; i < NF; i++) if ($i == "user" || $i == "sys") time[turns + 0] += $(i + 1) * 1000; turns++ }
  /^VM-steps: / { steps = $2 }
  END {
    if (turns != 5) { print "sqlite3 told " turns + 0 " times instead of 5" > "/dev/stderr"; exit 1 }
    for (i = 0; i < 5; i++) for (j = i + 1; j < 5; j++) if (time[j] < time[i]) { t = time[i]; time[i] = time[j]; time[j] = t }
    printf "METRIC exec_time_ms=%.3f\nMETRIC vm_steps=%d\n", time[2], steps
  }'
