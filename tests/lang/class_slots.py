# SPDX-License-Identifier: MIT
# __slots__: storage, inheritance, dict and weakref slots, errors.
import weakref
class A:
    __slots__ = ('x', '_y', '__p')
    def __init__(self): self.x = 1; self.__p = 2
a = A(); print(a.x, a._A__p, A.x, type(A.x).__name__, hasattr(a, '__dict__'), A.__slots__)
for bad in (lambda: a._y, lambda: setattr(a, 'z', 1), lambda: delattr(a, '_y'), lambda: weakref.ref(a), lambda: a.__dict__, lambda: setattr(a, '__class__', B), lambda: A.x.__get__(5), lambda: A.x.__set__('s', 1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class B(A):
    __slots__ = 'single'
class C(A): pass
class D(A): __slots__ = ['__dict__', '__weakref__']
b = B(); b.single = 1; b.x = 2; print(b.single, b.x, hasattr(b, '__dict__'))
c = C(); c.anything = 1; print(c.__dict__)
d = D(); d.q = 1; print(d.__dict__, weakref.ref(d)() is d)
del b.x
try: b.x
except AttributeError as e: print(e)
for text in ("class E:\n  __slots__ = ('a',)\n  a = 1", "class E:\n  __slots__ = (1,)", "class E:\n  __slots__ = ('not ident',)", "class E(int):\n  __slots__ = ('x',)", "class E(A):\n  __slots__ = ('__dict__', '__dict__')", "class P:\n  __slots__=('a',)\nclass Q:\n  __slots__=('b',)\nclass E(P, Q): pass", "class E(tuple):\n  __slots__ = ()", "class E:\n  __slots__ = {'a': 'doc of a'}", "class E:\n  __slots__ = ('a', 'a')"):
    try: exec(text); print('fine', text.split('\n')[-1])
    except Exception as e: print(type(e).__name__, e)
class F:
    __slots__ = ('v',)
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
print({F(1), F(1), F(2)} and len({F(1), F(1), F(2)}), F(1) == F(1))
