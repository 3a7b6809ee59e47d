#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: start_order.sh RONDO >vm/start.order     the functions that a short script runs, then what a first event loop adds,
# then the units of the library that it imports (with a slash in the name)
# Made anew from time to time with a build whose functions have sections (V=release); names that are gone do no harm.
# Needs valgrind.
rondo=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "print('hello')" >"$work/hello.py"
printf 'import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    print("hello")\nasyncio.run(main())\n' >"$work/async.py"

nm "$rondo" | awk '$2 ~ /[tT]/ { print $3 }' | sort -u >"$work/defined"

functions() {   # functions SCRIPT: one name a line, in the binary alone
    valgrind --tool=callgrind --callgrind-out-file="$work/out" "$rondo" "$1" >/dev/null 2>&1
    callgrind_annotate --threshold=100 --auto=no "$work/out" | sed -nE "s/^.*:([A-Za-z_][A-Za-z0-9_.]*)('2)?( \\[.*)?\$/\\1/p" | sort -u |
        comm -12 - "$work/defined"
}

functions "$work/hello.py" >"$work/1"
functions "$work/async.py" | comm -13 "$work/1" - >"$work/2"
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
