# SPDX-License-Identifier: MIT
class R:
    def __repr__(self): return repr(self)
class S:
    def __str__(self): return f'{self}'
class E:
    def __eq__(self, o): return self == o
class H:
    def __hash__(self): return hash(self)
class G:
    def __getattr__(self, n): return getattr(self, n + 'x')
class C:
    def __call__(self): return self()
class L:
    def __len__(self): return len(self)
class A:
    def __add__(self, o): return self + o
class I:
    def __iter__(self): return iter(self)
class B:
    def __bool__(self): return bool(self)
class N:
    def __contains__(self, x): return x in self
class X:
    def __index__(self): return [1][self]
class K:
    def __lt__(self, o): return sorted([self, o])
for f in (lambda: repr(R()), lambda: [R()].__repr__(), lambda: str(S()), lambda: E() == 1, lambda: hash(H()), lambda: G().a, lambda: C()(), lambda: len(L()), lambda: A() + 1, lambda: list(I()), lambda: not B(), lambda: 1 in N(), lambda: [1][X()], lambda: sorted([K(), K()]), lambda: '%s' % S(), lambda: max(K(), K()), lambda: {H(): 1}, lambda: isinstance(1, I) or list(map(lambda i: I().__iter__(), [1]))):
    try:
        f()
        print('no error')
    except RecursionError:
        print('RecursionError')
