#!/bin/sh
# Says whether everything is there.
PATH=$PATH:/usr/sbin:/usr/local/sbin
for program in nginx wrk curl; do
  command -v "$program" >/dev/null || {
    echo "There is no $program here. Debian: apt install nginx-light wrk curl" >&2
    exit 69
  }
done
