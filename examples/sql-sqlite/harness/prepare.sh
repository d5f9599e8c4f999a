#!/bin/sh
# Makes build/data.db, which is measured, and build/other.db with other readings, on which an answer is checked as well.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
rm -f build/*
for made in data:0 other:1000003; do
  name=${made%:*}
  { echo "PRAGMA synchronous = off; PRAGMA journal_mode = off;"; sed "s/:salt/${made#*:}/g" harness/data.sql; } |
    sqlite3 -batch -bail "build/$name.db" >build/log
  sqlite3 -batch -bail -json "build/$name.db" <harness/reference.sql >"build/$name.answer"
done
cat build/data.answer build/other.answer >build/expected
