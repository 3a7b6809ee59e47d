# Attributes of numbers that are loaded, computed with and stored again: x.a += y and its like, x.a - y.b.
import sys


class P:
    def __init__(self, a, b=2, c=3):
        self.a = a
        self.b = b
        self.c = c


def each_form(p, q, y, z):
    p.a += y
    p.a -= z
    p.a += 1
    p.a -= 3
    p.a += y * z
    p.a -= z * y
    p.a += q.b
    p.a -= p.b
    p.a += q.b * y
    p.a += y * q.b
    p.a -= q.c * y
    p.a -= y * q.c
    p.a = p.a + y
    p.a = p.a - q.c
    p.a = p.a + q.c * z
    p.a = p.a - 2
    return p.a, y + p.a, y - p.a, p.a - y, y * p.a, p.a * q.b, p.a - q.b, p.a + q.b, p.a - p.a


def show(what):
    print(what, type(what[0]).__name__)


ints = P(1), P(5, 7, 11)
floats = P(1.0, 0.25, 0.0), P(5.5, 7.25, -11.5)
for _ in range(3):
    show(each_form(*ints, 2, 3))
    show(each_form(*floats, 2.5, 0.125))
    show(each_form(floats[0], ints[0], 2, 0.5))
    show(each_form(ints[1], floats[1], 2.5, 3))
    show(each_form(P(1 + 2j), P(1, 1j, 2), 3, 1.5))
    show(each_form(P(10 ** 30), P(1), 2 ** 62, 2 ** 61))
    show(each_form(P(2 ** 61), P(2 ** 61, 2 ** 61, -2 ** 62), 2 ** 31, 2 ** 40))
    show(each_form(P(True, True), P(False, False, True), True, False))


# Floats that have no word of their own, and results that are such.
def grow(p, by, times):
    for _ in range(times):
        p.a += p.a * by
        p.b -= p.b
        p.c -= by
    return p.a, p.b, p.c


print(grow(P(1.0, 1e-300, -0.0), 1e10, 31))
print(grow(P(1e-300, -0.0, 0.0), 0.0, 2))
print(grow(P(float('inf'), float('inf'), float('nan')), 2.0, 3))
print(grow(P(1e-310, 5e-324, 1e308), -1e308, 2))
print(grow(P(2 ** 61, 2 ** 62, -2 ** 62), 3, 4))


# What the class says about stores counts, also when it says so late.
def step(p, by):
    p.a += by
    p.a += by * 2
    return p.a, by * p.a


class Watched(P):
    def __setattr__(self, name, value):
        if name == 'a':
            print('set', name, value)
        object.__setattr__(self, name, value)


class Late(P):
    pass


class Slots:
    __slots__ = 'a', 'b'

    def __init__(self):
        self.a = 1
        self.b = 2


watched, late = Watched(1), Late(1.5)
for _ in range(2):
    print(step(watched, 2))
for _ in range(4):
    print(step(late, 2.0))
Late.__setattr__ = Watched.__setattr__
print(step(late, 2.0))
del Late.__setattr__
print(step(late, 2.0))
Late.a = property(lambda self: 100, lambda self, value: print('property', value))
print(step(late, 2.0), late.__dict__['a'])
del Late.a
print(step(late, 2.0), late.__dict__)
late.__class__ = P
print(step(late, 1), late.__class__.__name__)
late.__dict__ = {'a': 5}
print(step(late, 1))
print(step(Slots(), 1))


# Other values in the same place.
def other(p, by):
    p.a += by
    return p.a


p = P(1)
print(other(p, 2), other(p, 2.5))
for value, by in (('x', 'y'), ([1], (2,)), (1.5, 2), (3, 0.5), (b'a', b'b'), ((), (1,))):
    p.a = value
    print(other(p, by), value)
for value, by in (('x', 1), (1, 'x'), (None, 1.5), (2.5, None)):
    p.a = value
    try:
        other(p, by)
    except TypeError as e:
        print(e, p.a, e.__traceback__.tb_next.tb_lineno - other.__code__.co_firstlineno)


class Number:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return f'radd {self.n} {other}'

    def __rsub__(self, other):
        return f'rsub {self.n} {other}'

    def __rmul__(self, other):
        return f'rmul {self.n} {other}'

    def __del__(self):
        print('gone', self.n)


def reflected(p, q, y):
    p.b = p.b + y
    p.c = p.c - q.a
    return y + p.b, y - p.c


print(reflected(P(1), P(2), 3))
print(reflected(P(1), P(2), 3.5))
try:
    print(reflected(P(1), P(Number(8)), Number(9)))
except TypeError as e:
    print(e)


# A name that is bound in the middle, a result that drops what was there.
def walrus(p, q, y):
    p.a += (s := y * 2)
    p.a += (u := q.b)
    p.a += (v := q.b * y)
    return p.a, s, u, v


for _ in range(2):
    print(walrus(P(1), P(2), 3), walrus(P(1.5), P(2.5, 0.5), 3.0))


def drops(p, q):
    n = Number(p.b)
    n = p.b - q.b
    print('still here')
    n = Number(n)
    n = p.b * n if n is None else q.b + p.b
    return n


print(drops(P(1), P(1, 5)), drops(P(1), P(1, 5.5)))


def unbound(p):
    try:
        p.a += missing * 2
        missing = p.a
    except UnboundLocalError as e:
        print(e, p.a)


unbound(P(1))
unbound(P(1.0))


# With tracing switched on in the middle every line is seen.
def traced(p, n):
    lines = []

    def look(frame, event, arg):
        if frame.f_code is follow.__code__:
            lines.append((event, frame.f_lineno - follow.__code__.co_firstlineno))
            return look

    def follow():
        for i in range(2):
            p.a += i
            p.a += n * 2
            p.b = p.a - n
        return p.a

    print(follow())
    sys.settrace(look)
    result = follow()
    sys.settrace(None)
    print(result, lines)


traced(P(1), 2)
traced(P(1.0), 2.0)
