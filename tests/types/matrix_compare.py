# SPDX-License-Identifier: MIT
# Every comparison on every pair of types.
import operator
OPS = [('==', operator.eq), ('!=', operator.ne), ('<', operator.lt), ('<=', operator.le), ('>', operator.gt),
       ('>=', operator.ge)]
VALUES = [0, 1, True, -3, 2**64, 1.0, 0.5, float('nan'), float('inf'), 1j, 1 + 0j, 'a', 'b', '', b'a', bytearray(b'a'), [1],
          [1, 2], (1,), (1, 2), {1}, {1, 2}, frozenset([1]), {'k': 1}, {}, None, range(2), range(0), ..., NotImplemented, int, slice(1, 2)]
for a in VALUES:
    for b in VALUES:
        row = []
        for sign, op in OPS:
            try:
                row.append(str(op(a, b))[0])
            except TypeError as e:
                row.append('!')
                if sign == '<':
                    message = str(e)
        print(repr(a), repr(b), ' '.join(row), message if '!' in row else '')
