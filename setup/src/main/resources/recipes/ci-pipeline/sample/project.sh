#!/bin/sh
# Stands for the project's own build. Replace the steps of the workflow and required-steps.txt with yours.
set -eu
case $1 in
  prepare) sleep 0.1; echo prepared >state ;;
  lint) sleep 0.1 ;;
  test) grep -q prepared state; sleep 0.2 ;;
  package) grep -q prepared state; sleep 0.1 ;;
  *) echo "unknown: $1" >&2; exit 1 ;;
esac
