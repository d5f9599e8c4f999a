#!/bin/sh
# A PostgreSQL of our own: a socket in a temporary folder, no TCP, no service of the system. Read by prepare.sh and
# bench.sh; run alone, it says whether everything is there.

bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -V | tail -n 1)}
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo none)")
if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/postgres" ] || [ ! -x "$bin/psql" ]; then
  echo "There is no PostgreSQL server here. Debian: apt install postgresql. Elsewhere: set PG_BIN to the folder of initdb." >&2
  exit 69
fi

# The server refuses to run as root: then it runs as postgres where there is such a user, else as nobody.
as=
user=$(id -un)
if [ "$(id -u)" = 0 ]; then
  command -v setpriv >/dev/null || { echo "As root this needs setpriv (Debian: apt install util-linux)." >&2; exit 69; }
  user=$(id -un postgres 2>/dev/null || echo nobody)
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups --"
fi

# Sets place to a new folder that the server's user can reach; a TMPDIR within a private folder of root is out of its reach,
# and the path of a socket must be short.
make_place() {
  place=$(mktemp -d "${TMPDIR:-/tmp}/pg.XXXXXX")
  chown "$user" "$place"
  if [ ${#place} -gt 80 ] || ! $as test -w "$place"; then
    rmdir "$place"
    place=$(mktemp -d /tmp/pg.XXXXXX)
    chown "$user" "$place"
  fi
}

# Starts the server on the data in $place/data and waits until it answers. Its number is in $server.
server=
start_server() {
  $as "$bin/postgres" -D "$place/data" -c listen_addresses= -c unix_socket_directories="$place" \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -c dynamic_shared_memory_type=mmap \
    -c shared_buffers=64MB -c work_mem=16MB -c jit=off -c max_parallel_workers_per_gather=0 \
    >"$place/server.log" 2>&1 </dev/null &
  server=$!
  tries=0
  until "$bin/pg_isready" -q -h "$place"; do
    tries=$((tries + 1))
    if ! kill -0 "$server" 2>/dev/null || [ $tries -gt 600 ]; then
      echo "The server did not start:" >&2
      tail -n 5 "$place/server.log" >&2
      exit 1
    fi
    sleep 0.05
  done
}

# Ends the server, by its number, with the signal $1 (INT writes everything down first, QUIT does not).
stop_server() {
  [ -n "$server" ] || return 0
  kill -s "$1" "$server" 2>/dev/null || :
  wait "$server" 2>/dev/null || :
  server=
}

# psql as the user $1, with what follows.
sql() {
  name=$1
  shift
  "$bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$place" -U "$name" -d postgres "$@"
}

# Whatever ends the script ends the server, too.
trap 'stop_server QUIT; [ -z "${place-}" ] || rm -rf "$place"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
