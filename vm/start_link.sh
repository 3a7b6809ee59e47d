#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: start_link.sh ORDER CC...     the linker's own script, with what starting needs side by side in front
# Scattered over the binary, the functions that every script runs, the constants that types are made of and the code of the
# modules that the first event loop imports touch seven times as many pages. ORDER has a line `FILE SECTION` for each.
# Prints nothing where the linker is not GNU ld.
order=$1; shift
"$@" -no-pie -Wl,--verbose 2>/dev/null | awk -v order="$order" '
    BEGIN {
        while ((getline line < order) > 0)
            if (split(line, part, " ") == 2) {
                match(part[2], /^\.(text|rodata|data\.rel\.ro)/)
                kind = substr(part[2], 1, RLENGTH)
                front[kind] = front[kind] "    */" part[1] ".o(" part[2] ")\n"
            }
    }
    /^=====/ { inside = !inside; next }
    !inside { next }
    match($0, /^  \.(rodata|data\.rel\.ro) *: *\{/) {
        print "  " $1 " :\n  {"
        printf "%s", front[$1]
        sub(/^[^{]*\{/, "    ")
    }
    { print }
    /^  \.text +:/ { inside_text = 1 }
    inside_text && /\{/ {
        printf "%s", front[".text"]
        inside_text = 0
    }'
