# SPDX-License-Identifier: MIT
"""Feeds mutated source files to the scanner; any exit by a signal or a sanitizer's report fails.

usage: python3 tests/tools/fuzz_lexer.py TOOL SECONDS SEED FILE...
TOOL is build/tokens, best built with -fsanitize=address,undefined. The seed makes a run repeatable.
"""
import random
import subprocess
import sys
import time

SPICE = [b'"', b"'", b'"""', b"f'", b'f"{', b'{', b'}', b'(', b')', b'[', b']', b'\\', b'\\\n', b'\n', b'\t',
         b' ', b'\xc3', b'\xe2\x80\x94', b'\xff', b'\0', b':', b'!r', b'\\N{', b'\\x', b'0x', b'1_', b'#', b'\f',
         b"rb'", b'if x:\n', b'        ', b'1e', b'$', b'\r', b'# coding: cp1251\n', b':=', b'=}', b'}}', b'{{']


def mutate(rnd, data):
    at = rnd.randrange(len(data) + 1)
    data = bytearray(data[at:at + rnd.randrange(1, 4000)])
    for _ in range(rnd.randrange(1, 30)):
        at = rnd.randrange(len(data) + 1)
        kind = rnd.randrange(4)
        if kind == 0:
            data[at:at] = rnd.choice(SPICE)
        elif kind == 1:
            del data[at:at + rnd.randrange(1, 20)]
        elif kind == 2:
            data[at:at + 1] = bytes([rnd.randrange(256)])
        else:
            data[at:at] = rnd.choice(SPICE) * rnd.randrange(1, 250)
    return bytes(data)


def main():
    tool, seconds, seed, *paths = sys.argv[1:]
    rnd = random.Random(int(seed))
    texts = [open(p, 'rb').read() for p in paths]
    stop = time.monotonic() + float(seconds)
    runs = 0
    while time.monotonic() < stop:
        data = mutate(rnd, rnd.choice(texts))
        mode = rnd.choice(['-l', '-i', '-q', '-l'])
        done = subprocess.run([tool, mode, '-'], input=data, capture_output=True, timeout=20)
        runs += 1
        if done.returncode not in (0, 1) or b'Sanitizer' in done.stderr or b'runtime error' in done.stderr:
            name = f'crash-{runs}.py'
            open(name, 'wb').write(data)
            print(f'{name} {mode}: exit {done.returncode}\n{done.stderr.decode(errors="replace")[:2000]}')
            return 1
    print(f'{runs} runs, no crash')
    return 0


if __name__ == '__main__':
    sys.exit(main())
