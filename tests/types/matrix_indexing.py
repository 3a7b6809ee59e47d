# SPDX-License-Identifier: MIT
# Indexing every container with an index of every type: value or error; assignment and deletion too.
MAKE = [lambda: [1, 2, 3], lambda: (1, 2, 3), lambda: 'abc', lambda: b'abc', lambda: bytearray(b'abc'), lambda: range(3), lambda: {0: 'z', 'a': 1, (1, 2): 't'}, lambda: {1, 2},
        lambda: 5, lambda: None, lambda: 2.5, lambda: (x for x in 'ab'), lambda: len, lambda: frozenset([1])]
INDEX = [0, -1, 2, 3, -4, True, 1.0, 'a', None, (1, 2), slice(0, 2), [1], 2**80, -2**80, ..., b'a', {}]


class Idx:
    def __index__(self): return 1
    def __repr__(self): return 'Idx()'


class BadIdx:
    def __index__(self): return 'x'
    def __repr__(self): return 'BadIdx()'


for make in MAKE:
    for i in INDEX + [Idx(), BadIdx()]:
        label = type(make()).__name__ + '[' + repr(i) + ']'
        try:
            out = repr(make()[i])
        except Exception as e:
            out = type(e).__name__ + ': ' + str(e)
        print(label, out)
        v = make()
        try:
            v[i] = 7
            out = repr(v)
        except Exception as e:
            out = type(e).__name__ + ': ' + str(e)
        print(label, '= 7:', out)
        v = make()
        try:
            del v[i]
            out = repr(v)
        except Exception as e:
            out = type(e).__name__ + ': ' + str(e)
        print('del', label, out)
