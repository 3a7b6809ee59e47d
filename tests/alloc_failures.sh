#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: alloc_failures.sh RONDO     30 scripts in which the n-th allocation fails, for ALLOC_RUNS (12) values of n from 1 to
# 2,000 (ALLOC_RUNS=2000: each one): they must end in MemoryError or as if nothing had been, never in a crash or a leak.
# RONDO is a build with RONDO_FAIL_ALLOC (asan, debug, leaks). A script that catches the MemoryError may say so in its own way.
# env: ALLOC_ONLY  a pattern of script names
# rows: FAIL name n=N (why); last line: N passed, N failed
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$1" ] || { echo "usage: alloc_failures.sh RONDO" >&2; exit 2; }
rondo=$(realpath "$1")
runs=${ALLOC_RUNS:-12}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir "$work/cwd"
passed=0 failed=0
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1 PYTHONHASHSEED=0

one() {   # one SCRIPT N
    local name=${1#"$here"/} why='' status last
    (cd "$work/cwd" && RONDO_FAIL_ALLOC=$2 exec timeout -k 2 120 "$rondo" --virtual-time "$1") >"$work/out" 2>"$work/err" </dev/null
    status=$?
    last=$(grep -a . "$work/err" | tail -1)
    if grep -aqE 'Sanitizer|runtime error: ' "$work/err"; then
        why=$(grep -aE 'ERROR: \w*Sanitizer|runtime error: ' "$work/err" | head -1 | cut -c1-150)
    elif grep -aq '^rondo: .*leaked' "$work/err"; then why=$(grep -a '^rondo: .*leaked' "$work/err" | tail -1)
    elif [ $status -ge 124 ]; then why="status $status"
    elif [ $status != 0 ] && ! grep -aq MemoryError "$work/err" && [ "$last" != "$(sed -n 2p "${1%.py}.err" 2>/dev/null)" ]; then
        why="ends in ${last:-silence}"
    fi
    if [ -z "$why" ]; then passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name n=$2 ($why)"
        [ -n "$ALLOC_KEEP" ] && mkdir -p "$ALLOC_KEEP" && cp "$work/err" "$ALLOC_KEEP/${name//\//_}.$2"
    fi
}

# Every k-th script of the folders, so that the thirty cover them all.
scripts=()
for folder in lang gen types errors order async; do
    all=("$here/$folder"/*.py)
    for i in 0 1 2 3 4; do scripts+=("${all[${#all[@]} * i / 5]}"); done
done
seed=12345
for script in "${scripts[@]}"; do
    [[ $script == *$ALLOC_ONLY* ]] || continue
    for ((i = 0; i < runs; i++)); do
        if [ "$runs" -ge 2000 ]; then n=$((i + 1))
        else   # denser among the first, where the script is compiled and its modules are imported
            seed=$(((seed * 1103515245 + 12345) & 0x7fffffff))
            n=$((1 + (seed >> 8) % (i % 2 ? 2000 : 300)))
        fi
        one "$script" $n
    done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed != 0 ]
