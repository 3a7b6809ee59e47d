# SPDX-License-Identifier: MIT
# Every unary operator, every conversion builtin, on a value of every type.
import operator
import math


def gen():
    yield 1


CALLS = [('-', operator.neg), ('+', operator.pos), ('~', operator.invert), ('not', operator.not_), ('abs', abs), ('bool', bool),
         ('int', int), ('float', float), ('complex', complex), ('str', str), ('bytes', bytes), ('bytearray', bytearray), ('list', list),
         ('tuple', tuple), ('set', lambda v: sorted(set(v), key=repr)), ('frozenset', lambda v: len(frozenset(v))), ('dict', dict), ('len', len), ('hash', lambda v: type(hash(v))),
         ('iter', lambda v: type(iter(v)).__name__), ('reversed', lambda v: list(reversed(v))), ('sum', sum), ('max', max), ('min', min),
         ('all', all), ('any', any), ('sorted', sorted), ('round', round), ('divmod', lambda v: divmod(v, 2)), ('pow', lambda v: pow(v, 2)),
         ('chr', chr), ('ord', ord), ('hex', hex), ('oct', oct), ('bin', bin), ('index', operator.index), ('floor', math.floor),
         ('ceil', math.ceil), ('trunc', math.trunc), ('callable', callable), ('enumerate', lambda v: list(enumerate(v))),
         ('zip', lambda v: list(zip(v))), ('map', lambda v: list(map(str, v))), ('format', format), ('ascii', ascii), ('next', next),
         ('call', lambda v: v()), ('getitem', lambda v: v[0]), ('setitem', lambda v: operator.setitem(v, 0, 9)),
         ('delitem', lambda v: operator.delitem(v, 0)), ('contains', lambda v: 1 in v), ('slice', lambda v: v[0:1])]
MAKE = [lambda: 5, lambda: -2, lambda: True, lambda: 2.7, lambda: -0.0, lambda: 1j, lambda: 'a', lambda: '12', lambda: '', lambda: b'c', lambda: bytearray(b'd'),
        lambda: [3, 1], lambda: [], lambda: (2, 1), lambda: {2: 1}, lambda: {4, 2}, lambda: frozenset([1]), lambda: None, lambda: range(2, 4),
        lambda: [(1, 2)], lambda: ['x', 1], lambda: memoryview(b'ab'), lambda: ..., lambda: slice(1)]
for label, call in CALLS:
    for make in MAKE:
        v = make()
        shown = '<memory>' if isinstance(v, memoryview) else repr(v)
        try:
            r = call(v)
            out = type(r).__name__ + ' ' + ('<memory>' if isinstance(r, memoryview) else repr(r)) + ' left ' + ('<memory>' if isinstance(v, memoryview) else repr(v))
        except Exception as e:
            out = '! ' + type(e).__name__ + ': ' + str(e)
        print(label, shown, '=', out)
