# SPDX-License-Identifier: MIT
# C3, super() in its forms, cooperative inheritance, errors.
class A:
    def f(self): return ['A']
    @classmethod
    def c(cls): return ['Ac', cls.__name__]
    @property
    def p(self): return 'A.p'
class B(A):
    def f(self): return ['B'] + super().f()
    @classmethod
    def c(cls): return ['Bc'] + super().c()
    @property
    def p(self): return 'B.' + super().p
class C(A):
    def f(self): return ['C'] + super(C, self).f()
class D(B, C):
    def f(self): return ['D'] + super().f()
    @staticmethod
    def s(): return super(D, D).c()
    def inner(self): return [super(D, self).f() for _ in range(1)], (lambda: super(D, self).f())()
print(D().f(), D.c(), D().p, D.__mro__, D.s(), D().inner(), D.mro() == list(D.__mro__))
print(super(B, D()).f(), super(A, D()).__class__.__name__, repr(super(B, D())).split(' at')[0], super(B, D).c())
class X(A): pass
class Y(B, X): pass
print([k.__name__ for k in Y.__mro__])
for bad in (lambda: type('E', (A, B), {}), lambda: super(B, C()).f(), lambda: super(5), lambda: super(), lambda: super(B, B()).nosuch, lambda: super(B).f, lambda: super(B, 5), lambda: type('Z', (type('P', (B, C), {}), type('Q', (C, B), {})), {})):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class G:
    def no_self(): return super().f()
    def deleted(self):
        del self
        return super().f()
    def in_gen(self): return list(super(G, self).__repr__()[:2] for _ in range(1))
for f in (lambda: G.no_self(), lambda: G().deleted(), lambda: G().in_gen()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class M(type):
    def mro(cls): return [cls, object]
class Odd(B, metaclass=M): pass
print(Odd.__mro__, hasattr(Odd, 'f'))
class Root:
    def __init__(self, **k): print('Root', k)
class L(Root):
    def __init__(self, l, **k): print('L', l); super().__init__(**k)
class R(Root):
    def __init__(self, r, **k): print('R', r); super().__init__(**k)
class LR(L, R):
    def __init__(self, **k): super().__init__(**k)
LR(l=1, r=2)
