#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: tsan.sh RONDO     the scripts that start threads (threading, executors, to_thread), run with a build under
# ThreadSanitizer: a report of it is a failure, so is a wrong output.
# rows and last line as those of run.sh
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$1" ] || { echo "usage: tsan.sh RONDO" >&2; exit 2; }
passed=0 failed=0 skipped=0
export RUNNER_SLOW=${RUNNER_SLOW:-10} RUNNER_RETRY=1
# A forked child has threads of its parent that it cannot join, and may start its own.
export TSAN_OPTIONS=${TSAN_OPTIONS:-report_thread_leaks=0 die_after_fork=0}
while IFS= read -r file; do
    out=$(bash "$here/run.sh" "$1" "${file#"$here"/}" 2>&1)
    grep -vE '^[0-9]+ passed' <<<"$out"
    last=$(tail -1 <<<"$out")
    passed=$((passed + $(sed -E 's/^([0-9]+) passed.*/\1/' <<<"$last")))
    failed=$((failed + $(sed -E 's/.* ([0-9]+) failed.*/\1/' <<<"$last")))
    skipped=$((skipped + $(sed -E 's/.* ([0-9]+) skipped.*/\1/' <<<"$last")))
done < <(grep -lE 'threading|concurrent\.futures|run_in_executor|to_thread|call_soon_threadsafe' -r "$here" --include='*.py' | sort |
    grep -vE '/(fork_threads|process_pool_states)\.py$' |   # threads in children of processes with threads: it stops or hangs itself
    while IFS= read -r file; do [ -e "${file%.py}.out" ] && echo "$file"; done)
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
