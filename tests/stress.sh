#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: stress.sh RONDO [-j N] [pattern]     runs test scripts with the stress build (vm/core/recount.c). Without a pattern: a
# sample of tests/lang, gen, async, types and order, each STRESS_SAMPLE-th (4) script. A script fails when the recount
# complains, on a signal, or when its exit status is not the expected one; output is not compared, since collecting at
# every safepoint may show in it.
# env: STRESS=N     check the first N safepoints only (300), STRESS=full: all
# rows: FAIL name (why); last line: N passed, N failed
here=$(cd "$(dirname "$0")" && pwd)
if [ "$1" = --one ]; then
    . "$here/lib.sh"
    work=$(mktemp -d "$STRESS_TMP/XXXXXX")
    for file in "${@:2}"; do
        read_directives "$file"
        # shellcheck disable=SC2206
        COMMAND=("$STRESS_PROGRAM" $D_flags)
        run_program "$file" "$work"
        want=0 why=
        [ -e "${file%.py}.err" ] && want=$(sed -n '1s/^status //p' "${file%.py}.err")
        if grep -aq '^rondo: recount' "$work/err"; then why=$(grep -a '^rondo: recount' "$work/err" | head -1)
        elif [ $STATUS = 124 ]; then why=timeout
        elif [ $STATUS -gt 128 ] && [ "$STATUS" != "$want" ]; then why="status $STATUS"
        elif [ $STATUS != "$want" ] && [ -z "$STRESS_LOOSE" ]; then why="exit $STATUS, expected $want: $(last_line "$work/err")"; fi
        [ -z "$why" ] && echo PASS >>"$STRESS_TMP/results" || { echo FAIL >>"$STRESS_TMP/results"; echo "FAIL ${file#"$here"/} ($why)"; }
    done
    exit 0
fi
[ -x "$1" ] || { echo "usage: stress.sh RONDO [-j N] [pattern]" >&2; exit 2; }
STRESS_PROGRAM=$(realpath "$1")
shift
jobs=1 pattern=
while [ $# -gt 0 ]; do
    case $1 in
    -j) jobs=$2; shift 2 ;;
    *) pattern=$1; shift ;;
    esac
done
STRESS_TMP=$(mktemp -d) && trap 'rm -rf "$STRESS_TMP"' EXIT
: >"$STRESS_TMP/results"
export STRESS=${STRESS:-300} STRESS_TMP STRESS_PROGRAM RUNNER_SLOW=${RUNNER_SLOW:-6}
n=0
for out in "$here"/{lang,gen,async,types,order}/*.out; do
    file=${out%.out}.py
    n=$((n + 1))
    # shellcheck disable=SC2254
    if [ -n "$pattern" ]; then case $file in *$pattern*) printf '%s\0' "$file" ;; esac
    elif [ $((n % ${STRESS_SAMPLE:-4})) = 0 ]; then printf '%s\0' "$file"; fi
done | xargs -0 -r -n 4 -P "$jobs" "$0" --one
passed=$(grep -c PASS "$STRESS_TMP/results") failed=$(grep -c FAIL "$STRESS_TMP/results")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
