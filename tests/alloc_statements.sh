#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: alloc_statements.sh RONDO [-j N] [pattern]     every statement of the test scripts with its n-th allocation failing, for
# n = 1, 2, 3 ... in one process a script (helpers/fail_each_statement.py). Whatever a statement then raises, a script must not
# end by a signal, with a sanitizer's or leak report, or with a SystemError. RONDO is a build that can let allocations fail
# (asan, debug, leaks, cover).
# env: ALLOC_ROUNDS (40)  values of n a statement
# rows: FAIL name (why); last line: N passed, N failed
here=$(cd "$(dirname "$0")" && pwd)
if [ "$1" = --one ]; then
    work=$(mktemp -d "$ALLOC_TMP/XXXXXX")
    for file in "${@:2}"; do
        rm -rf "$work/cwd" && mkdir "$work/cwd"
        { (cd "$work/cwd" && ulimit -c 0 && exec timeout -k 2 120 "$ALLOC_PROGRAM" -X memory=48M --virtual-time "$here/helpers/fail_each_statement.py" "$file" \
            "${ALLOC_ROUNDS:-40}") >/dev/null 2>"$work/err" </dev/null; } 2>/dev/null
        status=$? why=
        if grep -aqE 'Sanitizer|runtime error: ' "$work/err"; then why=$(grep -aE 'ERROR: \w*Sanitizer|runtime error: ' "$work/err" | head -1 | cut -c1-150)
        elif grep -aq '^rondo: .*leaked' "$work/err"; then why=$(grep -a '^rondo: .*leaked' "$work/err" | tail -1)
        elif [ $status = 124 ] || [ $status -gt 128 ]; then why="status $status"
        elif grep -aq '^SystemError' "$work/err"; then why=$(grep -a '^SystemError' "$work/err" | head -1); fi
        [ -z "$why" ] && echo PASS >>"$ALLOC_TMP/results" || { echo FAIL >>"$ALLOC_TMP/results"; echo "FAIL ${file#"$here"/} ($why)"; }
        [ -n "$why" ] && [ -n "$ALLOC_KEEP" ] && mkdir -p "$ALLOC_KEEP" && cp "$work/err" "$ALLOC_KEEP/$(basename "$file" .py).err"
    done
    exit 0
fi
[ -x "$1" ] || { sed -n 3,8p "$0" | cut -c3- >&2; exit 2; }
ALLOC_PROGRAM=$(realpath "$1")
shift
jobs=1 pattern=
while [ $# -gt 0 ]; do
    case $1 in
    -j) jobs=$2; shift 2 ;;
    *) pattern=$1; shift ;;
    esac
done
ALLOC_TMP=$(mktemp -d) && trap 'rm -rf "$ALLOC_TMP"' EXIT
: >"$ALLOC_TMP/results"
export ALLOC_TMP ALLOC_PROGRAM PYTHONHASHSEED=0 ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
# Scripts that fork, kill or wait for a terminal are not for repetition.
for out in "$here"/{lang,gen,async,types,order,errors,builtins,stdlib}/*.out; do
    file=${out%.out}.py
    case $file in *$pattern*) grep -qE '\bos\.(fork|kill|_exit|abort|exec|system)|raise_signal|# stdin' "$file" || printf '%s\0' "$file" ;; esac
done | xargs -0 -r -n 4 -P "$jobs" "$0" --one
passed=$(grep -c PASS "$ALLOC_TMP/results") failed=$(grep -c FAIL "$ALLOC_TMP/results")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
