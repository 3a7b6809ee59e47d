#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: listings.sh RONDO     runs the lecture listings of ../shared/listings, where they are (else they count as skipped): in real
# time, under --virtual-time, and those with top-level await as cells of the shell. Listings that need third-party modules or
# never end by themselves are skipped by their own runner.
# 140 measures timers against sleeps in other processes, whose virtual clocks are their own: there it is run in real time only.
# rows: FAIL name (why) [round]; last line: N passed, N failed, N skipped
here=$(cd "$(dirname "$0")/.." && pwd)
dir=$here/../shared/listings
if [ ! -d "$dir" ]; then
    echo "0 passed, 0 failed, 107 skipped"
    exit 0
fi
rondo=$(realpath "$1")
export LISTINGS_ERR=loose LISTINGS_COMPAT='-X compat'
passed=0 failed=0 skipped=0

play() { LISTINGS_JOBS=$1 bash "$dir/run.sh" "$rondo" "$2" 2>&1 | grep -E '^(PASS|FAIL|SKIP) '; }

# round NAME PATTERN: six at once may miss a deadline, so one that fails is run once more by itself.
round() {
    local row name
    while IFS= read -r row; do
        name=${row#* } name=${name%% *}
        [ "$1 $name" = 'virtual time 140_slow_callback_threadpool' ] && row="SKIP $name"
        [[ $row == FAIL* ]] && row=$(play 1 "$name" | grep -F " $name" | head -1)
        case $row in
        PASS*) passed=$((passed + 1)) ;;
        SKIP*) skipped=$((skipped + 1)) ;;
        *) failed=$((failed + 1)); echo "FAIL ${row#FAIL } [$1]" ;;
        esac
    done < <(play "${LISTINGS_JOBS:-6}" "$2" | grep "${3:--v}" '\.repl')
}

round 'real time' '*'
LISTINGS_FLAGS=--virtual-time round 'virtual time' '*'
LISTINGS_REPL="$rondo --cell" round cell .repl -e
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
