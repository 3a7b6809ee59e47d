#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: run.sh DIS [-w]   compares listings with the .dis files beside the programs; -w writes them
here=$(dirname "$0")
passed=0 failed=0
for f in "$here"/*.py; do
    want=${f%.py}.dis
    [ "$2" = -w ] && "$1" "$f" >"$want"
    if "$1" "$f" | diff -u "$want" - >/tmp/dis.$$; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $f"
        cat /tmp/dis.$$
    fi
done
rm -f /tmp/dis.$$
echo "$passed passed, $failed failed"
[ $failed = 0 ]
