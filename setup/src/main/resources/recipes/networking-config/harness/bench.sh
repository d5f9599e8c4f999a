#!/bin/sh
# Starts nginx privately on a free port of this machine, loads it with wrk, prints requests a second and the share of
# requests that failed, in percent. Usage: sh bench.sh NGINX_CONF
set -eu
target=${1:?usage: bench.sh NGINX_CONF}
seconds=${LOAD_SECONDS:-10}
here=$(CDPATH= cd -P "$(dirname "$0")" && pwd -P)
for tool in nginx wrk; do
  command -v $tool >/dev/null || { echo "$tool is not installed: install the packages nginx and wrk" >&2; exit 69; }
done
place=$(mktemp -d)
server=
end() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$place"
}
trap end EXIT
trap 'exit 1' INT TERM

# What is asked for: the folder www beside this file, or a page that is made here.
files=$here/www
if [ ! -d "$files" ]; then
  files=$place/www
  mkdir "$files"
  i=0
  while [ $i -lt 400 ]; do
    echo "<p>Line $i of a page as long as pages are.</p>"
    i=$((i + 1))
  done >"$files/index.html"
fi
port=$(awk 'BEGIN { srand(); print 20000 + int(rand() * 20000) }')
# It stays in the foreground, so that it ends with this script.
sed -e '/^ *daemon /d' -e '/^ *pid /d' -e "s|PORT|$port|g" -e "s|FILES|$files|g" "$target" >"$place/nginx.conf"
chmod 755 "$place"
own='daemon off; pid nginx.pid;'
nginx -p "$place" -c "$place/nginx.conf" -e "$place/error.log" -g "$own" -t -q
nginx -p "$place" -c "$place/nginx.conf" -e "$place/error.log" -g "$own" &
server=$!
url=http://127.0.0.1:$port/
tries=0
until wrk -t1 -c1 -d1s "$url" >"$place/first.txt" 2>&1 && ! grep -q 'unable to connect' "$place/first.txt"; do
  tries=$((tries + 1))
  [ $tries -lt 5 ] && kill -0 "$server" 2>/dev/null || { cat "$place/error.log" >&2; exit 1; }
done
wrk -t2 -c32 -d"${seconds}s" -H 'Accept-Encoding: gzip' "$url" | tee "$place/wrk.txt" >&2
awk '
  /requests in/ { requests = $1 }
  /Socket errors/ { gsub(/,/, ""); errors += $4 + $6 + $8 + $10 }
  /Non-2xx/ { errors += $NF }
  /^Requests\/sec/ { rate = $2 }
  END {
    if (rate == "") exit 1
    printf "METRIC requests_per_sec=%s\nMETRIC error_rate=%.5f\n", rate, 100 * errors / (requests + errors)
  }' "$place/wrk.txt"
