# SPDX-License-Identifier: MIT
# functools: wrappers, caches, partial, ordering, generic functions.
import functools
from functools import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


def deco(f):
    @wraps(f)
    def w(*a, **k):
        return f(*a, **k)
    return w


def base(a: int, b=2) -> str:
    "docs"
    return a + b


base.attr = 1
d = deco(base)
print(d.__name__, d.__doc__, d.__wrapped__ is base, d.attr, d.__annotations__, d.__module__, d(1), WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
print(update_wrapper(lambda: 0, len).__name__, update_wrapper(lambda: 0, base, assigned=(), updated=()).__name__)


@lru_cache(maxsize=2)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(10), fib.cache_info(), fib.cache_parameters(), fib.__name__)
fib.cache_clear()
print(fib.cache_info())


@cache
def sq(x):
    print('computing', x)
    return x * x


print(sq(2), sq(2), sq(2.0), sq.cache_info(), sq.cache_parameters())


@lru_cache
def plain(x, *, k=1): return x
@lru_cache(typed=True, maxsize=None)
def typed(x): return x
@lru_cache(maxsize=-5)
def none(x): return x


print(plain(1, k=2), plain.cache_parameters(), typed(1), typed(1.0), typed.cache_info(), none(1), none.cache_info())
show(lru_cache, 'x')
show(plain, [])


class M:
    @lru_cache
    def m(self, x): return x

    @cached_property
    def cp(self):
        "cp doc"
        print('once')
        return 42


m = M()
print(m.m(3), m.cp, m.cp, m.__dict__, M.cp.__doc__, M.cp.attrname)
del m.cp
print(m.cp)


class Slots:
    __slots__ = ()
    @cached_property
    def v(self): return 1


show(lambda: Slots().v)
cp = cached_property(lambda s: 1)
class NoName: pass
NoName.x = cp
show(lambda: NoName().x)


def two_names():
    class A:
        a = b = cached_property(lambda s: 1)


show(two_names)


@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, T) else NotImplemented
    def __lt__(self, o): return self.v < o.v if isinstance(o, T) else NotImplemented


print(T(1) <= T(2), T(1) >= T(2), T(2) > T(1), T(1) <= T(1), T.__le__.__name__)
show(lambda: T(1) <= 3)
show(lambda: T(1) > 'x')
for op in '__le__', '__gt__', '__ge__':
    ns = {'__init__': T.__init__, '__eq__': T.__eq__, op: lambda s, o, op=op: getattr(s.v, op)(o.v)}
    U = total_ordering(type('U', (), dict(ns, __eq__=lambda s, o: s.v == o.v)))
    print(op, [getattr(U(a), n)(U(b)) for a, b in [(1, 2), (2, 1), (1, 1)] for n in ('__lt__', '__le__', '__gt__', '__ge__')])
show(total_ordering, type('Empty', (), {}))
p = partial(base, 1, b=5)
print(p(), p.func is base, p.args, p.keywords, partial(p, b=7)(), partial(int, base=2)('101'))
show(partial)


class PM:
    def meth(self, a, b, c=0): return (a, b, c)
    pm = partialmethod(meth, 1, c=9)
    pc = partialmethod(classmethod(lambda cls, x: (cls.__name__, x)), 3)
    ps = partialmethod(staticmethod(lambda x, y: (x, y)), 3)
    nested = partialmethod(pm, 2)


print(PM().pm(2), PM().pc(), PM().ps(4), PM().nested(), PM.pm(PM(), 5))
print(repr(partialmethod(int, 1, base=2)))
show(partialmethod, 3)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [], 5), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
show(reduce, max, [])


@singledispatch
def fun(arg, extra=None): return ('obj', arg)
@fun.register(int)
def _(arg, extra=None): return ('int', arg)
@fun.register
def _(arg: list, extra=None): return ('list', arg)
@fun.register
def _(arg: float | bytes): return ('fb', arg)
fun.register(type(None), lambda a: 'none')


import collections.abc as abc


@fun.register(abc.Mapping)
def _(arg): return ('map', arg)


for v in [1, True, [1], 2.5, b'x', None, {'a': 1}, 'str', ()]:
    show(fun, v)
print(fun.dispatch(bool) is fun.dispatch(int), fun.registry[int](3), fun.__name__, sorted(k.__name__ for k in fun.registry))
show(fun)
show(fun.register, 3)
show(fun.register, lambda x: x)


def noann(x: 'nothing'): pass


show(fun.register, noann)
def wrongann(x: 3): pass
show(fun.register, 'x', len)
fun.register(abc.Sized, lambda a: 'sized')
class Both(abc.Sized, abc.Iterable):
    def __len__(self): return 0
    def __iter__(self): return iter(())
fun.register(abc.Iterable, lambda a: 'iter')
show(fun, Both())
show(fun, ())


class Virt:
    def __len__(self): return 0
    def __iter__(self): return iter(())


show(fun, Virt())


class SD:
    @singledispatchmethod
    def go(self, a): return 'default'
    @go.register
    def _(self, a: int): return 'int'
    @go.register(str)
    def _(self, a): return 'str'

    @singledispatchmethod
    @classmethod
    def cm(cls, a): return cls.__name__, 'd'
    @cm.register
    @classmethod
    def _(cls, a: int): return cls.__name__, 'i'


print(SD().go(1), SD().go('x'), SD().go(2.5), SD.cm(1), SD.cm('x'), SD().go.__name__)
show(SD().go)
show(singledispatchmethod, 3)
