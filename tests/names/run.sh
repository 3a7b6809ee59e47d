#!/bin/bash
# SPDX-License-Identifier: MIT
# Counts the public names of the library against CPython's.
#   tests/names/run.sh PROGRAM           fails if a name is gone that missing.txt does not list
#   tests/names/run.sh PROGRAM --update  writes missing.txt and the table in tests/README.md
#   ORACLE=python3.13 tests/names/run.sh PROGRAM --update   asks CPython for its names first
here=$(cd "$(dirname "$0")" && pwd)
program=$1
export LC_ALL=C PYTHONHASHSEED=0
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

pairs() { awk '{ for (i = 2; i <= NF; i++) print $1, $i }' "$@" | sort; }

if [ "$2" = --update ] && [ -n "$ORACLE" ]; then
    (cd / && "$ORACLE" "$here/list.py") >"$here/cpython.txt" || exit 1
fi
"$program" "$here/list.py" "$here/cpython.txt" >"$work/mine" || { echo "0 passed, 1 failed"; exit 1; }
pairs "$here/cpython.txt" >"$work/wanted"
pairs "$work/mine" >"$work/there"
comm -23 "$work/wanted" "$work/there" >"$work/missing"

if [ "$2" = --update ]; then
    cp "$work/missing" "$here/missing.txt"
    awk -v OFS=' | ' '
        FILENAME == ARGV[1] { total[$1] = NF - 1; order[++n] = $1; next }
        FILENAME == ARGV[2] { gone[$1]++; names[$1] = names[$1] " " $2; next }
        $2 == "!" { absent[$1] = 1 }
        END {
            for (i = 1; i <= n; i++) {
                m = order[i]; all += total[m]; lost += gone[m]
            }
            print "| module | there | missing | which |\n|---|---|---|---|"
            for (i = 1; i <= n; i++) {
                m = order[i]
                text = absent[m] ? "the module" : length(names[m]) > 90 ? "" : substr(names[m], 2)
                print "| " m, total[m] - gone[m], gone[m] + 0, text " |"
            }
            print "| all", all - lost, lost + 0, " |"
        }' "$here/cpython.txt" "$work/missing" "$work/mine" >"$work/table"
    awk -v table="$work/table" '
        /^<!-- names: end -->/ { inside = 0 }
        !inside
        /^<!-- names: begin/ { inside = 1; while ((getline line < table) > 0) print line }' \
        "$here/../README.md" >"$work/readme" && cp "$work/readme" "$here/../README.md"
    tail -1 "$work/table"
    exit
fi

lost=$(comm -13 <(sort "$here/missing.txt") "$work/missing")
[ -n "$lost" ] && printf 'name is gone: %s\n' "$lost" | sed 's/^/FAIL /'
count=$(wc -l <"$work/wanted")
bad=$(printf '%s' "$lost" | grep -c .)
echo "$((count - $(wc -l <"$work/missing"))) passed, $bad failed, $(comm -12 <(sort "$here/missing.txt") "$work/missing" | wc -l) skipped"
[ "$bad" = 0 ]
