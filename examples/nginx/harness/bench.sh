#!/bin/sh
# One run: an nginx with nginx.conf and one that is its API, both of our own, on free ports of the loopback address. Checks
# that every page comes as it is, asks for two seconds with wrk, and ends both by their numbers.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/usr/local/sbin
place=$(mktemp -d "${TMPDIR:-/tmp}/nginx.XXXXXX")
started=
tidy() {
  for number in $started; do kill "$number" 2>/dev/null || :; done
  for number in $started; do wait "$number" 2>/dev/null || :; done
  rm -rf "$place"
}
trap tidy EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$place/logs" "$place/site"
cp harness/site/* "$place/site"
# The same text again and again, as long as scripts and lists are.
for n in $(seq 1 150); do
  echo "{\"id\": $n, \"name\": \"item $n\", \"price\": $((n * 37 % 1000)), \"in_stock\": $((n % 3))}"
done >"$place/site/items.json"
for n in $(seq 1 400); do
  echo "function step$n(a, b) { return a * $((n * 7919 % 10007)) + b * $((n * 104729 % 9973)); }"
done >"$place/site/app.js"
cat >"$place/harness.conf" <<'CONF'
types { text/html html; text/css css; application/javascript js; application/json json; }
client_body_temp_path temporary;
proxy_temp_path temporary;
fastcgi_temp_path temporary;
uwsgi_temp_path temporary;
scgi_temp_path temporary;
CONF
# As root the workers run as root, too: nobody else can read the folder.
globals="daemon off; error_log stderr;"
[ "$(id -u)" != 0 ] || globals="$globals user root;"

# Starts an nginx with the configuration $1, whose number goes to the list, and waits until $2 is answered on port $port.
serve() {
  nginx -p "$place" -c "$place/$1" -e stderr -g "$globals pid $1.pid;" >"$place/$1.log" 2>&1 </dev/null &
  started="$started $!"
  tries=0
  until curl -s -o "$place/first" --max-time 2 "http://127.0.0.1:$port$2"; do
    tries=$((tries + 1))
    if ! kill -0 $! 2>/dev/null || [ $tries -gt 100 ]; then
      grep -q 'Address already in use' "$place/$1.log" && return 1
      echo "nginx did not start with $1:" >&2
      tail -n 5 "$place/$1.log" >&2
      exit 1
    fi
    sleep 0.05
  done
}

# Below the ports that systems give out by themselves; one that is taken is tried again elsewhere.
free_port() { port=$(awk -v seed=$$ -v turn="$turn" -v which="$1" 'BEGIN { srand(seed * 31 + turn * 7 + which); print 20000 + int(rand() * 12000) }'); }
turn=0
while turn=$((turn + 1)); free_port 1; sed "s/@PORT@/$port/" harness/upstream.conf.in >"$place/api.conf"; ! serve api.conf /api/items; do
  [ $turn -lt 10 ] || { echo "No free port was found." >&2; exit 1; }
done
echo "server 127.0.0.1:$port;" >"$place/upstream.conf"
cp nginx.conf "$place/site.conf"
while turn=$((turn + 1)); free_port 2; echo "listen 127.0.0.1:$port;" >"$place/listen.conf"; ! serve site.conf /; do
  [ $turn -lt 20 ] || { echo "No free port was found." >&2; exit 1; }
done

# Every page as it is, packed or not, from a site that serves it and from the API.
for page in index.html:/ about.html:/about.html app.js:/app.js style.css:/style.css items.json:/api/items; do
  for packed in --compressed --http1.1; do
    curl -s -f --max-time 5 "$packed" -o "$place/got" "http://127.0.0.1:$port${page#*:}" && cmp -s "$place/got" "$place/site/${page%%:*}" || {
      echo "${page#*:} is not answered as it should be." >&2
      exit 1
    }
  done
done

: >"$place/logs/access.log"
wrk -t 1 -c 32 -d 2s --timeout 2s -s harness/load.lua "http://127.0.0.1:$port" >"$place/wrk" || { cat "$place/wrk" >&2; exit 1; }

# What is written down late is written down when nginx ends.
site=${started##* }
kill -s QUIT "$site"
wait "$site" 2>/dev/null || :
set -- $(sed -n 's/^TOTAL //p' "$place/wrk")
logged=$(wc -l <"$place/logs/access.log")
if [ "$logged" -lt "$1" ]; then
  echo "Of $1 requests only $logged are in logs/access.log." >&2
  exit 1
fi
awk -v requests="$1" -v seconds="$2" -v errors="$3" -v bytes="$4" 'BEGIN {
  if (requests == 0) { print "No request was answered." > "/dev/stderr"; exit 1 }
  printf "METRIC requests_per_sec=%.1f\n", (requests - errors) / seconds
  printf "METRIC error_rate=%.4f\n", 100 * errors / (requests + errors)
  printf "METRIC kb_per_request=%.4f\n", bytes / requests / 1000
}'
