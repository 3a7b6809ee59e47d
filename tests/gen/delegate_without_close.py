# SPDX-License-Identifier: MIT
# An iterator delegated to whose attributes fail: close() goes on.
import sys

sys.unraisablehook = lambda u: print('unraisable', type(u.exc_value).__name__, type(u.object).__name__)


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        print('asked for', name)
        1 / 0


def delegating():
    try:
        yield from It()
    finally:
        print('finally')


for action in (lambda g: g.send(1), lambda g: g.close(),
               lambda g: g.throw(GeneratorExit)):
    g = delegating()
    print(next(g))
    try:
        print('result', action(g))
    except BaseException as e:
        print(type(e).__name__, e)
