# The arguments of exceptions, seen by __new__ and __init__, and lines of tracebacks asked for late.
import sys
import types


class Two(Exception):
    def __new__(cls, a, b):
        return super().__new__(cls, a)

    def __init__(self, a, b):
        print('had', self.args)
        super().__init__(a, b)


class Silent(Exception):
    def __init__(self, a):
        pass


class Other(Exception):
    def __init__(self, a):
        super().__init__('other', a)


for cls, args in ((Two, (1, 2)), (Silent, (3,)), (Other, (4,)), (ValueError, ()), (KeyError, ('k',)), (OSError, (2, 'no')),
                  (StopIteration, (5,)), (SystemExit, (6,)), (UnicodeDecodeError, ('utf-8', b'x', 0, 1, 'why'))):
    e = cls(*args)
    print(repr(e), e.args)
e = ValueError(1, [2])
before = e.args
e.__init__(1, [2])
print(e.args, before == e.args)
e.__init__(1)
print(e.args)
e.__init__()
print(e.args)
e.__init__(1.0)
e.__init__(1)
print(e.args)
e.args = [7, 8]
e.__init__(7, 8)
print(e.args)


def inner(n):
    if n == 0:
        raise ValueError('deep')
    return inner(
        n - 1)


def gen():
    yield 1


kept = []
for n in range(3):
    try:
        inner(n)
    except ValueError as e:
        kept.append(e)
for e in kept:
    tb, lines = e.__traceback__, []
    while tb:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    print(lines)
g = gen()
try:
    g.throw(KeyError('early'))
except KeyError as e:
    print(e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_lineno)
tb = kept[1].__traceback__
made = types.TracebackType(None, tb.tb_frame, tb.tb_lasti, -1)
print(made.tb_lineno == tb.tb_lineno, types.TracebackType(tb, tb.tb_frame, 0, 77).tb_lineno)
