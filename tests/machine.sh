# Read by ./test: what the tests need of the machine besides Python. On Debian, as root, what is
# missing is installed; elsewhere it is left out and said so.
#
#   find_room               a folder for what the tests write, in memory where there is room
#   find_browser            Chromium, for tests/browser
#   start_postgres          a cluster of our own on a free loopback port; HANDSLAG_TEST_POSTGRES
#   take_down_postgres      and away with it

leave_out() { # leave_out WHAT WHY
    left_out="$left_out  $1: $2
"
}

install_debian() { # install_debian PACKAGE…
    is_root && on_debian || return 1
    echo "Installerar $* …" >&2
    apt-get update -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=20 >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-remove --no-install-recommends "$@" \
        >/dev/null 2>&1
}

# What the tests write is thrown away with them and need not wait for a disk. It is well below a
# gigabyte; the rest of the memory asked for is for the tests themselves and the browser.
find_room() {
    free=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo 2>/dev/null)
    room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    if [ -w /dev/shm ] && [ "${free:-0}" -gt 6000000 ] && [ "${room:-0}" -gt 3000000 ]; then
        TMPDIR=/dev/shm
    fi
    folder=$(mktemp -d "${TMPDIR:-/tmp}/handslag-test.XXXXXX") || exit 1
    chmod 711 "$folder" # PostgreSQL's own folder in it is for another user
    TMPDIR=$folder
    export TMPDIR
}

# The one without windows is the same browser and opens a tab in a tenth of the time; where it is
# not to be had, the other does.
find_browser() {
    command -v chromium-headless-shell >/dev/null 2>&1 ||
        install_debian chromium-headless-shell fonts-noto-core ||
        command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        leave_out 'webbläsartesten' \
            'chromium finns inte (på Debian: apt-get install chromium-headless-shell)'
}

postgres_programs() { # the folder of the newest initdb
    for initdb in $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -Vr) \
        "$(command -v initdb 2>/dev/null)"; do
        if [ -x "$initdb" ]; then
            dirname -- "$(readlink -f "$initdb")"
            return
        fi
    done
    return 1
}

# Debian's package would start a server of its own on port 5432, that nobody asked for.
install_postgres() {
    is_root && on_debian || return 1
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    install_debian postgresql
}

# PostgreSQL refuses to be run by root.
as_postgres() {
    if is_root; then
        (cd / && su postgres -s /bin/sh -c '"$0" "$@"' -- "$@")
    else
        "$@"
    fi
}

start_postgres() {
    if [ -n "${HANDSLAG_TEST_POSTGRES-}" ]; then
        return # somebody else's, that may create databases
    fi
    if ! programs=$(postgres_programs) && ! { install_postgres && programs=$(postgres_programs); }; then
        leave_out 'PostgreSQL-testen' 'initdb finns inte (på Debian: apt-get install postgresql)'
        return
    fi
    cluster=$(mktemp -d "${TMPDIR:-/tmp}/handslag-postgres.XXXXXX")
    if is_root; then
        chown postgres "$cluster"
    fi
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    # Debian's usual C.UTF-8 order, so that our own Swedish collation is what is tested. Nothing
    # here outlives the run: nothing waits for the disk, is written twice or tidied.
    as_postgres "$programs/initdb" -D "$cluster/data" -U handslag --auth=trust --encoding=UTF8 \
        --no-locale >"$cluster/log" 2>&1 &&
        as_postgres "$programs/pg_ctl" -D "$cluster/data" -l "$cluster/data/log" -w -s start -o "-p $port -k $cluster \
-c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
-c max_wal_size=128MB -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c jit=off" \
            >>"$cluster/log" 2>&1
    if [ $? != 0 ]; then
        leave_out 'PostgreSQL-testen' "klustret startade inte: $(tail -n 1 "$cluster/log")"
        return
    fi
    HANDSLAG_TEST_POSTGRES="postgresql+psycopg://handslag@127.0.0.1:$port/postgres"
    export HANDSLAG_TEST_POSTGRES
}

take_down_postgres() {
    if [ -z "$cluster" ]; then
        return
    fi
    as_postgres "$programs/pg_ctl" -D "$cluster/data" -m immediate -s stop >/dev/null 2>&1
    rm -rf "$cluster"
    cluster=''
}
