# shellcheck shell=bash disable=SC2154  # logs: set by tests/run
# A PostgreSQL server for one run of the tests, whatever else runs on the machine. Sourced by tests/run.

# Prints the folder of the newest server programs, or nothing.
postgres_programs() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
  if [ -x "$newest/initdb" ]; then
    echo "$newest"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

# Prints a folder for the server: in memory where that has room, as each test makes and drops a
# database of more than five hundred files.
roomy() {
  local free
  free=$(df --output=avail --block-size=1G /dev/shm 2>/dev/null | tail -1) || true
  if [ "${free:-0}" -ge 4 ]; then echo /dev/shm; else echo /tmp; fi
}

# Starts the server on a free port, sets VESTIBULE_TEST_DATABASE_URL, and stops it when this shell
# exits. Its log is postgres-server.log.
start_postgres() {
  local programs password
  programs=$(postgres_programs)
  # Not under target: the server's user must reach it, and a checkout may lie in a closed home.
  postgres_folder=$(mktemp -d "$(roomy)/vestibule-postgres.XXXXXX")
  trap stop_postgres EXIT

  # initdb and the server refuse to be root. They end with this shell, however it ends.
  postgres_as=(setpriv --pdeathsig=INT)
  if [ "$(id -u)" = 0 ]; then
    postgres_as+=(--reuid=postgres --regid=postgres --clear-groups)
  fi
  postgres_as+=(env -C "$postgres_folder" LC_ALL=C.UTF-8)

  # A password, since others on the machine can reach the port as well; kept as MD5, since SCRAM's thousands of rounds for
  # each of very many connections are a sixth of what the step takes.
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "$password" >"$postgres_folder/password"
  if [ "$(id -u)" = 0 ]; then chown -R postgres:postgres "$postgres_folder"; fi
  "${postgres_as[@]}" "$programs/initdb" --pgdata=data --username=postgres --pwfile=password \
    --auth=md5 --encoding=UTF8 --no-locale --no-sync >"$logs/postgres-initdb.log" 2>&1 ||
    { cat "$logs/postgres-initdb.log" && return 1; }

  local try port
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000)) # below the ports given out for outgoing connections
    if serve_postgres "$programs" "$port"; then
      export VESTIBULE_TEST_DATABASE_URL="postgres://postgres:$password@127.0.0.1:$port"
      echo "PostgreSQL $("$programs/postgres" --version | grep -oE '[0-9.]+' | head -1) on port $port"
      return
    fi
    grep -q 'Address already in use' "$logs/postgres-server.log" || break
  done
  echo "PostgreSQL did not start (try $try):"
  cat "$logs/postgres-server.log"
  return 1
}

# serve_postgres PROGRAMS PORT: starts the server and waits until it is ready. Nothing here must
# survive a crash of the machine, so nothing is synced to disk.
serve_postgres() {
  "${postgres_as[@]}" "$1/postgres" -D data -c listen_addresses=127.0.0.1 -c port="$2" \
    -c unix_socket_directories= -c max_connections=300 -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c max_wal_size=256MB >"$logs/postgres-server.log" 2>&1 &
  postgres_pid=$!
  for _ in {1..300}; do
    if ! kill -0 "$postgres_pid" 2>/dev/null; then break; fi
    if grep -q '^ready' "$postgres_folder/data/postmaster.pid" 2>/dev/null; then return; fi
    sleep 0.1
  done
  return 1
}

stop_postgres() {
  if [ -n "${postgres_pid:-}" ]; then
    kill -INT "$postgres_pid" 2>/dev/null || true # INT: ends its connections, unlike TERM
    wait "$postgres_pid" 2>/dev/null || true
  fi
  rm -rf "$postgres_folder"
}
