#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: run.sh RONDO [-j N] [pattern ...]     runs the tests whose path (below the repository) matches one of the globs *pattern*
# A test is NAME.py with NAME.out beside it, in tests/ or examples/. Stdout, exit status and, for a failure, the last line of
# stderr are compared with what CPython 3.13 printed (golden.sh). Directives in comments at the top of NAME.py:
#   # args: ...       arguments of the script          # flags: ...      options of the interpreter
#   # stdin: FILE     standard input, beside the test  # env: A=B ...    environment
#   # skip-if: CMD    skipped when CMD succeeds        # stderr: check   NAME.stderr holds the whole stderr
#   # memory: KIB     limit of the address space       # timeout: S      seconds (20)
# An inline `# error: ValueError: text` says which exception must leave the script and from which line.
# tests/known/NAME.py are known differences: NAME.rondo holds a sentence that says why, then what Rondo prints.
# env: RUNNER_WRAP   a command put before the interpreter (a wrapper, `env ASAN_OPTIONS=...`)
#      RUNNER_FLAGS  options given to the interpreter in every test
#      RUNNER_KEEP   a directory that receives the output of failed tests
#      RUNNER_SLOW   multiplies the time limits (sanitizer builds)
#      RUNNER_ORACLE set: RONDO is CPython, options that only Rondo has are dropped (the suite checks itself)
# rows: FAIL name (why), with a short diff; last line: N passed, N failed, N skipped; exit 1 when any failed or nothing ran
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
. "$here/lib.sh"

# Print the row of a test and note it: verdict, name, reason, and optionally a file with a diff.
# A failure that tests/KNOWN_FAILURES lists (with RUNNER_KNOWN: that file too) is counted as skipped; nothing excuses
# BROKEN, a memory error or a crash.
row() {
    local noted=$1
    if [ "$1" = BROKEN ]; then
        noted='FAIL broken'
        set -- FAIL "${@:2}"
    elif [ "$1" = FAIL ] && cat "$here/KNOWN_FAILURES" ${RUNNER_KNOWN:+"$here/$RUNNER_KNOWN"} 2>/dev/null | grep -qxF "$2"; then
        set -- SKIP "$2" "known failure: $3"
        noted=SKIP
    fi
    local text="$1 $2${3:+ ($3)}"
    [ -n "$4" ] && [ -s "$4" ] && text+=$'\n'"$(head -${RUNNER_LINES:-8} "$4" | cut -c1-200 | sed 's/^/    /')"
    [ "$1" = PASS ] || printf '%s\n' "$text"
    echo "$noted" >>"$RUNNER_RESULTS"
}

# Compare what the program wrote ($1) with what is expected ($2) into $work/diff.
same() { diff -a "$2" "$1" >"$work/diff"; }

run_one() {
    local file=$1 base=${1%.py} name=${1#"$root"/} why= verdict=FAIL want=0 want_line= last
    local work
    work=$(mktemp -d "$RUNNER_TMP/XXXXXX")
    name=${name%.py}
    read_directives "$file"
    if [ -n "$D_skip" ] && bash -c "$D_skip" >/dev/null 2>&1; then row SKIP "$name" "$D_skip"; rm -rf "$work"; return; fi
    [ -n "$RUNNER_ORACLE" ] && D_flags=$(oracle_flags)
    # shellcheck disable=SC2206
    COMMAND=($RUNNER_WRAP "$RUNNER_PROGRAM" $RUNNER_FLAGS $(memory_flag) $D_flags)
    run_program "$file" "$work"
    : >"$work/diff"
    normalise_stdout "$work/out" >"$work/got"
    normalise_stderr "$work/err" >"$work/got_err"
    last=$(last_line "$work/err")
    if [ -e "$base.err" ]; then
        want=$(sed -n '1s/^status //p' "$base.err")
        want_line=$(sed -n 2p "$base.err")
    fi
    if grep -aqE "$HOSTILE_REPORT" "$work/err"; then
        why=$(grep -aE "$HOSTILE_REPORT" "$work/err" | head -1)
        verdict=BROKEN
    elif [[ $STATUS =~ ^(132|134|135|136|139)$ ]] && [ "$STATUS" != "$want" ]; then
        why="dies of signal $((STATUS - 128))"
        verdict=BROKEN
    elif [ $STATUS = 124 ] || { [ $STATUS = 137 ] && [ "$want" != 137 ]; }; then why="timeout"
    elif [ -e "$base.rondo" ]; then
        tail -n +2 "$base.rondo" >"$work/want"
        if cmp -s "$base.out" "$work/got"; then why="the known difference is gone"
        elif ! same "$work/got" "$work/want"; then why="stdout differs from the known difference"; fi
    elif [ "$STATUS" != "$want" ]; then
        why="exit $STATUS, expected $want: $last"
        same "$work/got" "$base.out"
    elif ! same "$work/got" "$base.out"; then why="stdout differs${last:+; stderr: $last}"
    elif [ "$want" != 0 ] && [ "$last" != "$want_line" ]; then
        why="last line of stderr"
        printf '< %s\n> %s\n' "$want_line" "$last" >"$work/diff"
    elif [ -e "$base.stderr" ] && ! same "$work/got_err" "$base.stderr"; then why="stderr differs"
    elif [ -n "$D_error" ] && [ "$last" != "$D_error" ]; then why="expected $D_error, got $last"
    elif [ -n "$D_error" ] && ! last_frame_is "$work/err" "$D_line" "$file"; then why="the exception is not from line $D_line"
    fi
    if [ -z "$why" ]; then row PASS "$name"
    else
        row $verdict "$name" "$why" "$work/diff"
        if [ -n "$RUNNER_KEEP" ]; then
            mkdir -p "$RUNNER_KEEP/$name" && cp "$work/got" "$work/err" "$work/diff" "$RUNNER_KEEP/$name/"
        fi
    fi
    rm -rf "$work"
}

# With RUNNER_RETRY a test that fails is run once more: on a busy machine a deadline may be missed.
run_one_again() {
    if [ -z "$RUNNER_RETRY" ]; then run_one "$1"; return; fi
    local all=$RUNNER_RESULTS text
    RUNNER_RESULTS=$(mktemp "$RUNNER_TMP/XXXXXX")
    text=$(run_one "$1")
    if grep -qx FAIL "$RUNNER_RESULTS"; then
        : >"$RUNNER_RESULTS"
        text=$(run_one "$1")
    fi
    cat "$RUNNER_RESULTS" >>"$all"
    [ -n "$text" ] && printf '%s\n' "$text"
    rm -f "$RUNNER_RESULTS"
    RUNNER_RESULTS=$all
}

if [ "$1" = --one ]; then
    shift
    for file in "$@"; do run_one_again "$file"; done
    exit 0
fi
[ $# -ge 1 ] || { sed -n "3,17p" "$0" | cut -c3-; exit 2; }
program=$(command -v "$1") || { echo "run.sh: no program $1" >&2; exit 2; }
RUNNER_PROGRAM=$(realpath -s "$program")
shift
jobs=1 patterns=()
while [ $# -gt 0 ]; do
    case $1 in
    -j) jobs=$2; shift 2 ;;
    -j*) jobs=${1#-j}; shift ;;
    *) patterns+=("$1"); shift ;;
    esac
done
RUNNER_TMP=$(mktemp -d) && trap 'rm -rf "$RUNNER_TMP"' EXIT
RUNNER_RESULTS=$RUNNER_TMP/results
: >"$RUNNER_RESULTS"
export RUNNER_TMP RUNNER_RESULTS RUNNER_PROGRAM RUNNER_WRAP RUNNER_FLAGS RUNNER_KEEP RUNNER_KNOWN RUNNER_RETRY
wanted() {   # wanted FILE: does one of the patterns match, or is there none?
    local pattern
    for pattern in "${patterns[@]:-}"; do
        # shellcheck disable=SC2254
        case ${1#"$root"/} in *$pattern*) return 0 ;; esac
    done
    return 1
}
find "$here" "$root/examples" -name '*.out' 2>/dev/null | sort | while IFS= read -r out; do
    file=${out%.out}.py
    wanted "$file" && [ -e "$file" ] && printf '%s\0' "$file"
done | xargs -0 -r -n 4 -P "$jobs" "$0" --one
if [ ${#patterns[@]} = 0 ] && [ -x "$root/tutorial/cut.sh" ]; then
    if "$root/tutorial/cut.sh" --check >"$RUNNER_TMP/cut"; then row PASS tutorial; else row FAIL tutorial "listings differ from their files" "$RUNNER_TMP/cut"; fi
fi
count() { grep -c "^$1" "$RUNNER_RESULTS"; }
passed=$(count PASS) failed=$(count FAIL) skipped=$(count SKIP)
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
