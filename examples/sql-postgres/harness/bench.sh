#!/bin/sh
# One run: a fresh copy of the cluster, indexes.sql, then query.sql: is the answer right, and how long does it take? The
# median of five executions counts.
set -eu
cd "$(dirname "$0")/.."
. harness/server.sh
make_place
(cd "$place" && $as tar -xf -) <build/cluster.tar
start_server
for schema in shop trial; do
  # In one string, which psql sends as it is: a backslash at the start of a line is no command of psql there.
  PGOPTIONS="-c search_path=$schema" sql owner -c "SET client_min_messages = warning; $(cat indexes.sql)"
done
sql admin -c ANALYZE

query=$(cat query.sql)
export PGOPTIONS='-c statement_timeout=5s'
for schema in shop trial; do
  sql analyst -v query="$query" <<SQL
SET search_path = $schema;
SELECT harness.answer(:'query')
SQL
done >"$place/answers"
if ! cmp -s "$place/answers" build/expected; then
  echo "The answer is wrong: not that of harness/reference.sql, in the shop or on other orders." >&2
  exit 1
fi
sql analyst -v query="$query" <<'SQL'
SET search_path = shop;
SELECT 'METRIC exec_time_ms=' || percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) || E'\nMETRIC plan_cost=' || max(cost)
FROM generate_series(1, 5) turn, harness.measure(:'query', turn);
SELECT 'METRIC index_mb=' || round(sum(pg_relation_size(indexrelid)) / 1e6, 3)
FROM pg_index WHERE indrelid IN ('customers'::regclass, 'orders'::regclass)
SQL
