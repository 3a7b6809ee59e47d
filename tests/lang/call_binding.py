# Keywords and defaults of plain calls, sites whose callee or defaults change, and what must be refused, over and over again.
def f(a, b=2, *, c=3, d):
    e = a, b, c, d
    return e


def posonly(a, b=1, /, c=2):
    return a, b, c


def swapped(d, c, b, a):
    return a, b, c, d


class Point:
    def __init__(self, x, y=0, *, z=0):
        self.at = x, y, z

    def moved(self, dx=1, dy=1, *, dz=1):
        x, y, z = self.at
        return Point(x + dx, y=y + dy, z=z + dz)


def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print(e)


def calls(fn):
    for call in (lambda: fn(1, d=4), lambda: fn(1, 5, d=4), lambda: fn(b=1, a=2, d=3), lambda: fn(d=1, c=2, b=3, a=4),
                 lambda: fn(1, 2, a=3, d=4), lambda: fn(1), lambda: fn(d=1), lambda: fn(1, x=2, d=3), lambda: fn(1, 2, 3, d=4),
                 lambda: fn(1, 2, c=4), lambda: fn(1, d=2, dd=3)):
        attempt(call)


for fn in (f, swapped, f, posonly, Point, f):
    calls(fn)
attempt(lambda: posonly(1, b=3))
attempt(lambda: posonly(1, c=3))
print(Point(1, z=5).moved(dy=3, dx=2).moved().moved(1, dz=0).at)
attempt(lambda: Point(1, z=5).moved(1, dx=2))
attempt(lambda: Point(y=1))


def site(*given):
    return f(*given, d='d'), f('a', d='d'), f('a', c='c', d='d')


print(site(1))
f.__defaults__ = ('new b',)
f.__kwdefaults__['d'] = 'new d'
f.__kwdefaults__['c'] = 'new c'
print(site(1), f(1))
f.__defaults__ = None
attempt(lambda: site(1))
f.__defaults__ = ('a', 'b')
print(f())
f.__kwdefaults__ = None
attempt(lambda: f(1, d=2))
f.__kwdefaults__ = {'c': 'c', 'd': 'd', 'other': 1}
print(f())
del f.__kwdefaults__['c']
attempt(lambda: f())


def deep(n, step=1, *, stop=0):
    return n if n <= stop else deep(n - step, stop=stop)


def endless(n, *, by=1):
    return endless(n + by, by=by)


print(deep(900))
try:
    endless(0)
except RecursionError as e:
    print(type(e).__name__)


def returns(*, value):
    class C:
        def __init__(self, *, value=value):
            return value
    return C


attempt(lambda: returns(value=3)(value=4))
