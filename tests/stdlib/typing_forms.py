# SPDX-License-Identifier: MIT
# typing: special forms, aliases of container types, substitution, reprs, errors.
import collections.abc
import typing
from typing import *

T = TypeVar('T')
S = TypeVar('S', int, str)
K = TypeVar('K', covariant=True)
V = TypeVar('V', contravariant=True, bound='int')
P = ParamSpec('P')
Ts = TypeVarTuple('Ts')


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(T, S, K, V, P, Ts, T.__constraints__, S.__constraints__, V.__bound__, T.has_default())
print(P.args, P.kwargs, P.args.__origin__ is P, T.__module__, T.__name__)
for f in [
    lambda: List[int], lambda: Dict[str, List[T]], lambda: Dict[str, List[T]][int],
    lambda: Tuple[int, str], lambda: Tuple[int, ...], lambda: Tuple[()], lambda: List, lambda: Tuple,
    lambda: Callable, lambda: Callable[[int, str], bool], lambda: Callable[..., T],
    lambda: Callable[..., T][int], lambda: Callable[P, T], lambda: Callable[P, T][[int, str], bool],
    lambda: Callable[[], None], lambda: Callable[[T], T][str],
    lambda: Callable[Concatenate[int, P], T], lambda: Concatenate[int, P],
    lambda: Union[int, str], lambda: Union[int, None], lambda: Union[int], lambda: Union[int, int],
    lambda: Union[int, Union[str, float]], lambda: Optional[int], lambda: Optional[Union[int, str]],
    lambda: Union[None, int], lambda: Optional[None], lambda: Union['A', int], lambda: Union[T, int][str],
    lambda: Literal[1, 'a', True, None], lambda: Literal[1, 1, Literal[2, 1]], lambda: Literal[1] == Literal[1],
    lambda: Literal[0] == Literal[False], lambda: Annotated[int, 'x', 3], lambda: Annotated[Annotated[int, 1], 2],
    lambda: Annotated[List[T], 'm'][int], lambda: ClassVar[int], lambda: Final[str], lambda: ClassVar,
    lambda: Any, lambda: NoReturn, lambda: Never, lambda: Self, lambda: LiteralString, lambda: TypeAlias,
    lambda: TypeGuard[int], lambda: TypeIs[int], lambda: Required[int], lambda: NotRequired[int],
    lambda: ReadOnly[int], lambda: Unpack[Ts], lambda: Tuple[Unpack[Ts]], lambda: Tuple[int, Unpack[Ts]][str, bytes],
    lambda: Type[int], lambda: Type, lambda: Iterable[int], lambda: Mapping[str, T], lambda: Generator[int, None, str],
    lambda: Generator[int], lambda: AsyncGenerator[int], lambda: Awaitable[T], lambda: Coroutine[int, str, bytes],
    lambda: ContextManager[int], lambda: AsyncContextManager[str], lambda: Deque[int], lambda: DefaultDict[str, int],
    lambda: OrderedDict[str, int], lambda: Counter[str], lambda: ChainMap[str, int], lambda: AbstractSet[int],
    lambda: Hashable, lambda: Sized, lambda: FrozenSet[int], lambda: Set[T], lambda: NoDefault,
    lambda: List['Foo'], lambda: ForwardRef('x.y'), lambda: List[int | str], lambda: List[list[int]],
    lambda: Optional[Callable[[int], str]], lambda: Text, lambda: AnyStr, lambda: AnyStr.__constraints__,
    lambda: T | int, lambda: int | T, lambda: List[int] | None, lambda: 'A' | T, lambda: Any | int if False else None,
    # errors
    lambda: List[int, str], lambda: Dict[int], lambda: Union[()], lambda: Union, lambda: Optional[int, str],
    lambda: Optional[Union], lambda: List[ClassVar[int]], lambda: List[Generic], lambda: Callable[int],
    lambda: Callable[[int]], lambda: Callable[int, str], lambda: List[int][str], lambda: Annotated[int],
    lambda: Literal, lambda: Any(), lambda: Union(), lambda: List[int]([1, 2]), lambda: List(), lambda: Deque[int]([1]),
    lambda: isinstance([], List[int]), lambda: isinstance([], List), lambda: issubclass(list, List),
    lambda: isinstance(1, Union[int, str]), lambda: isinstance(1.0, Optional[int]), lambda: isinstance(1, Any),
    lambda: isinstance(1, ClassVar), lambda: issubclass(int, Union[int, str]), lambda: isinstance([], collections.abc.Iterable),
    lambda: isinstance([], Iterable), lambda: Generic[int], lambda: Generic[T, T], lambda: Generic[()],
    lambda: TypeVar('X', int), lambda: TypeVar('X', int, bound=int), lambda: TypeVar('X', covariant=True, contravariant=True),
    lambda: Concatenate[int, str], lambda: NoReturn[int], lambda: Any[int], lambda: ClassVar[int, str],
    lambda: ForwardRef(3), lambda: List['1 +'], lambda: typing.nothing_here, lambda: Final[Final[int]],
]:
    show(f)

for tp in [List[int], Dict[str, T], Union[int, str], Optional[int], Callable[[int], str], Callable[..., str],
           Literal[1, 2], Annotated[int, 1], Tuple[int, ...], ClassVar[int], list[int], int | str, int, Generic[T],
           collections.abc.Callable[[int], str], P.args]:
    print(get_origin(tp), get_args(tp), getattr(tp, '__parameters__', None))
print(Union[int, str] == Union[str, int], hash(Union[int, str]) == hash(Union[str, int]), Union[int, str] == (int | str))
print(List[int] == List[int], List[int] == List[str], List[int] == list[int], Optional[int] == Union[int, None])
print(list[T][int], dict[str, T][int], (list[T] | None)[int], tuple[T, ...][str], list[List[T]][int])
print(collections.abc.Callable[[T], int][str], collections.abc.Callable[P, int][[str, bytes]], collections.abc.Callable[..., int])
show(lambda: collections.abc.Callable[int])
show(lambda: collections.abc.Callable[int, str])
print(cast(int, 'x'), assert_type(3, int), List.__name__, List[int].__name__, Union[int, str].__name__ if False else '', Dict.__origin__)
show(lambda: assert_never(1))
print(List[int].__origin__, List[int].append, Any.__name__, ClassVar.__name__)


class Sub(Any):
    pass


print(Sub(), Sub.__mro__) if False else print(Sub.__mro__, isinstance(Sub(), Sub))


def try_class(f):
    try:
        print(f())
    except TypeError as e:
        print('TypeError', e)


def sub_union():
    class A(Union):
        pass


def sub_union2():
    class A(Union[int, str]):
        pass


def sub_classvar():
    class A(ClassVar[int]):
        pass


def sub_typevar():
    class A(T):
        pass


for f in sub_union, sub_union2, sub_classvar, sub_typevar:
    try_class(f)


class MyList(List[int]):
    pass


print(MyList.__mro__, MyList.__orig_bases__, MyList([1, 2]))
print(Annotated[int, 1].__metadata__, Annotated[int, 1].__origin__, Annotated[int, 1] == Annotated[int, 1])
UserId = NewType('UserId', int)
print(UserId, UserId(5), UserId.__supertype__, UserId.__name__, Optional[UserId], UserId | None)
try:
    class Bad(UserId):
        pass
except TypeError as e:
    print(e)
print(sorted(n for n in typing.__all__ if not hasattr(typing, n) and n not in ('Pattern', 'Match')))
