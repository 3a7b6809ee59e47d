# SPDX-License-Identifier: MIT
# dataclasses: every option and function, errors.
import dataclasses
import inspect
from abc import ABC, abstractmethod
from dataclasses import *
from typing import ClassVar, Any


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class P:
    x: int
    y: float = 2.5
    z: list = field(default_factory=list)
    c: ClassVar[int] = 7
    h: str = field(default='hid', repr=False, compare=False)


p = P(1)
print(p, P.__doc__, p == P(1), p == P(2), p != 3, P.__match_args__, p.z is P(1).z, P.c, P.y, hasattr(P, 'z'))
print(inspect.signature(P), P.__init__.__annotations__, P.__hash__, P.__eq__.__qualname__, P.__init__.__qualname__)
for f in fields(P):
    print(f.name, f.type, f.init, f.repr, f.hash, f.compare, f.kw_only, f.metadata, f.default is MISSING, f.default_factory is MISSING)
print(repr(fields(P)[1]).replace(repr(MISSING), 'MISSING'), P.__dataclass_params__)
for f in [lambda: P(), lambda: P(1, 2, 3, 4, 5), lambda: P(q=1), lambda: p < p, lambda: hash(p), lambda: fields(3), lambda: asdict(P),
          lambda: replace(3), lambda: replace(p, nope=1)]:
    show(f)


@dataclass(order=True, frozen=True)
class O:
    a: int
    b: str = 'b'


print(O(1) < O(2), O(1, 'c') >= O(1), sorted([O(3), O(1)]), hash(O(1)) == hash(O(1)), hash(O(1)) == hash((1, 'b')), {O(1): 1}[O(1)])
show(lambda: setattr(O(1), 'a', 2))
show(lambda: delattr(O(1), 'a'))
show(lambda: setattr(O(1), 'new', 2))
show(lambda: O(1) < 3)
print(replace(O(1), a=9), O(1).__lt__(3))


@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2


@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 3
    c: str


print(K(a=1), K2(1, c='x'), inspect.signature(K), inspect.signature(K2), K2.__match_args__)
show(lambda: K(1))


@dataclass
class Post:
    a: int
    iv: InitVar[int]
    d: InitVar[str] = 'dflt'
    total: int = field(init=False)
    pre: int = field(init=False, default=5)

    def __post_init__(self, iv, d):
        self.total = self.a + iv
        self.d2 = d


q = Post(1, 2)
print(q, q.d2, [f.name for f in fields(q)], repr(InitVar[int]), repr(InitVar[list[int]]), Post.d)
show(lambda: replace(q, a=5))
print(replace(q, a=5, iv=1))
show(lambda: replace(q, total=5, iv=1))


@dataclass(slots=True)
class S:
    a: int
    b: list = field(default_factory=list)
    e: int = field(init=False, default=9)

    def m(self):
        return __class__.__name__


s = S(1)
print(s, S.__slots__, hasattr(s, '__dict__'), s.m(), s.e)
show(lambda: setattr(s, 'zz', 1))


@dataclass(slots=True, weakref_slot=True)
class SW(S):
    c: int = 0


print(SW.__slots__, SW(1, c=3))


@dataclass(slots=True, frozen=True)
class SF:
    a: int


show(lambda: setattr(SF(1), 'a', 2))
print(SF(1), hash(SF(1)) == hash(SF(1)))


@dataclass
class Base:
    a: int
    b: int = 0


@dataclass
class Derived(Base):
    c: int = 1
    a: str = 'over'


print(Derived(), [f.name for f in fields(Derived)], Derived(1, 2, 3), isinstance(Derived(), Base), Base(1) == Derived(1))


@dataclass(eq=False, repr=False, init=False)
class Plain:
    a: int = 1


print(Plain().a, Plain() == Plain(), Plain.__init__ is object.__init__)


@dataclass(unsafe_hash=True)
class UH:
    a: int
    b: list = field(default_factory=list, hash=False)


print(hash(UH(1)) == hash((1,)))


@dataclass
class Own:
    a: int

    def __repr__(self):
        return 'own'

    def __eq__(self, o):
        return 'eq'

    def __init__(self):
        self.a = 3


print(Own(), Own() == 1, Own().a)


@dataclass
class Node:
    v: int
    kids: list['Node'] = field(default_factory=list)
    extra: dict = field(default_factory=dict)


n = Node(1, [Node(2), Node(3, extra={'k': Node(4)})])
print(asdict(n), astuple(n), asdict(n, dict_factory=lambda x: sorted(k for k, _ in x)))
n.kids.append(n.kids[0])
rec = Node(0)
rec.kids.append(rec)
print(rec)
NT = dataclasses.make_dataclass('NT', ['x', ('y', int), ('z', int, field(default=3))], namespace={'dbl': lambda self: self.y * 2}, frozen=True)
print(NT(1, 2), NT(1, 2).dbl(), NT.__module__, NT.__annotations__)
show(make_dataclass, 'B', ['for'])
show(make_dataclass, 'B', ['x', 'x'])
show(make_dataclass, 'B', [3])
show(make_dataclass, 'B', ['a b'])
show(make_dataclass, 'B', [('a', 'b', 'c', 'd')])
show(make_dataclass, 'B', [('a', int, 1), 'b'])
show(make_dataclass, 'B', [('a', list, [])])
show(make_dataclass, 'B', ['a'], order=True, eq=False)
show(make_dataclass, 'B', ['a'], weakref_slot=True)
show(make_dataclass, 'B', ['a'], bases=(O,))
show(make_dataclass, 'B', ['a'], bases=(P,), frozen=True)
show(field, default=1, default_factory=int)


def bad1():
    @dataclass
    class A:
        x = field()


def bad2():
    @dataclass(order=True)
    class A:
        x: int
        def __lt__(self, o): pass


def bad3():
    @dataclass(frozen=True)
    class A:
        x: int
        def __setattr__(self, *a): pass


def bad4():
    @dataclass(unsafe_hash=True)
    class A:
        x: int
        def __hash__(self): return 1


def bad5():
    @dataclass
    class A:
        _: KW_ONLY
        x: int
        __: KW_ONLY


def bad6():
    @dataclass(slots=True)
    class A:
        __slots__ = ('x',)
        x: int


def bad7():
    @dataclass
    class A:
        x: ClassVar[int] = field(default_factory=int)


for f in bad1, bad2, bad3, bad4, bad5, bad6, bad7:
    show(f)


@dataclass
class Strs:
    a: 'int'
    b: 'ClassVar[int]' = 1
    c: 'InitVar[int]' = 2
    d: 'Any' = None


print([f.name for f in fields(Strs)], Strs(1), is_dataclass(Strs), is_dataclass(Strs(1)), is_dataclass(3), inspect.signature(Strs), Strs.__doc__)


@dataclass
class Ab(ABC):
    x: int

    @abstractmethod
    def m(self): pass


show(Ab, 1)
match P(1, 2.0):
    case P(x, y):
        print('match', x, y)


@dataclass
class SelfField:
    self: int
    other: int = 1


print(SelfField(5), P.__replace__(p, x=8))
