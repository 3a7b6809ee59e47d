# SPDX-License-Identifier: MIT
# Every binary operator on every pair of operand types: the type and the value, or the error.
import operator
OPS = [('+', operator.add), ('-', operator.sub), ('*', operator.mul), ('/', operator.truediv),
       ('//', operator.floordiv), ('%', operator.mod), ('**', operator.pow), ('@', operator.matmul),
       ('<<', operator.lshift), ('>>', operator.rshift), ('&', operator.and_), ('|', operator.or_),
       ('^', operator.xor)]
VALUES = [0, 3, -7, 2**70, True, False, 0.0, 2.5, -1.5, 2j, 'ab', '', b'xy', bytearray(b'q'), [1, 2], [],
          (1,), {'k': 1}, {1, 2}, frozenset([2]), None, range(3), ...]


def name(v):
    return repr(v)


for sign, op in OPS:
    for a in VALUES:
        for b in VALUES:
            if sign in ('**', '<<') and (a == 2**70 or b == 2**70):
                continue
            if sign == '*' and (isinstance(a, int) and a > 99 or isinstance(b, int) and b > 99):
                if not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
                    continue
            try:
                r = op(a, b)
                out = type(r).__name__ + ' ' + repr(r)
            except Exception as e:
                out = '! ' + type(e).__name__ + ': ' + str(e)
                generic = '! TypeError: unsupported operand type(s) for %s: %r and %r'
                if out == generic % ('** or pow()' if sign == '**' else sign, type(a).__name__, type(b).__name__):
                    out = 'unsupported'
            print(name(a), sign, name(b), '=', out)
