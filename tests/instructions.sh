#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: instructions.sh RONDO [--write]     counts the machine instructions of the programs in tests/bench with callgrind
# Instruction counts are repeatable where times are not: a program that needs over 5 % more than the committed figure
# (tests/bench/instructions.txt) fails. --write records the figures of today. The figures hold for one compiler and one C library:
# elsewhere, and where valgrind is missing, all are skipped.
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { sed -n '3,6p' "$0" | cut -c3-; exit 2; }
rondo=$(realpath "$1")
figures=$here/bench/instructions.txt
machine="$(uname -m), gcc $(gcc -dumpfullversion 2>/dev/null), $(ldd --version 2>/dev/null | head -1 | grep -oE '[^ ]+$')"
programs=("$here"/bench/*.py)
count=$((${#programs[@]} + 1))

skip_all() { echo "skipped: $1"; echo "0 passed, 0 failed, $count skipped"; exit 0; }
command -v valgrind >/dev/null || skip_all 'valgrind is not installed'

measure() {   # measure NAME ARGUMENT...: prints "NAME COUNT"
    local name=$1; shift
    echo "$name $(cd "$here/bench" && env -i PATH="$PATH" PYTHONHASHSEED=0 timeout 300 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$rondo" "$@" 2>&1 >/dev/null | sed -nE 's/.*Collected : ([0-9]+).*/\1/p')"
}
export -f measure
export here rondo

all() {
    { echo "start -c pass"; for p in "${programs[@]}"; do p=${p##*/}; echo "${p%.py} $p"; done; } |
        xargs -P "$(nproc)" -I{} bash -c 'measure $1' - {} | sort
}

if [ "$2" = --write ]; then
    { echo "# $machine"; all; } >"$figures"
    cat "$figures"
    exit 0
fi
[ "$(head -1 "$figures" 2>/dev/null)" = "# $machine" ] || skip_all "the figures are those of another machine: $(head -1 "$figures" 2>/dev/null)"

all | awk -v figures="$figures" '
    BEGIN { while ((getline line < figures) > 0) { split(line, f, " "); if (f[1] != "#") want[f[1]] = f[2] } }
    { name = $1; got = $2 + 0
      if (!(name in want)) { printf "FAIL %s: no committed figure (--write)\n", name; failed++; next }
      if (!got) { printf "FAIL %s: does not run\n", name; failed++; next }
      change = 100 * (got / want[name] - 1)
      printf "%s %-16s %14d %+6.1f %%\n", (change > 5 ? "FAIL" : "ok  "), name, got, change
      if (change > 5) failed++; else passed++ }
    END { for (name in want) n++; if (passed + failed < n) { print "FAIL programs are missing"; failed++ }
          printf "%d passed, %d failed, 0 skipped\n", passed, failed; exit failed > 0 }'
