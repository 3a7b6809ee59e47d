#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: run.sh RONDO              the command line: cases.sh against what CPython wrote (cases.golden), own_cases.sh, and the
#                                  interactive shell under a pseudo-terminal (NAME.steps, driven by build/pty)
#        run.sh --golden PYTHON    writes cases.golden
# rows: FAIL name (why); last line: N passed, N failed
here=$(cd "$(dirname "$0")" && pwd)
pty=$here/../../build/pty
golden=
[ "$1" = --golden ] && golden=1 && shift
program=$(command -v "$1") || { sed -n 3,6p "$0" | cut -c3- >&2; exit 2; }
PY=$(realpath -s "$program")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
export PY PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
unset PYTHONPATH PYTHONWARNINGS PYTHONASYNCIODEBUG PYTHONUNBUFFERED PYTHONDEVMODE
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL cli: $1"; [ -n "$2" ] && sed 's/^/    /' "$2" | head -${RUNNER_LINES:-8}; }

# Split a file of cases into $work/N, the name on the first line.
split() { rm -f "$work"/case.*; awk -v dir="$work" '/^## / { n++ } n { print > sprintf("%s/case.%03d", dir, n) }' "$1"; }

# Run the case in file $1 in a fresh directory; output, last line of stderr and status go to $work/got.
run_case() {
    rm -rf "$work/cwd" && mkdir "$work/cwd"
    (cd "$work/cwd" && ulimit -c 0 && exec timeout -k 2 $((20 * ${RUNNER_SLOW:-1})) bash "$1") >"$work/out" 2>"$work/err" </dev/null
    status=$?
    {
        head -1 "$1"
        cat "$work/out"
        grep -a . "$work/err" | tail -1 | sed 's/^/stderr: /'
        echo "status: $status"
    } | perl -pe 's/\Q$ENV{PY}\E|^(stderr: )rondo(?=: )/defined $1 ? "$1PY" : "PY"/ge; s/^(stderr: Try `)\w+/$1PY/; s/\bat 0x[0-9a-f]+/at 0xADDR/g; s{/[^\s"\x27]*/cwd}{CWD}g;' >"$work/got"
}

split "$here/cases.sh"
[ -n "$golden" ] && : >"$work/golden"
for case in "$work"/case.*; do
    run_case "$case"
    if [ -n "$golden" ]; then cat "$work/got" >>"$work/golden"; continue; fi
    name=$(head -1 "$case")
    awk -v name="$name" '/^## / { on = $0 == name } on' "$here/cases.golden" >"$work/want"
    if diff -a "$work/want" "$work/got" >"$work/diff"; then pass; else fail "${name#\#\# }" "$work/diff"; fi
done
if [ -n "$golden" ]; then cp "$work/golden" "$here/cases.golden"; exit 0; fi

split "$here/own_cases.sh"
for case in "$work"/case.*; do
    run_case "$case"
    if [ $status = 0 ]; then pass; else fail "$(head -1 "$case" | cut -c4-)" "$work/got"; fi
done

steps_play() { # steps_play FILE
    HOME=$work PTY_SECONDS=$((10 * ${RUNNER_SLOW:-1})) timeout -k 2 300 "$pty" "$1" "$PY" $(sed -n 's/^# args: //p' "$1") >"$work/out" 2>&1
}
for steps in "$here"/*.steps; do
    if steps_play "$steps" || { [ -n "$RUNNER_RETRY" ] && steps_play "$steps"; }; then pass
    else fail "${steps##*/}" "$work/out"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
