#!/bin/sh
# Makes a cluster with the data and packs it into build/cluster.tar; every run starts from an unpacked copy. What the query
# must answer goes to build/expected.
set -eu
cd "$(dirname "$0")/.."
. harness/server.sh
mkdir -p build
make_place
(cd "$place" && $as "$bin/initdb" -D "$place/data" -U admin -A trust -E UTF8 --locale=C --wal-segsize=1 -N >initdb.log) ||
  { cat "$place/initdb.log" >&2; exit 1; }
start_server
sql admin <harness/schema.sql
sql admin -c 'CREATE INDEX for_reference ON shop.orders (customer)' -c 'VACUUM FREEZE ANALYZE'
for schema in shop trial; do
  PGOPTIONS="-c search_path=$schema" sql analyst -v query="$(cat harness/reference.sql)" <<'SQL'
SELECT harness.answer(:'query')
SQL
done >build/expected
sql admin -c 'DROP INDEX shop.for_reference'
stop_server INT
tar -cf build/cluster.new -C "$place" data
mv build/cluster.new build/cluster.tar
