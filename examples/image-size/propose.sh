#!/bin/sh
# Proposes the next file of moves/: its first line is the hypothesis. Stands in for somebody who knows images.
set -eu
move=$(ls moves | sed -n "${AUTORESEARCH_EXPERIMENT}p")
[ -n "$move" ] || exit 4
case $move in
  *.Dockerfile) cp "moves/$move" Dockerfile ;;
  *.dockerignore) cp "moves/$move" .dockerignore ;;
esac
sed -n '1s/^# //p' "moves/$move"
