#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: load.sh RONDO     a server with LOAD_CONNECTIONS (5000) connections for LOAD_SECONDS (60), none of which may be lost and
# after which its memory must be what it was after some short rounds (blocks of several sizes settle); 10,000 tasks, 1,000 threads, 200 jobs of processes.
# All on loopback. rows: FAIL name (why); last line: N passed, N failed
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$1" ] || { sed -n 3,5p "$0" | cut -c3- >&2; exit 2; }
rondo=$(realpath "$1")
connections=${LOAD_CONNECTIONS:-5000} seconds=${LOAD_SECONDS:-60}
passed=0 failed=0
ulimit -n 20000 || ulimit -n "$(ulimit -Hn)"

check() {   # check NAME COMMAND...
    local name=$1; shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL $name"; fi
}

resident() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }   # KiB

coproc server { exec "$rondo" "$here/load/echo_server.py"; }
pid=$server_PID
read -r port <&"${server[0]}"
for _ in 1 2 3 4 5; do check 'a short round' "$rondo" "$here/load/echo_client.py" "$port" "$connections" 2; done
sleep 1
before=$(resident "$pid")
check "$connections connections" timeout $((seconds + 120)) "$rondo" "$here/load/echo_client.py" "$port" "$connections" "$seconds"
sleep 1
after=$(resident "$pid")
echo "resident memory of the server: $before KiB after $connections connections, $after KiB after as many again"
check 'memory of the server' [ "$after" -le $((before * 105 / 100 + 1024)) ]
eval "exec ${server[1]}>&-"
check 'end of the server' wait "$pid"

check 'many tasks, threads and processes' diff <(timeout 120 "$rondo" "$here/load/crowds.py" 2>&1) - <<'END'
10000 tasks in a row: 10000
1000 threads: 499500 1
200 jobs of processes: 2646700
END
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
