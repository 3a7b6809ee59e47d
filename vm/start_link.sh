#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: start_link.sh ORDER CC...     the linker's own script, with what starting needs side by side in front
# Scattered over the binary, the functions that every script runs (ORDER, one name a line) and the constants that types are
# made of touch four times as many pages. Prints nothing where the linker is not GNU ld.
order=$1; shift
"$@" -no-pie -Wl,--verbose 2>/dev/null | awk -v order="$order" '
    function constants(folder, files) { printf "    */%s/%s.o(.rodata .rodata.*)\n", folder, files }
    /^=====/ { inside = !inside; next }
    !inside { next }
    /^  \.rodata +: *\{/ {
        print "  .rodata :\n  {"
        constants("vm/core", "*"); constants("vm/objects", "*"); constants("vm/run", "*"); constants("vm/sched", "*")
        constants("stdlib", "sys*"); constants("stdlib", "_io"); constants("stdlib", "io_*"); constants("stdlib", "posix")
        constants("repl", "main"); constants("repl", "options")
        constants("parser", "*"); constants("parser/bytecode", "*"); constants("lexer", "[!n]*")
        sub(/^[^{]*\{/, "    ")
    }
    { print }
    /^  \.text +:/ { text = 1 }
    text && /\{/ {
        while ((getline name < order) > 0) printf "    *(.text.%s)\n", name
        text = 0
    }'
