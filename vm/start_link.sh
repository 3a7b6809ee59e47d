#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: start_link.sh ORDER CC...     the linker's own script, with what starting needs side by side in front
# Scattered over the binary, the functions that every script runs (ORDER, one name a line), the constants that types are made
# of and the code of the modules that the first event loop imports (in ORDER with a slash) touch four times as many pages.
# Prints nothing where the linker is not GNU ld.
order=$1; shift
"$@" -no-pie -Wl,--verbose 2>/dev/null | awk -v order="$order" '
    BEGIN {
        while ((getline name < order) > 0)
            if (name ~ /\//) unit[++units] = name
            else text[++texts] = name
    }
    function constants(folder, files) { printf "    */%s/%s.o(.rodata .rodata.*)\n", folder, files }
    /^=====/ { inside = !inside; next }
    !inside { next }
    /^  \.rodata +: *\{/ {
        print "  .rodata :\n  {"
        constants("vm/core", "*"); constants("vm/objects", "*"); constants("vm/run", "*"); constants("vm/sched", "*")
        constants("stdlib", "sys*"); constants("stdlib", "_io"); constants("stdlib", "io_*"); constants("stdlib", "posix")
        constants("repl", "main"); constants("repl", "options")
        constants("parser", "*"); constants("parser/bytecode", "*"); constants("lexer", "[!n]*")
        for (i = 1; i <= units; i++) printf "    */%s.o(.rodata .rodata.*)\n", unit[i]
        sub(/^[^{]*\{/, "    ")
    }
    /^  \.data\.rel\.ro *: *\{/ {
        print "  .data.rel.ro :\n  {"
        for (i = 1; i <= units; i++) printf "    */%s.o(.data.rel.ro .data.rel.ro.*)\n", unit[i]
        sub(/^[^{]*\{/, "    ")
    }
    { print }
    /^  \.text +:/ { inside_text = 1 }
    inside_text && /\{/ {
        for (i = 1; i <= texts; i++) printf "    *(.text.%s)\n", text[i]
        inside_text = 0
    }'
