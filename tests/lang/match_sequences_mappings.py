# SPDX-License-Identifier: MIT
# Sequence and mapping patterns.
from collections import deque, OrderedDict, defaultdict
from collections.abc import Sequence
def seq(v):
    match v:
        case [x]: return f'one {x}'
        case [1, *mid, 9]: return f'1..9 {mid}'
        case (x, y): return f'pair {x} {y}'
        case [[a, *_], *rest]: return f'nested {a} {rest}'
        case [*_, 'end']: return 'ends'
        case [*all]: return f'all {all}'
        case _: return 'not a sequence'
for v in ([5], (5,), [1, 9], [1, 2, 3, 9], (3, 4), [[7, 8], 1, 2], [1, 2, 'end'], [], 'ab', b'ab', {1, 2}, {1: 2}, range(3), range(1), deque([1, 2]), bytearray(b'ab'), memoryview(b'a'), iter([1]), [('ab', 1), 2, 3]):
    print(type(v).__name__, seq(v))
def mp(v):
    match v:
        case {'type': 'point', 'x': x, 'y': y}: return f'point {x} {y}'
        case {'type': t, **rest}: return f'typed {t} {rest}'
        case {1: _, 2: [a, b]}: return f'numbers {a} {b}'
        case {}: return f'mapping of {len(v)}'
        case _: return 'no'
for v in ({'type': 'point', 'x': 1, 'y': 2}, {'type': 'point', 'x': 1}, {'type': 5}, {1: 0, 2: (3, 4)}, {1: 0, 2: 3}, {}, {'q': 1}, [], OrderedDict(type=1), defaultdict(list)):
    print(v, mp(v))
dd = defaultdict(int)
match dd:
    case {'missing': x}: print('no')
    case _: print('not created', dict(dd))
class K: NAME = 'key'
match {'key': 1, None: 2, 1.5: 3, -1: 4, True: 5}:
    case {K.NAME: a, None: b, 1.5: c, -1: d, True: e}: print(a, b, c, d, e)
class MySeq(Sequence):
    def __len__(self): return 2
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return i * 10
match MySeq():
    case [a, b]: print(a, b)
match [1, 2, 3, 4, 5]:
    case [a, b, *c, d]: print(a, b, c, d)
match {'a': {'b': [1, {'c': 2}]}}:
    case {'a': {'b': [_, {'c': deep}]}}: print(deep)
match ({'k': 1}, [2]):
    case ({'k': int(n)}, [m]) as whole: print(n, m, whole)
match [1, 1]:
    case [a, b] if a == b: print('equal')
match {'x': 1}:
    case {'x': 1 | 2 as v, **kw} if not kw: print(v, kw)
