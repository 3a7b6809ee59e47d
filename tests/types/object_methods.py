# object's own methods: __class__, __dict__, copying, comparison; errors of each.
import copy


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


class A:
    pass


class B:
    pass


class S1:
    __slots__ = 'a', 'b'


class S2:
    __slots__ = 'a', 'b'


class S3:
    __slots__ = 'a', 'c'


class S4:
    __slots__ = 'a',


class D1(S1):
    pass


x = A()
x.n = 1
x.__class__ = B
print(type(x) is B, x.n)
s = S1()
s.a = 5
s.__class__ = S2
print(type(s) is S2, s.a)
for value in S3, S4, D1, A, int, 5, None:
    show(setattr, s, '__class__', value)
show(delattr, x, '__class__')
show(setattr, 5, '__class__', int)
show(setattr, [], '__class__', A)
show(setattr, x, '__class__', int)

# __dict__
x.__dict__ = {'m': 2}
print(x.m, vars(x))
show(setattr, x, '__dict__', 5)
del x.__dict__
print(x.__dict__)
show(lambda: S1().__dict__)
show(vars, S1())

# constructors
show(object, 5)
show(A, 5)
show(A, x=5)
show(object.__new__)
show(object.__new__, 5)
show(object.__new__, int)
show(object.__new__, A, 5)
show(object().__init__, 5)
show(lambda: A().__init__(5))


class Init:
    def __init__(self, *args):
        pass


class New:
    def __new__(cls, *args):
        return object.__new__(cls)


print(type(Init(1)).__name__, type(New(1)).__name__)
show(lambda: object.__new__(Init, 1) and 'made')
show(lambda: object.__init__(New(), 1))
show(lambda: object.__init__(Init(), 1))
show(lambda: object.__new__(New, 1))

# text, format, comparison
show(object().__format__, 5)
show(object().__format__, 'x')
print(object().__format__('').startswith('<object object at'), object.__eq__(1, 1), object.__eq__(1, 2), object.__ne__(1, 2), object.__lt__(1, 2), x.__eq__(x), x.__ne__(x))
print(object.__hash__(x) == hash(x), object.__repr__(5)[:12], object.__str__("a"), object.__dir__(x) != [], object.__sizeof__(5) > 0)
print(A.__subclasshook__(int), A.__init_subclass__())
show(A.__init_subclass__, 5)
show(A.__init_subclass__, x=5)
show(object.__reduce_ex__)
show(object().__reduce_ex__, 'x')

# copying
def part(p):
    return str(p).split(' at ')[0]


for protocol in 0, 1, 2, 4:
    x = A()
    print([part(p) for p in x.__reduce_ex__(protocol)], end=' ')
    x.n = 1
    print([part(p) for p in x.__reduce_ex__(protocol)])
print(x.__reduce__()[1:], object.__reduce__(x)[2])


class L(list):
    pass


class M(dict):
    pass


for made in L([1, 2]), M(a=1):
    r = made.__reduce_ex__(2)
    print(r[0].__name__, r[1], r[2], r[3] and list(r[3]), r[4] and list(r[4]))
    made.extra = 5
    c = copy.copy(made)
    print(c, c.extra, type(c).__name__)
s = S1()
s.a = [1]
print(s.__reduce_ex__(2)[2], copy.copy(s).a is s.a, copy.deepcopy(s).a == s.a)
show(S1().__reduce_ex__, 0)
print(S1().__reduce_ex__(2)[2], D1().__reduce_ex__(2)[2])


class Args:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.made = args, kwargs
        return self


class WithEx(Args):
    result = (1, 2), {'k': 3}

    def __getnewargs_ex__(self):
        return self.result


class With(Args):
    result = 1, 2

    def __getnewargs__(self):
        return self.result


print(copy.copy(WithEx()).made, copy.copy(With()).made, WithEx().__reduce_ex__(2)[0].__name__, With().__reduce_ex__(4)[1][1:])
for kind, results in (WithEx, [5, (1,), ([], {}), ((), 5), ((), {})]), (With, [5, [1], ()]):
    for result in results:
        kind.result = result
        show(lambda: copy.copy(kind()).made)


class State:
    def __getstate__(self):
        return {'n': 9}


print(copy.copy(State()).n, object.__getstate__(A()), object.__getstate__(x), object.__getstate__(5))


class BadState:
    def __getstate__(self):
        raise ValueError('state')


show(copy.copy, BadState())


class Reduce:
    def __reduce__(self):
        return Reduce, (), {'from_reduce': True}


print(copy.copy(Reduce()).from_reduce)
show(copy.copy, (n for n in 'ab'))
import sys  # noqa: E402
show(copy.copy, sys._getframe())


# abstract classes
from abc import ABC, abstractmethod  # noqa: E402


class Abstract(ABC):
    @abstractmethod
    def one(self): ...

    @abstractmethod
    def two(self): ...


class Half(Abstract):
    def one(self): ...


show(Abstract)
show(Half)
