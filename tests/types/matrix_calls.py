# SPDX-License-Identifier: MIT
# Wrong numbers and names of arguments: the messages of functions in the language.
def f0(): return 'f0'
def f1(a): return a
def f2(a, b): return a, b
def f3(a, b=2, *, c, d=4): return a, b, c, d
def pos(a, b, /, c): return a, b, c
def star(a, *r, k=0, **kw): return a, r, k, kw
def kwonly(*, x, y, z=1): return x, y, z
def kws(**kw): return kw
def many(a, b, c, d): return a
class C:
    def m(self, x, y=1): return x, y
    @classmethod
    def cm(cls, q): return q
    @staticmethod
    def sm(q): return q
    def __init__(self, v=0): pass


FUNCTIONS = [f0, f1, f2, f3, pos, star, kwonly, kws, many, C().m, C.cm, C.sm, C, lambda x, y: x]
ARGS = [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4, 5)]
KW = [{}, {'a': 1}, {'b': 2}, {'c': 3}, {'c': 3, 'd': 4}, {'x': 1, 'y': 2}, {'zz': 0}, {'k': 5, 'w': 6}, {'self': 1}, {'a': 1, 'b': 2, 'c': 3}, {'q': 1}, {'aa': 1}, {'v': 1}]
for f in FUNCTIONS:
    for a in ARGS:
        for k in KW:
            try:
                out = repr(f(*a, **k)) if f is not C else 'C made'
            except TypeError as e:
                out = 'TypeError: ' + str(e)
            print(f.__qualname__, a, k, out)
