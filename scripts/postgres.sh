#!/bin/sh
# A PostgreSQL server to throw away: `postgres.sh start DIR` prints its URL, `postgres.sh stop DIR` stops it and leaves
# its files. Starting again in the same DIR brings back the same data on the same port. It keeps nothing safe from a
# power cut unless it is started with `postgres.sh start DIR durable`, and whoever is on this machine may enter. DIR must
# be in reach of the user postgres when root starts it.
set -eu

fail() {
    echo "postgres.sh: $1" >&2
    exit 1
}

[ $# -eq 2 ] || [ "$*" = "start ${2:-} durable" ] || fail "usage: postgres.sh start|stop DIR [durable]"
action=$1
durability=${3:-none}
mkdir -p "$2"
dir=$(cd "$2" && pwd)
data=$dir/data

# The server refuses to run as root.
as_server_user() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

# Debian keeps these programs outside the PATH, one folder for each version; the newest is taken.
find_programs() {
    if command -v initdb >/dev/null; then
        dirname "$(command -v initdb)"
        return
    fi
    newest=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -t / -k 5 -n | tail -n 1)
    [ -n "$newest" ] || fail "PostgreSQL's initdb is not installed (Debian: postgresql)"
    dirname "$newest"
}

create() {
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
    as_server_user "$programs/initdb" --pgdata="$data" --username=postgres --auth=trust --encoding=UTF8 --locale=C \
        --no-sync --no-instructions >"$dir/initdb.log" 2>&1 || fail "initdb failed, see $dir/initdb.log"
    # A socket's path must be short.
    if [ ${#dir} -lt 80 ]; then sockets=$dir; else sockets=; fi
    cat >>"$data/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = '$sockets'
max_connections = 1000
shared_buffers = 128MB
logging_collector = off
SETTINGS
    # Everything else is as PostgreSQL comes.
    if [ "$durability" != durable ]; then
        printf '%s = off\n' fsync full_page_writes synchronous_commit >>"$data/postgresql.conf"
    fi
}

# A random port between 20000 and 29999.
random_port() {
    echo $((20000 + $(od -An -N2 -tu2 /dev/urandom) % 10000))
}

launch() {
    as_server_user "$programs/pg_ctl" start --pgdata="$data" --wait --silent --log="$dir/server.log" \
        --options="-p $1" >/dev/null 2>&1
}

is_running() {
    [ -d "$data" ] && as_server_user "$programs/pg_ctl" status --pgdata="$data" >/dev/null 2>&1
}

start() {
    [ -d "$data" ] || create
    is_running && fail "a server is already running in $dir"
    if [ -f "$dir/port" ]; then
        port=$(cat "$dir/port")
        launch "$port" || fail "the server does not start, see $dir/server.log"
    else
        # Somebody else may have the port; then the next one is tried.
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
            port=$(random_port)
            if launch "$port"; then break; fi
            [ "$attempt" -lt 10 ] || fail "the server does not start, see $dir/server.log"
        done
        echo "$port" >"$dir/port"
    fi
    echo "postgres://postgres@127.0.0.1:$port/postgres"
}

stop() {
    if is_running; then
        as_server_user "$programs/pg_ctl" stop --pgdata="$data" --mode=fast --wait --silent >/dev/null
    fi
}

programs=$(find_programs)
case $action in
    start) start ;;
    stop) stop ;;
    *) fail "usage: postgres.sh start|stop DIR" ;;
esac
