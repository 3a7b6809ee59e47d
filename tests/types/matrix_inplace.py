# SPDX-License-Identifier: MIT
# Every augmented operator on every pair: whether the object stays the same, the result or the error.
import operator
OPS = [('+=', operator.iadd), ('-=', operator.isub), ('*=', operator.imul), ('/=', operator.itruediv),
       ('//=', operator.ifloordiv), ('%=', operator.imod), ('**=', operator.ipow), ('@=', operator.imatmul),
       ('<<=', operator.ilshift), ('>>=', operator.irshift), ('&=', operator.iand), ('|=', operator.ior),
       ('^=', operator.ixor)]
MAKE = [lambda: 5, lambda: 2.5, lambda: 'ab', lambda: b'xy', lambda: bytearray(b'q'), lambda: [1, 2],
        lambda: (1,), lambda: {'k': 1}, lambda: {1, 2}, lambda: frozenset([2]), lambda: None, lambda: 1j]
for sign, op in OPS:
    for ma in MAKE:
        for mb in MAKE:
            a, b = ma(), mb()
            shown = repr(a)
            try:
                r = op(a, b)
                same = r is a and isinstance(a, (list, dict, set, bytearray))
                out = type(r).__name__ + ' ' + repr(r) + (' same' if same else '')
            except Exception as e:
                out = '! ' + type(e).__name__ + ': ' + str(e)
                generic = '! TypeError: unsupported operand type(s) for %s: %r and %r'
                if out == generic % ('**=' if sign == '**=' else sign, type(a).__name__, type(b).__name__):
                    out = 'unsupported'
            print(shown, sign, repr(b), '=', out)
