# SPDX-License-Identifier: MIT
# Classes that lean on the library: dataclass, enum, namedtuple, functools.
from dataclasses import dataclass, field, asdict, replace, astuple, fields, FrozenInstanceError
from enum import Enum, IntEnum, Flag, auto
from collections import namedtuple
from functools import total_ordering, cached_property, singledispatch, lru_cache
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)
print(P(1), P(1, 2) < P(2), P(1) == P(1), asdict(P(1)), astuple(P(1)), replace(P(1), y=5), [f.name for f in fields(P)])
@dataclass(frozen=True)
class F:
    a: int
    def __post_init__(self): print('post', self.a)
f = F(1); print(hash(f) == hash(F(1)))
for bad in (lambda: setattr(f, 'a', 2), lambda: P(), lambda: P(1, 2, [], 4)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
class C(Enum):
    RED = 1
    BLUE = 'b'
    ALIAS = 1
print(C.RED, repr(C.RED), C('b'), C['RED'], C.ALIAS is C.RED, list(C), C.RED.name, C.RED.value, C.RED == 1, C.RED in C, {C.RED: 1}[C.RED], len(C))
for bad in (lambda: C(5), lambda: C['X'], lambda: setattr(C, 'RED', 3), lambda: C.RED < C.BLUE):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
class I(IntEnum):
    A = auto()
    B = auto()
class G(Flag):
    R = auto()
    W = auto()
print(I.A + 1, I.B > I.A, I(2), G.R | G.W, G.R in (G.R | G.W), G(0), ~G.R, f'{I.A}', f'{C.RED}')
N = namedtuple('N', 'a b', defaults=[2]); n = N(1); print(n, n.a, n._replace(a=5), n._asdict(), N._fields, n == (1, 2), N._make([7, 8]), isinstance(n, tuple))
@total_ordering
class T:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
    def __eq__(s, o): return s.v == o.v
print(T(1) <= T(2), T(1) >= T(2), T(3) > T(2))
class K:
    @cached_property
    def p(self): print('computed'); return 5
k = K(); print(k.p, k.p)
@singledispatch
def d(x): return 'other'
@d.register
def _(x: int): return 'int'
@d.register(str)
def _(x): return 'str'
print(d(1), d('a'), d(2.5), d(True))
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
