#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares the token listings beside this script with what our scanner says; --update writes them.
# usage: tests/golden/lexer/run.sh build/tokens [--update]
tool=$1
passed=0
failed=0
for file in "$(dirname "$0")"/*.py; do
    want=${file%.py}.tokens
    if [ "$2" = --update ]; then
        "$tool" "$file" >"$want" 2>/dev/null
    fi
    if timeout 20 "$tool" "$file" 2>/dev/null | cmp -s - "$want"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $file"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
