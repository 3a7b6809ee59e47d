# SPDX-License-Identifier: MIT
# typing: Generic, Protocol, NamedTuple, TypedDict, get_type_hints, overload.
import typing
from typing import *

T = TypeVar('T')
U = TypeVar('U')
P = ParamSpec('P')
Ts = TypeVarTuple('Ts')


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Box(Generic[T]):
    def __init__(self, v: T):
        self.v = v


class Pair(Generic[T, U]):
    pass


class IntBox(Box[int]):
    pass


class Half(Pair[int, T]):
    pass


class Sink(Generic[P]):
    pass


class Var(Generic[Unpack[Ts]]):
    pass


class Mixed(Generic[T, P]):
    pass


class Multi(List[T], Generic[U, T]):
    pass


print(Box[int], Box[T], Box[List[U]][str], Box.__parameters__, Pair[int, U][str], Half[str], Half.__parameters__)
print(Box[int](3).__orig_class__, IntBox.__orig_bases__, IntBox.__mro__, IntBox.__parameters__)
print(Sink[int, str], Sink[[int, str]], Sink[...], Var[int, str], Var[()], Mixed[int, [str, bytes]], Multi.__parameters__)
for f in [lambda: Box[int, str], lambda: IntBox[int], lambda: Pair[int], lambda: Box[int][str],
          lambda: isinstance(Box(1), Box[int]), lambda: isinstance(IntBox(1), Box), lambda: Box(),
          lambda: get_origin(Box[int]), lambda: get_args(Pair[int, str]), lambda: Box[int] == Box[int],
          lambda: Box[int] | None, lambda: Optional[Box[T]][int], lambda: Generic()]:
    show(f)


def bad1():
    class A(Generic):
        pass


def bad2():
    class A(Generic[T], List[U]):
        pass


def bad3():
    class A(Generic[T], Generic[U]):
        pass


for f in bad1, bad2, bad3:
    show(f)


@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Named(Protocol):
    name: str

    def hi(self): ...


class NotRuntime(Protocol):
    def m(self): ...


class GP(Protocol[T]):
    def get(self) -> T: ...


class C:
    def close(self):
        pass


class N:
    def __init__(self):
        self.name = 'n'

    def hi(self):
        pass


class Impl(Named):
    name = 'impl'


class WithInit(Protocol):
    x: int

    def __init__(self, x):
        self.x = x


class Child(WithInit):
    pass


for f in [lambda: isinstance(C(), Closer), lambda: issubclass(C, Closer), lambda: isinstance(1, Closer),
          lambda: isinstance(N(), Named), lambda: issubclass(N, Named), lambda: isinstance(C(), NotRuntime),
          lambda: issubclass(C, NotRuntime), lambda: Closer(), lambda: Impl().name, lambda: isinstance(Impl(), Named),
          lambda: Child(4).x, lambda: GP[int], lambda: GP.__parameters__, lambda: is_protocol(Closer), lambda: is_protocol(C),
          lambda: sorted(get_protocol_members(Named)), lambda: get_protocol_members(C), lambda: runtime_checkable(C),
          lambda: isinstance(3, SupportsInt), lambda: isinstance(3, SupportsAbs), lambda: isinstance('x', SupportsFloat),
          lambda: issubclass(int, SupportsIndex), lambda: isinstance(3.5, SupportsRound), lambda: SupportsAbs[int],
          lambda: isinstance(open, SupportsBytes), lambda: isinstance(1j, SupportsComplex), lambda: Closer._is_protocol,
          lambda: isinstance(C(), Protocol)]:
    show(f)


def bad_proto():
    class A(C, Protocol):
        pass


show(bad_proto)


class Point(NamedTuple):
    x: int
    y: 'float' = 0.0

    def norm(self):
        return self.x * self.x + self.y * self.y


p = Point(3)
print(p, p.norm(), Point._fields, Point._field_defaults, Point.__annotations__, Point.__bases__, Point.__orig_bases__)
print(Point(1, y=2)._replace(x=5), p[0], get_type_hints(Point), Point.__module__, Point.__qualname__)
Emp = NamedTuple('Emp', [('name', str), ('id', int)])
print(Emp('a', 1), Emp.__annotations__)


class GT(NamedTuple, Generic[T]):
    v: T


print(GT(1), GT[int], GT.__parameters__)


def bad_nt():
    class A(NamedTuple):
        x: int = 1
        y: int


def bad_nt2():
    class A(NamedTuple, list):
        x: int


def bad_nt3():
    class A(NamedTuple):
        x: int
        _fields = 3


show(bad_nt)
show(bad_nt2)
show(bad_nt3)
show(lambda: Point())


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


class Movie2(Movie, total=False):
    rating: float
    key: Required[str]
    ro: ReadOnly[int]


print(Movie(title='x', year=1), type(Movie(title='q')), Movie.__required_keys__, Movie.__optional_keys__, Movie.__total__)
print(sorted(Movie2.__required_keys__), sorted(Movie2.__optional_keys__), sorted(Movie2.__readonly_keys__),
      sorted(Movie2.__mutable_keys__), Movie2.__total__, list(Movie2.__annotations__), is_typeddict(Movie2), is_typeddict(dict))
print(get_type_hints(Movie), get_type_hints(Movie2, include_extras=True), Movie.__orig_bases__, Movie.__bases__)
TD = TypedDict('TD', {'a': int, 'in': str})
print(TD, TD(a=1), TD.__annotations__)
show(lambda: isinstance({}, Movie))


def f(a: int, b: 'List[T]', c: 'Optional[str]' = None, *args: 'Box', d: None = None) -> 'Point':
    pass


class H:
    a: 'int'
    b: ClassVar['str'] = ''
    c: Annotated[int, 'meta']
    d: 'Undefined'


class H2:
    x: 'H2'
    y: Annotated[List['int'], 3]


print(get_type_hints(f))
show(lambda: get_type_hints(H))
print(get_type_hints(H2), get_type_hints(H2, include_extras=True), get_type_hints(H, localns={'Undefined': int}))
show(lambda: get_type_hints(3))
print(get_type_hints(typing) == {} or 'module')


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...


print(len(get_overloads(g)) if g.__module__ == __name__ else 'dummy', g.__name__)
show(lambda: g(1))


def g(x):
    return x


print(len(get_overloads(g)), g(3))
clear_overloads()
print(get_overloads(g))


@final
class F:
    @override
    def m(self): pass


print(F.__final__, F.m.__override__)


@no_type_check
def ntc(a: 'nonsense nonsense'.title()) -> 1: pass


print(get_type_hints(ntc), ntc.__no_type_check__)


@dataclass_transform(kw_only_default=True)
def deco(c):
    return c


print(deco.__dataclass_transform__)
A = TypeAliasType('A', List[int])
B = TypeAliasType('B', List[T], type_params=(T,))
print(A, A.__value__, A.__type_params__, B[int], B.__type_params__)
show(lambda: A[int])
