# SPDX-License-Identifier: MIT
# repr of nested and recursive containers, of classes, functions, methods, modules.
import math
l = [1]; l += [l, (l,), {'l': l}]; print(l)
d = {}; d[1] = d; d['v'] = d.values() if 0 else [d]; print(d)
class A:
    def m(self): pass
    @classmethod
    def c(cls): pass
def at(x): return repr(x).split(' at ')[0]
print(at(A()), A, at(A().m), at(A.m), at(A.c), at(lambda: 0), len, [].append.__class__, math.pi.__class__, repr(math)[:14], type, object, at(iter([])), at(x for x in []), at(map(str, [])), at(zip()), at(enumerate([])), at(property()), at(super(A, A())), at(object()))
print([None, True, ..., NotImplemented, 1.0, -0.0, 1e100, 'a"b', b'x', (1,), (), [], {}, set(), frozenset(), range(1), slice(1), 1j, type(None), int | str, list[int]])
print(str([1, 'a', [b'c']]), f'{[1, "q"]}', '%s' % ['x'], '{}'.format({'k': (1,)}), repr({'a': {1}}), repr(frozenset({(1, 2)})))
print(repr(str), repr(print), repr(int.from_bytes).split(' at ')[0], repr(dict.fromkeys).split(' at')[0], repr('a'.join).split(' at')[0], repr(int.__add__), repr((1).__add__).split(' at')[0], repr(type.__call__), repr(A.__dict__['c']).split(' at')[0], repr({}.keys()), repr({1: 2}.items()), repr([].__iter__().__class__))
