# Subscripting with the same arguments gives the same object; 1 and True are not the same; what cannot be hashed still works.
import typing
from typing import (Annotated, Any, Callable, ClassVar, Concatenate, Dict, Final, Generic, List, Literal, Optional, ParamSpec, Set, Tuple, Type,
                    TypeVar, Union)

T = TypeVar('T')
P = ParamSpec('P')


class Box(Generic[T]):
    pass


for make in (lambda: List[int], lambda: Optional[str], lambda: Union[int, str], lambda: Dict[str, int], lambda: Callable[[int], str],
             lambda: Callable[..., int], lambda: Callable[P, int], lambda: Tuple[int, ...], lambda: Tuple[()], lambda: Type[int],
             lambda: ClassVar[int], lambda: Final[int], lambda: List[T][int], lambda: Literal['a', 1], lambda: List['Later'],
             lambda: Callable[Concatenate[int, P], int], lambda: Union[int], lambda: Optional[None]):
    print(make(), make() is make())
print(Literal[1] == Literal[True], Literal[1], Literal[True], Literal[1, True], Literal[True, 1], Literal[0], Literal[False])
print(Annotated[int, 1], Annotated[int, True], Annotated[int, []], Annotated[int, {}] == Annotated[int, {}], Literal[[]])
print(List[Any], List[Annotated[int, [1]]], Union[int, List[Annotated[int, []]]])
print(Box[int], Box[int] == Box[int], List[Box[T]][int], Optional[Box['Box']])
for wrong in (lambda: List[1], lambda: List[int, str], lambda: Dict[int], lambda: Optional[int, str], lambda: Callable[int], lambda: Callable[5, int],
              lambda: Union[()], lambda: List[int][str], lambda: Any[int], lambda: ClassVar[int, str], lambda: Set[[]]):
    for _ in range(2):
        try:
            print(wrong())
        except TypeError as e:
            print(type(e).__name__, e, e.__context__)
for n in (0, 1, 5, 1000):
    print(len(list(range(n))), list(range(n, 0, -400)), list(range(0, n, 300)))
print(list(range(10 ** 20, 10 ** 20 + 3)), list(range(-3, 3, 2)), list(range(2 ** 62 - 2, 2 ** 62 + 2)))
l = [1]
l.__init__(range(3))
print(l)


class Mine(list):
    pass


print(Mine(range(3)), type(Mine(range(3))).__name__)
