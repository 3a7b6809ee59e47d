# SPDX-License-Identifier: MIT
# Subclasses of builtin types.
class L(list):
    def __init__(self, *a, tag=None): super().__init__(*a); self.tag = tag
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ('L', super().__getitem__(i))
l = L([1, 2], tag='t'); l.append(5); print(l, l[0], l.tag, list(l), l == [1, 2, 10], type(l + [1]).__name__, type(l[0:1]).__name__, type(l.copy()).__name__, isinstance(l, list), sorted(l), l.__class__.__mro__)
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __getitem__(self, k): return super().__getitem__(k) * 10
    def __contains__(self, k): return True
d = D(a=1); d['b'] = 2; d.update(c=3); print(d, d['b'], d.get('b'), 'zz' in d, dict(d), {**d}, d | {'q': 1}, type(d | {}).__name__, list(d.items()))
class I(int):
    def __new__(cls, v, note=''):
        self = super().__new__(cls, v); self.note = note
        return self
    def __add__(self, o): return I(int(self) + o, 'sum')
    def __str__(self): return 'I' + super().__repr__()
i = I(5, 'n'); print(i, i.note, (i + 1).note, 1 + i, type(1 + i).__name__, i * 2, type(i * 2).__name__, sum([i, i]), [0, 1, 2, 3, 4, 5][i], f'{i}', f'{i:d}', '%d %s' % (i, i), i == 5, {5: 'x'}[i], range(i))
class F(float):
    def __repr__(self): return 'F'
print(F(1.5), [F(1)], F(2) + 1, str(F(1)), f'{F(1)}', type(-F(1)).__name__, F('3').is_integer(), round(F(2.7)))
class T(tuple):
    x = property(lambda s: s[0])
print(T((1, 2)), T((1, 2)).x, T('ab') + (1,), T([3]) == (3,), hash(T()) == hash(()))
class S(set): pass
print(S([1]), S([1]) | {2}, type(S() | S()).__name__, type(S().copy()).__name__, frozenset([1]) == S([1]), repr(S()))
class B(bytes): pass
print(B(b'x'), type(B(b'x') + b'y').__name__, B(b'ab')[0], B([65]))
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return f'E<{self.args[0]},{self.b}>'
try: raise E(1, 2)
except Exception as e: print(repr(e), str(e), e.args, e.b)
class Str(str):
    def upper(self): return Str('UP')
    def __eq__(self, o): return 'eq'
    def __hash__(self): return 1
    def __len__(self): return 99
s = Str('ab'); print(s.upper(), s == 'x', len(s), s.lower(), type(s.lower()).__name__, 'a' in s, {Str('k'): 1}, s.__class__.__name__, s[0], list(s))
class O(object):
    __hash__ = None
