#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: run.sh RONDO [-w]   compares what --trace says under --virtual-time with the .trace files beside the programs; -w
# writes them. Then every test of tests/async that has the virtual clock runs twice with --trace: the bytes must be the same.
here=$(dirname "$0")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# Addresses differ from run to run, directories from place to place, lines of library files from change to change.
blank() { sed -E 's/0x[0-9a-f]+/0xADDR/g; s/(<frozen [a-z_.]+>):[0-9]+/\1:N/g; s|[^ "]*/([a-z_]+\.py)|\1|g'; }
verdict() { # verdict NAME STATUS FILE
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        head -20 "$3"
    fi
}

for f in "$here"/*.py; do
    want=${f%.py}.trace
    timeout 20 "$1" --virtual-time --trace "$f" 2>&1 | blank >"$work/got"
    [ "$2" = -w ] && cp "$work/got" "$want"
    diff -u "$want" "$work/got" >"$work/diff"
    verdict "$f" $? "$work/diff"
done
for f in "$here"/../../async/*.py; do
    grep -q '^# flags: --virtual-time$' "$f" || continue
    case $f in */virtual_pinned.py | */subprocess_virtual.py) continue ;; esac # tied to real time on purpose
    for i in 1 2; do
        timeout 20 "$1" --virtual-time --trace "$f" 2>&1 | blank >"$work/run$i"
    done
    diff "$work/run1" "$work/run2" >"$work/diff"
    verdict "two runs of $f" $? "$work/diff"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
