#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: freeze.sh stdlib/py/NAME.py ...     prints an assembler file with the texts, the table frozen_modules
# (struct FrozenModule of vm/run/import.h: name, source, size, package) and beside it frozen_units, the code of each.
rows=
units=
names=
n=0
echo '    .section .rodata'
for file; do
    name=${file#stdlib/py/}
    name=${name%.py}
    package=0
    case $name in */__init__) package=1; name=${name%/__init__} ;; esac
    name=$(echo "$name" | tr / .)
    echo "text$n: .incbin \"$file\""
    echo "end$n: .byte 0"
    names="$names
name$n: .asciz \"$name\""
    rows="$rows
    .quad name$n, text$n
    .long end$n - text$n
    .byte $package, 0, 0, 0"
    unit=${file#stdlib/py/}
    units="$units
    .quad frozen_unit_$(echo "${unit%.py}" | sed 's,/,_S_,g')"
    n=$((n + 1))
done
# The names lie side by side: between the texts, a search for one would read a page of every module.
cat <<END
$names
    .section .data.rel.ro, "aw"
    .globl frozen_modules
    .balign 8
frozen_modules:$rows
    .quad 0, 0, 0
    .globl frozen_units
frozen_units:$units
    .quad 0
    .section .note.GNU-stack, "", @progbits
END
