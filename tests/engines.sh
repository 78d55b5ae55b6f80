#!/usr/bin/env bash
# Proves `casegraph push` and `--endpoint` on two real engines, Oxigraph's server and Virtuoso: starts both on loopback with
# empty databases in a temporary folder, runs the test `engines` of tests/it, loads shards in bulk, and stops them again.
#
# Needs Python with venv and access to a package index (or OXIGRAPH=/path/to/oxigraph), and virtuoso-t, which it installs
# with apt-get where it may. An engine that cannot be had is skipped, aloud; without any, the whole proof is.
# With CASEGRAPH_FEATURES=rocksdb it also proves `casegraph export --to-oxigraph`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache="${XDG_CACHE_HOME:-$HOME/.cache}/casegraph-engines"
work="$(mktemp -d)"
pids=()
stop() {
  local pid
  for pid in "${pids[@]:-}"; do [ -z "$pid" ] || kill "$pid" 2>/dev/null || true; done
  for _ in $(seq 40); do
    local alive=""
    for pid in "${pids[@]:-}"; do [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null || alive=yes; done
    [ -n "$alive" ] || break
    sleep 0.25
  done
  for pid in "${pids[@]:-}"; do [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM

say() { printf '%s\n' "$*"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
# Waits until something answers at a URL; the process must stay alive.
await() {
  for _ in $(seq 120); do
    python3 -c 'import sys, urllib.request; urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1], timeout=2)' "$1" >/dev/null 2>&1 && return 0
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.5
  done
  return 1
}

find_oxigraph() {
  if [ -n "${OXIGRAPH:-}" ]; then oxigraph="$OXIGRAPH"; return 0; fi
  oxigraph="$cache/venv/bin/oxigraph"
  [ -x "$oxigraph" ] && return 0
  mkdir -p "$cache" && timeout 120 python3 -m venv "$cache/venv" >/dev/null 2>&1 || return 1
  timeout 180 "$cache/venv/bin/pip" install --quiet oxigraph >"$work/pip.log" 2>&1 && [ -x "$oxigraph" ]
}

find_virtuoso() {
  command -v virtuoso-t >/dev/null && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  timeout 300 apt-get install -y --no-install-recommends virtuoso-opensource-7 virtuoso-opensource-7-bin >"$work/apt.log" 2>&1 \
    && command -v virtuoso-t >/dev/null
}

start_oxigraph() { # folder, port
  "$oxigraph" serve --location "$1" --bind "127.0.0.1:$2" >"$work/oxigraph-$2.log" 2>&1 &
  pids+=("$!")
  await "http://127.0.0.1:$2/" "$!"
}

start_virtuoso() { # SQL port, HTTP port
  local folder="$work/virtuoso"
  mkdir -p "$folder"
  cat >"$folder/virtuoso.ini" <<INI
[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = $folder/virtuoso-temp.db
TransactionFile = $folder/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:$1
DirsAllowed = $folder
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:$2
ServerRoot = $folder
ServerThreads = 4
INI
  (cd "$folder" && exec virtuoso-t -f -c virtuoso.ini) >"$work/virtuoso.log" 2>&1 &
  pids+=("$!")
  await "http://127.0.0.1:$2/sparql" "$!"
}

engines=()
if find_oxigraph; then
  port="$(free_port)"
  start_oxigraph "$work/oxigraph" "$port" || { say "Oxigraph's server does not start:"; cat "$work"/oxigraph-*.log; exit 1; }
  engines+=("oxigraph=http://127.0.0.1:$port/query")
  say "$("$oxigraph" --version)"
else
  say "SKIPPED oxigraph: it cannot be installed here (python3 -m venv, pip install oxigraph)"
fi
if find_virtuoso; then
  sql="$(free_port)" http="$(free_port)"
  start_virtuoso "$sql" "$http" || { say "Virtuoso does not start:"; cat "$work/virtuoso.log"; exit 1; }
  engines+=("virtuoso=http://127.0.0.1:$http/sparql")
  say "$(virtuoso-t -? 2>&1 | grep -m1 -i version || true)"
else
  say "SKIPPED virtuoso: it cannot be installed here (apt-get install virtuoso-opensource-7)"
fi
if [ ${#engines[@]} = 0 ]; then
  say "SKIPPED: no engine"
  exit 0
fi

export CASEGRAPH_USER=dba CASEGRAPH_PASSWORD=dba
CASEGRAPH_TEST_ENGINES="${engines[*]}" cargo test --quiet --locked -p casegraph-cli ${CASEGRAPH_FEATURES:+--features "$CASEGRAPH_FEATURES"} --test it engines:: -- --ignored --nocapture

# A bulk load: shards, loaded by Oxigraph's own loader. Then there is nothing left to push, and questions are answered.
if [ -n "${oxigraph:-}" ] && [ -x "$oxigraph" ]; then
  casegraph="${CARGO_TARGET_DIR:-target}/debug/casegraph"
  for shard in 1 2 3; do "$casegraph" build content --shard "$shard/3" --for-engine -o "$work/part-$shard.nq"; done
  "$oxigraph" load --location "$work/bulk" --file "$work"/part-*.nq >"$work/load.log" 2>&1 || { cat "$work/load.log"; exit 1; }
  port="$(free_port)"
  start_oxigraph "$work/bulk" "$port" || { say "Oxigraph's server does not start on the bulk load"; exit 1; }
  url="http://127.0.0.1:$port/query"
  left="$("$casegraph" -C content push --endpoint "$url")"
  [ -z "$left" ] || { say "after a bulk load there is something left to push: $left"; exit 1; }
  for query in things-by-kind topic-coverage sources-and-who-cites-them; do
    cmp <("$casegraph" -C content query "$query" --format csv) <("$casegraph" -C content query "$query" --format csv --endpoint "$url")
  done
  say "oxigraph: three shards loaded in bulk are the whole graph"
fi

# A database written by casegraph: Oxigraph's own program finds in it the quads of the export, serves it, takes an update.
if [ "${CASEGRAPH_FEATURES:-}" = rocksdb ] && [ -n "${oxigraph:-}" ] && [ -x "$oxigraph" ]; then
  "$casegraph" -C content export --to-oxigraph "$work/database"
  cmp <("$casegraph" -C content export | LC_ALL=C sort) <("$oxigraph" dump --location "$work/database" --format nq | LC_ALL=C sort)
  port="$(free_port)"
  start_oxigraph "$work/database" "$port" || { say "Oxigraph's server does not start on the database"; exit 1; }
  ask() { # path, media type of the body, body, media type wanted
    python3 -c 'import sys, urllib.request
request = urllib.request.Request(sys.argv[1], sys.argv[3].encode(), {"Content-Type": sys.argv[2], "Accept": sys.argv[4]})
opened = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60)
sys.stdout.buffer.write(opened.read())' "http://127.0.0.1:$port/$1" "$2" "$3" "$4"
  }
  for query in things-by-kind patterns-most-used topic-coverage sources-and-who-cites-them; do
    cmp <("$casegraph" -C content query "$query" --format csv) \
      <(ask "query?union-default-graph" application/sparql-query "$(cat "queries/$query.rq")" text/csv)
  done
  ask update application/sparql-update 'INSERT DATA { <x:a> <x:b> <x:c> }' '*/*'
  [ "$(ask query application/sparql-query 'ASK { <x:a> <x:b> <x:c> }' text/csv)" = true ]
  say "oxigraph: a database written by casegraph is the whole graph"
fi
say "the engines answer as the store does"
