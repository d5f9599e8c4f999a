#!/bin/sh
# Says whether the sqlite3 here can do what is needed: window functions came with 3.25, the count of steps with 3.34, unixepoch() with 3.38.
if ! command -v sqlite3 >/dev/null; then
  echo "There is no sqlite3 here. Debian: apt install sqlite3" >&2
  exit 69
fi
printf '.stats vmstep\nSELECT unixepoch(0) + sum(1) OVER ();\n' | sqlite3 -batch :memory: 2>/dev/null | grep -q 'VM-steps: [0-9]' || {
  echo "sqlite3 $(sqlite3 --version | cut -d ' ' -f 1) is too old, 3.38 or newer is needed." >&2
  exit 69
}
