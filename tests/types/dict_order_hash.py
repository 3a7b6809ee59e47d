# SPDX-License-Identifier: MIT
# Insertion order after deletion and growth; colliding and misbehaving keys.
d = {}
for i in range(20): d[i * 8] = i
for i in range(0, 20, 3): del d[i * 8]
for i in range(3): d[f'k{i}'] = i
d[8] = 'old place'
print(d)
class Bad:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, Bad) and self.n == o.n
    def __repr__(self): return f'B{self.n}'
c = {Bad(i): i for i in range(10)}
print(c, c[Bad(7)], Bad(11) in c, c.pop(Bad(3)), list(c))
for b in range(0, 10, 2): c.pop(Bad(b), None)
print(c, len(c))
class Raising:
    def __hash__(self): return 5
    def __eq__(self, o): raise ValueError('eq')
r = {Raising(): 1}
for act in (lambda: r[Raising()], lambda: r.get(Raising()), lambda: Raising() in r, lambda: r.setdefault(Raising(), 1), lambda: {Raising(), Raising()}):
    try:
        print(act())
    except ValueError as e:
        print('raised', e)
class NoHash:
    __hash__ = None
class EqOnly:
    def __eq__(self, o): return True
class BadHash:
    def __hash__(self): return 'x'
class BigHash:
    def __hash__(self): return 2**100 + 7
    def __eq__(self, o): return True
class MinusOne:
    def __hash__(self): return -1
for t in (NoHash, EqOnly, BadHash):
    try:
        hash(t())
    except TypeError as e:
        print(e)
print(hash(BigHash()) == hash(2**100 + 7), hash(MinusOne()), {BigHash(): 1, BigHash(): 2} and 'ok')
class D(dict):
    def __missing__(self, k): return f'<{k}>'
x = D(a=1); print(x['a'], x['b'], x.get('b'), 'b' in x, x, type(x.copy()).__name__, type(x | {}).__name__)
big = {i: str(i) for i in range(5000)}
for i in range(4990): del big[i]
print(big, next(iter(big)))
s = {'x': 1}; s['x'], s['y'] = 2, 3; print(s, [*s])
