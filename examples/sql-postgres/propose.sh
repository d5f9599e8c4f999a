#!/bin/sh
# Proposes the next file of moves/: its first line is the hypothesis. Stands in for somebody who knows the database.
set -eu
move=$(ls moves | sed -n "${AUTORESEARCH_EXPERIMENT}p")
[ -n "$move" ] || exit 4
case $move in
  *.query.sql) cp "moves/$move" query.sql ;;
  *.indexes.sql) cp "moves/$move" indexes.sql ;;
esac
sed -n '1s/^-- //p' "moves/$move"
