# isinstance and what objects claim to be.
from abc import ABC, abstractmethod


class Plain:
    pass


class Liar:
    @property
    def __class__(self):
        return Plain


class Late:
    pass


class Hook:
    def __getattribute__(self, name):
        return Plain if name == '__class__' else object.__getattribute__(self, name)


class Fallback:
    def __getattr__(self, name):
        return Plain


class Meta(type):
    def __instancecheck__(cls, obj):
        return obj == 5

    def __subclasscheck__(cls, sub):
        return sub is int


class Checked(metaclass=Meta):
    pass


class Shape(ABC):
    @abstractmethod
    def area(self): ...


class Square(Shape):
    def area(self):
        return 1


Shape.register(Late)
objects = [Plain(), Liar(), Late(), Hook(), Fallback(), Checked(), Square(), 5, 2.5, 'x', True, None, [], int, Plain]
for _ in range(3):
    rows = [[isinstance(o, c) for c in (Plain, Checked, Shape, int, (str, float), (Plain, (list, type)), object, type,
                                        int | None)] for o in objects]
for o, row in zip(objects, rows):
    print(type(o).__name__, row)
late = Late()
print(isinstance(late, Plain))
print(issubclass(int, Checked), issubclass(str, Checked))
for cls in (5, 'x', (int, 5), [int]):
    try:
        print(isinstance('s', cls))
    except TypeError as e:
        print(e)
