#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes the tables of Unicode names for lexer/names.c: names.sh names_short.def FOLDER
# FOLDER is that of the package unicode-data; without it the names of names_short.def are all.
#   TEXT(name)       all names, in the order of the tables below
#   START(place)     where each of them begins
#   PLACE(cp)        the official names, by code point; behind them ALIAS(cp)
#   ORDER(number)    the same by name
#   SEQUENCE(name, code points)
set -e
export LC_ALL=C
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
if [ -f "$2/UnicodeData.txt" ]; then
    # Behind it what Unicode 15.1 has more than 15.0, which Debian 12 ships.
    cat "$2/UnicodeData.txt" - <<'15.1' | awk -F';' '$2 !~ /^</ { printf "%6s;%s\n", $1, $2 }' |
2FFC;IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM RIGHT
2FFD;IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM LOWER RIGHT
2FFE;IDEOGRAPHIC DESCRIPTION CHARACTER HORIZONTAL REFLECTION
2FFF;IDEOGRAPHIC DESCRIPTION CHARACTER ROTATION
31EF;IDEOGRAPHIC DESCRIPTION CHARACTER SUBTRACTION
15.1
        sort -u | sed 's/^ *//' >"$work/names"
    awk -F';' '/^[0-9A-F]/ { print $1 ";" $2 }' "$2/NameAliases.txt" >"$work/aliases"
    awk -F';' '/^[A-Z]/ { print "SEQUENCE(\"" $1 "\", \"" $2 "\")" }' "$2/NamedSequences.txt" >"$work/sequences"
else
    # Of several names of a character the longest is the official one; control characters have none.
    tr '\n' ' ' <"$1" | sed 's/NAME(0x/\n/g' | sed -n 's/^\([0-9A-F]*\), "\([^"]*\)").*/\1;\2/p' |
        awk -F';' '{ cp = sprintf("%6s", $1); gsub(/ /, "0", cp); print cp ";" 999 - length($2) ";" $2 }' |
        sort | awk -F';' -v names="$work/names" -v aliases="$work/aliases" '
            BEGIN { printf "" >names; printf "" >aliases }
            { control = $1 < "000020" || ($1 >= "00007F" && $1 < "0000A0")
              print $1 ";" $3 >(control || $1 == last ? aliases : names); last = $1 }'
    : >"$work/sequences"
fi
test -s "$work/names"
echo '/* Made by lexer/names.sh. */'
cat "$work/names" "$work/aliases" | awk -F';' '{ print "TEXT(\"" $2 "\")" }'
cat "$work/names" "$work/aliases" | awk -F';' '{ print "START(" at ")"; at += length($2) + 1 }' at=0
awk -F';' '{ print "PLACE(0x" $1 ")" }' "$work/names"
awk -F';' '{ print "ALIAS(0x" $1 ")" }' "$work/aliases"
cat "$work/names" "$work/aliases" | awk -F';' '{ print $2 ";" NR - 1 }' | sort -t';' -k1,1 |
    awk -F';' '{ print "ORDER(" $2 ")" }'
cat "$work/sequences"
