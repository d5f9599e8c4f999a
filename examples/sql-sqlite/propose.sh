#!/bin/sh
# Proposes the next file of moves/: its first line is the hypothesis. Stands in for somebody who knows the database.
set -eu
move=$(ls moves | sed -n "${AUTORESEARCH_EXPERIMENT}p")
[ -n "$move" ] || exit 4
cp "moves/$move" query.sql
sed -n '1s/^-- //p' query.sql
