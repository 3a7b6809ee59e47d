#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: start_order.sh RONDO MAP >vm/start.order     what a short script touches of the binary, then what a first event loop adds:
# sections of functions and constants, `FILE SECTION`, and after them the modules of the library that it imports (units/NAME alone).
# MAP is the linker's map of RONDO, whose functions and constants have sections of their own (V=release).
# `make order` runs it, from time to time; names that are gone do no harm. Needs valgrind.
rondo=$(realpath "$1")
map=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "print('hello')" >"$work/hello.py"
printf 'import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    print("hello")\nasyncio.run(main())\n' >"$work/async.py"

# The sections of the binary by address: 16 hexadecimal digits, file, name. What is not of objects of ours has no name.
awk '
    /^\.(text|rodata|data\.rel\.ro) / { inside = 1; next }
    /^[^ ]/ { inside = 0 }
    !inside { next }
    NF == 1 && /^ \./ { name = $1; next }
    /^ \./ { name = $1; sub(/^ [^ ]+/, "") }
    NF == 3 && $1 ~ /^0x/ && $2 != "0x0" && name {
        ours = $3 ~ /^build\/.*\.o$/ && $3 !~ /\/frozen\.o$/
        file = $3
        sub(/^build\/[^\/]*\//, "", file)
        sub(/\.o$/, "", file)
        print substr($1, 3), ours ? file " " name : ""
    }
    { name = "" }' "$map" | LC_ALL=C sort -u >"$work/sections"

touched() {   # touched SCRIPT: the sections that it reads or runs
    valgrind --tool=lackey --trace-mem=yes --log-fd=3 "$rondo" "$1" 3>&1 >/dev/null 2>&1 |
        sed -nE 's/^[I ][ LSM]  ?([0-9a-f]+),.*/0000000000000000\1/; s/^0+([0-9a-f]{16})$/\1 ?/p' | awk '!seen[$0]++' | LC_ALL=C sort |
        LC_ALL=C sort -m -k1,1 -s "$work/sections" - |
        awk '$2 == "?" { if (name != "") print name; next } { $1 = ""; name = substr($0, 2) }' | LC_ALL=C sort -u
}

touched "$work/hello.py" >"$work/1"
touched "$work/async.py" | comm -13 "$work/1" - >"$work/2"
cat "$work/1" "$work/2"
cat >"$work/modules.py" <<'END'
import asyncio, sys
async def main(): pass
asyncio.run(main())
for name, module in sorted(sys.modules.items()):
    if name not in ('__main__', '_sitebuiltins', *sys.builtin_module_names):
        print('units/' + name.replace('.', '/') + '/__init__' * hasattr(module, '__path__'))
END
"$rondo" "$work/modules.py"
