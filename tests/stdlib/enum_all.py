# SPDX-License-Identifier: MIT
# enum: members, values, functional form, flags, boundaries, checks, errors.
import copy
import enum
from enum import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class Color(Enum):
    "doc"
    RED = 1
    GREEN = 2
    CRIMSON = 1
    BLUE = auto()

    def describe(self):
        return self.name.lower()

    @property
    def prop(self):
        return self.value * 10

    @classmethod
    def first(cls):
        return cls.RED


print(Color, repr(Color), list(Color), len(Color), Color.__members__)
print(Color.RED, repr(Color.RED), Color(1), Color['GREEN'], Color.CRIMSON is Color.RED, Color.BLUE.value, Color.RED.name)
print(Color.RED.describe(), Color.BLUE.prop, Color.first(), f'{Color.RED}', f'{Color.RED:>12}|', '%s' % Color.RED, str(Color.RED))
print(Color.RED == 1, Color.RED == Color.RED, Color.RED in Color, 1 in Color, 9 in Color, 'x' in Color, [] in Color, isinstance(Color.RED, Color))
print(list(reversed(Color)), bool(Color), bool(Color.RED), hash(Color.RED) == hash('RED'), Color.__doc__, {Color.RED: 1}[Color.RED])
print(dir(Color)[:4], dir(Color.RED), type(Color), type(Color.RED), Color.RED.__class__, copy.copy(Color.RED) is Color.RED, copy.deepcopy(Color.RED) is Color.RED)
for f in [lambda: Color(9), lambda: Color['NO'], lambda: Color.NO, lambda: setattr(Color, 'RED', 3), lambda: delattr(Color, 'RED'),
          lambda: Color.RED < Color.GREEN, lambda: Color(), lambda: Color([]), lambda: Enum('X'), lambda: Color.RED.RED,
          lambda: setattr(Color.RED, 'name', 'x'), lambda: setattr(Color.RED, 'value', 2), lambda: Color(Color.RED), lambda: Color.name]:
    show(f)


def bad_extend():
    class More(Color):
        X = 1


def bad_dup():
    class D(Enum):
        A = 1
        A = 2


def bad_sunder():
    class D(Enum):
        _foo_ = 1


def bad_mro():
    class D(Enum):
        mro = 1


def bad_order():
    class D(Enum):
        _order_ = 'B A'
        A = 1
        B = 2


def bad_unique():
    @unique
    class D(Enum):
        A = 1
        B = 1
        C = 1


def bad_auto():
    class D(Enum):
        A = 'x'
        B = auto()


def bad_gen():
    class D(Enum):
        A = auto()
        def _generate_next_value_(name, s, c, l): return 1


def bad_ignore():
    class D(Enum):
        A = 1
        _ignore_ = 'A'


for f in bad_extend, bad_dup, bad_sunder, bad_mro, bad_order, bad_unique, bad_auto, bad_gen, bad_ignore:
    show(f)


class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


print(Planet.EARTH.mass, Planet.EARTH, repr(Planet.MERCURY), Planet((5.976e+24, 6.37814e6)))


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, 'P.X')
    PY = (1, 'P.Y')


print(Coord.PY, Coord.PY.label, Coord(1), Coord.PX.value)


class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name + str(count)
    A = auto()
    B = auto()


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        if value == 'a':
            return cls.A
        if value == 'bad':
            return 5
        if value == 'raise':
            raise KeyError('k')
        return None


print(list(Auto), Missing('a'))
show(lambda: Missing('bad'))
show(lambda: Missing('raise'))
show(lambda: Missing('other'))


class N(Enum):
    _ignore_ = 'tmp i'
    for i in range(3):
        vars()[f'V{i}'] = i
    tmp = 5
    func = lambda self: 3
    inner = nonmember(7)
    mem = member(len)
    __private = 5


print(list(N), N.inner, N.V0.func())


class IE(IntEnum):
    A = 1
    B = 5


class SE(StrEnum):
    ONE = auto()
    TWO = 'deux'


print(IE.A + 1, repr(IE.B), str(IE.A), f'{IE.B:04}', IE.A < IE.B, IE(5), [10, 20][IE.A], 1 in IE, '%d' % IE.B, IE.A.bit_length())
print(SE.ONE, repr(SE.TWO), SE.ONE + 'x', SE('deux'), f'{SE.TWO:>6}', SE.ONE == 'one', SE.TWO.upper())
show(lambda: type('Bad', (StrEnum,), EnumDict()))


def bad_str():
    class S(StrEnum):
        A = 1


show(bad_str)


class Mixed(str, Enum):
    A = 'a'


class FloatE(float, Enum):
    PI = 3.14


print(Mixed.A, repr(Mixed.A), f'{Mixed.A}', Mixed.A == 'a', FloatE.PI, repr(FloatE.PI), FloatE.PI * 2, f'{FloatE.PI:.1f}' if False else '')

F1 = Enum('F1', 'A B C')
F2 = Enum('F2', ['X', 'Y'], start=10)
F3 = Enum('F3', {'P': 'p', 'Q': 'q'})
F4 = IntEnum('F4', [('A', 3), ('B', 4)])
F5 = Enum('F5', 'A, B', type=int, module='mod', qualname='Q.F5')
F6 = Flag('F6', 'R W X')
F7 = Enum('F7', ())
for e in F1, F2, F3, F4, F5, F6, F7:
    print(e, list(e), e.__module__, e.__qualname__)


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RWX = 7
    NONE = 0


P = Perm
for v in [P.R, P.R | P.W, P.RWX, P.NONE, ~P.R, P.RWX & P.W, P.R ^ P.RWX, P(0), P(5), ~P.NONE, P(-1), P(-5)]:
    print(repr(v), str(v), v.name, v.value, bool(v), list(v), len(v))
print(P.R in P.RWX, P.RWX in P.R, list(P), P.R | P.W == P(6), P.R & P.W, 4 in P, 8 in P, P.__members__)
for f in [lambda: P(8), lambda: P.R | 1, lambda: 1 in P.R, lambda: P('x'), lambda: P(-20), lambda: P.R < P.W]:
    show(f)


class IF(IntFlag):
    A = 1
    B = 2
    C = 8


for v in [IF.A | IF.B, IF(3), IF(16), IF(5), ~IF.A, IF.A | 32, IF(0), IF(-1), IF.A & 3, 2 | IF.A]:
    print(repr(v), str(v), v.name, int(v))
print(IF.A + 5, list(IF(11)), f'{IF.A | IF.B}', IF(-2))


class Strict(Flag, boundary=STRICT):
    A = 1
    B = 4


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 4


class Eject(Flag, boundary=EJECT):
    A = 1
    B = 4


class Keep(Flag, boundary=KEEP):
    A = 1
    B = 4


for c in Strict, Conform, Eject, Keep:
    for v in 2, 5, 8, 15, -1, -3:
        show(c, v)
    show(lambda: ~c.A)
    show(lambda: ~c(0))
print(list(FlagBoundary), repr(STRICT), list(EnumCheck), repr(UNIQUE))


def v1():
    @verify(CONTINUOUS)
    class A(Enum):
        X = 1
        Y = 4


def v2():
    @verify(NAMED_FLAGS)
    class A(Flag):
        X = 1
        Y = 12


def v3():
    @verify(UNIQUE)
    class A(Enum):
        X = 1
        Y = 1


def v4():
    @verify(CONTINUOUS, UNIQUE, NAMED_FLAGS)
    class A(Flag):
        X = 1
        Y = 8


def v5():
    @verify(NAMED_FLAGS)
    class A(Flag):
        X = 1
        Y = 12
        Z = 24


for f in v1, v2, v3, v4, v5:
    show(f)
print(enum.show_flag_values(13), enum.bin(10), enum.bin(~10), enum.bin(5, 8), enum.bin(0), enum.bin(-1))


@global_enum
class G(Enum):
    GA = 1
    GB = 2


@global_enum
class GF(Flag):
    FA = 1
    FB = 2


print(repr(GA), str(GB), repr(GF.FA | GF.FB), str(FA), repr(GF(0)))


class WithAbstractInit(Enum):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        print('sub', cls.__name__, len(cls))


class Sub(WithAbstractInit):
    A = 1
    B = 2


class Unhash(Enum):
    A = [1]
    B = {}
    C = [1]


print(list(Unhash), Unhash([1]), [1] in Unhash, Unhash.C)


class Alias(Enum):
    A = 1
    B = 2

    def __init__(self, v):
        if v == 1:
            self._add_value_alias_('one')


Alias.A._add_alias_('AA')
print(Alias('one'), Alias.AA, Alias.__members__)


class Eq(Enum):
    A = 1

    def __eq__(self, o):
        return True
    __hash__ = Enum.__hash__


print(Eq.A == 5, Color.RED != 1, Color.RED.__reduce_ex__(2), Color.RED.__hash__() == hash('RED'))
match Color.RED:
    case Color.GREEN:
        print('green')
    case Color.RED:
        print('red')
