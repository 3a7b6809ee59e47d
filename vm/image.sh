#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: image.sh RONDO ORDER     puts the image of a VM that has been set up into the binary (vm/core/image.h)
# with the code of the modules that the first event loop imports (in ORDER as start_order.sh lists them).
# The image is made twice: where the two differ it holds an address, a time or a number of the process that made it.
# Then a script of one line, and one with an event loop, show which of its pages are written to.
set -e
rondo=$(realpath "$1")
modules=$(sed -n '/ /!s,^units/,,p' "$2" | sed 's,/__init__$,,; s,/,.,g')
work=$(mktemp -d)
trap 'rm -rf "$work" "$rondo.bare" "$rondo.again" "$rondo.new"' EXIT
mv "$rondo" "$rondo.bare"
cp "$rondo.bare" "$rondo.again"
"$rondo.bare" --write-image "$rondo.again" $modules
cp "$rondo.bare" "$rondo.new"
(cd / && env -i ANOTHER=environment "$rondo.bare" --write-image "$rondo.new" $modules)
if ! cmp "$rondo.again" "$rondo.new"; then
    echo "image.sh: the image depends on the process that makes it" >&2
    exit 1
fi
echo 'print(end="")' >"$work/0.py"
printf 'import asyncio\nasync def main():\n    await asyncio.sleep(0)\nasyncio.run(main())\n' >"$work/1.py"
for part in 0 1; do
    if ! env -i "$rondo.again" --write-hot "$rondo.new" $part "$work/$part.py"; then
        echo "image.sh: pages will be copied one by one" >&2
        break
    fi
    cp "$rondo.new" "$rondo.again"
done
mv "$rondo.new" "$rondo"
