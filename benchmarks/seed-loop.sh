#!/bin/sh
# The loop of the seeds as a person would write it in shell: edit, commit, run with a time limit, read the metric,
# compare, note the row, keep or reset. Prints the nanoseconds of all experiments after the first WARM ones.
#
#   seed-loop.sh EXPERIMENTS WARM     in a clean repository with params.conf and bench.sh
#   LEAN=yes                          without the time limit, and comparing whole numbers in the shell itself
experiments=$1 warm=$2
set -e

if [ -n "${LEAN-}" ]; then
  limited() { "$@"; }
  better() { [ "$1" -lt "$2" ]; }
else
  limited() { timeout 600 "$@"; }
  better() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a < b) }'; }
fi

measure() {
  limited ./bench.sh >run.log 2>&1 || :
  value=$(grep '^METRIC score=' run.log | tail -n 1 | cut -d= -f2)
}

measure
best=$value
keep_ref=$(git rev-parse HEAD)
printf 'commit\tscore\tmemory_gb\tstatus\tdescription\n' >results.tsv
printf '%.7s\t%s\t0.0\tkeep\tbaseline\n' "$keep_ref" "$value" >>results.tsv

i=0
while [ "$i" -lt "$experiments" ]; do
  [ "$i" -ne "$warm" ] || began=$(date +%s%N)
  i=$((i + 1))
  sed -i "s/^value=.*/value=$((i * 7919 % 10007))/" params.conf
  git add params.conf
  git commit -q -m "value $i"
  commit=$(git rev-parse HEAD)
  measure
  if [ -z "$value" ]; then
    status=crash value=0.000000
    git reset -q --hard "$keep_ref"
  elif better "$value" "$best"; then
    status=keep best=$value keep_ref=$commit
  else
    status=discard
    git reset -q --hard "$keep_ref"
  fi
  printf '%.7s\t%s\t0.0\t%s\tvalue %s\n' "$commit" "$value" "$status" "$i" >>results.tsv
done
echo "$(($(date +%s%N) - began))"
