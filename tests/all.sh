#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: all.sh RONDO [-j N]     every test of the project; each part's rows and its last line, then the sum of all parts.
# env: those of run.sh; ALL_SCRIPTS=1 runs the scripts alone (sanitizer builds)
here=$(dirname "$0")
program=$1
shift
passed=0 failed=0 skipped=0

part() {   # part NAME COMMAND...: runs it and adds up its last line
    local name=$1 out t0=$SECONDS; shift
    out=$("$@" 2>&1)
    local last; last=$(grep -E '[0-9]+ passed, [0-9]+ failed' <<<"$out" | tail -1)
    grep -vE '^[0-9]+ passed, [0-9]+ failed' <<<"$out" | tail -${ALL_LINES:-200}
    if [ -z "$last" ]; then
        echo "FAIL $name: no result"
        failed=$((failed + 1))
        return
    fi
    echo "== $name: $last ($((SECONDS - t0)) s)"
    passed=$((passed + $(sed -E 's/.*\b([0-9]+) passed.*/\1/' <<<"$last")))
    local bad; bad=$(sed -E 's/.*\b([0-9]+) failed.*/\1/' <<<"$last")
    if grep -qxF "part $name" "$here/KNOWN_FAILURES"; then skipped=$((skipped + bad)); else failed=$((failed + bad)); fi
    [[ $last =~ ([0-9]+)\ skipped ]] && skipped=$((skipped + BASH_REMATCH[1]))
}

if [ -z "$ALL_SCRIPTS" ]; then
    part layers bash "$here/layers.sh"
    part units build/unit
    part tokens sh "$here/golden/lexer/run.sh" build/tokens
    for golden in "$here"/errors_compile/*.golden; do part "${golden##*/}" build/dis -c "$golden"; done
    part cli bash "$here/cli/run.sh" "$program"
    part repl bash "$here/repl/run.sh" "$program" "$@"
    part code sh "$here/golden/dis/run.sh" build/dis
    for golden in "$here"/syntax/*.golden; do part "${golden##*/}" build/parse -c "$golden"; done
    part names bash "$here/names/run.sh" "$program"
    part trace sh "$here/golden/trace/run.sh" "$program"
    for poller in select poll epoll; do
        RUNNER_FLAGS=--poller=$poller part "sockets by $poller" bash "$here/run.sh" "$program" "$@" tests/sockets
    done
    RUNNER_FLAGS='-X step=100' part "async in steps" bash "$here/run.sh" "$program" "$@" tests/async
fi
part scripts bash "$here/run.sh" "$program" "$@"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
