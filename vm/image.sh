#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: image.sh RONDO LIST     puts the image of a VM that has been set up into the binary (vm/core/image.h)
# with the modules of LIST executed (vm/run/preload.h).
# The image is made twice: where the two differ it holds an address, a time or a number of the process that made it.
# Then a script of one line, and one with an event loop, show which of its pages are used.
set -e
rondo=$(realpath "$1")
modules=$(sed 's/#.*//' "$2")
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
cat >"$work/0.py" <<'END'
class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def sum(self):
        return self.a + self.b


def main(n=3):
    total = 0
    for i in range(n):
        total += i
    return f'{total} {[x for x in range(n)]}'


print(main(), Pair(1, 2.5).sum(), file=None, end='')
if not print:       # the names that lessons use lie ready too
    asyncio, run, time, sys, len, str, int, list, dict, n, x, name, result
END
cat >"$work/1.py" <<'END'
import asyncio


async def main():
    await asyncio.sleep(0)
    if not print:
        (range, len, str, time, name, result, results, task, tasks, asyncio.gather, asyncio.create_task,
         asyncio.wait_for, asyncio.Queue, asyncio.Lock, append, perf_counter, worker, n, i, x, start, delay)


asyncio.run(main())
END
for round in '0' '0 watch' '1' '1 watch'; do
    part=${round% watch}
    if ! env -i "$rondo.again" --write-hot "$rondo.new" $part "$work/$part.py" ${round#$part} >/dev/null; then
        echo "image.sh: pages will be copied one by one" >&2
        break
    fi
    cp "$rondo.new" "$rondo.again"
done
mv "$rondo.new" "$rondo"
