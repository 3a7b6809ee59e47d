# Calls of many forms by the same instruction: defaults, constructors, natives, loops over range().
import sys


def f(a, b=2, c=3):
    return a, b, c


def call1(fn, x):
    return fn(x)


for _ in range(3):
    print(call1(f, 1))
f.__defaults__ = (20, 30)
print(call1(f, 1))
f.__defaults__ = (10, 20, 30)
print(call1(f, 1), f())
f.__defaults__ = None
for args in ((1,), (1, 2, 3), (1, 2, 3, 4)):
    try:
        print(f(*args))
    except TypeError as e:
        print(e)
try:
    call1(f, 1)
except TypeError as e:
    print(e)


def grows(x, into=[]):
    into.append(x)
    x = into
    into = None
    return len(x)


print([grows(i) for i in range(4)])


def with_locals(a, b=5):
    if a:
        later = a
    try:
        return later, b
    except UnboundLocalError as e:
        return str(e)


print(with_locals(1), with_locals(0), with_locals(1, 2))


class Point:
    def __init__(self, x, y=7):
        self.x = x
        self.y = y


def make(x):
    return Point(x)


for i in range(3):
    p = make(i)
    print(p.x, p.y)


def other_init(self, x):
    self.x = x
    self.y = 'other'


Point.__init__ = other_init
print(make(1).y)
Point.__init__ = lambda self, x: x
for value in (None, 5):
    try:
        print(type(make(value)).__name__)
    except TypeError as e:
        print(e)
del Point.__init__
try:
    make(1)
except TypeError as e:
    print(e)


def failing(self, x):
    self.x = x
    raise ValueError(x)


Point.__init__ = failing
try:
    make(3)
except ValueError as e:
    print(repr(e), e.__traceback__.tb_next.tb_next.tb_frame.f_locals['self'].x)


class Base:
    def __new__(cls, *args):
        print('new', args)
        return object.__new__(cls)

    def __init__(self, *args):
        print('init', args)


class Meta(type):
    def __call__(cls, *args):
        return 'meta', args


class Odd(metaclass=Meta):
    pass


for cls in (Base, Odd, int, str, Base):
    print(type(call1(cls, 5)).__name__)


class Deep:
    def __init__(self, n):
        self.inner = Deep(n - 1) if n else None


depth, d = 0, Deep(50)
while d:
    depth, d = depth + 1, d.inner
print(depth)


# range() in a for statement, and what is not the builtin range or not small ints
def loop(*args):
    out = []
    for i in range(*args):
        out.append(i)
    return out


def loops(n):
    return [i for i in range(n)], [i for i in range(1, n)], [i for i in range(n, 0, -2)]


class Index:
    def __index__(self):
        return 3


print(loops(5), loop(3), loop(2, 9, 3), loops(-1))
big = 10 ** 20
for args in ((big, big + 3), (Index(),), (True,), (2 ** 62 - 2, 2 ** 62 + 1), (-2 ** 62 + 1, -2 ** 62 - 2, -1)):
    print(loop(*args))
    for i in range(*args):
        print(i, end=' ')
    print()


def two(a, b, c):
    for i in range(a, b, c):
        return i
    return 'nothing'


for args in ((0, 5, 1), (0, 5, 0), (0, 'x', 1), (0.5, 2, 1), (2 ** 62 - 1, 2 ** 63, 2 ** 61), (5, 0, 1)):
    try:
        print(two(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e, e.__traceback__.tb_next.tb_lineno)


def shadowed():
    for range_ in (range, lambda n: 'ab', list):
        for i in range_((1, 2) if range_ is list else 2):
            print(i, end=' ')
    print()


shadowed()
r = range(3)
print(r, type(iter(r)).__name__, list(range(4))[::-1], range(2) == range(0, 2))
try:
    for i in range():
        pass
except TypeError as e:
    print(e)
try:
    for i in range(1, stop=3):
        pass
except TypeError as e:
    print(e)


# Natives with defaults, too few and too many arguments, bound and unbound
def native(fn, *args):
    try:
        return fn(*args)
    except Exception as e:
        return '%s: %s' % (type(e).__name__, e)


def direct(text):
    return (text.split(), text.split(','), text.split(',', 1), str.upper(text), len(text), abs(-3), max(1, 2),
            text.startswith('a', 1), text.find('b', 1, 5), isinstance(text, str))


for text in ('a,b c', 'ab,', ''):
    print(direct(text))


class Text(str):
    def split(self, *args):
        return 'mine'


print(direct(Text('x y')))
for fn, args in ((len, ()), (len, (1,)), (abs, (1, 2)), (str.upper, (1,)), (str.upper, ()), (list.append, ([],))):
    print(native(fn, *args))


def direct_errors():
    yield lambda: len()
    yield lambda: len(1, 2)
    yield lambda: ''.split(1)
    yield lambda: str.upper(5)
    yield lambda: str.upper()
    yield lambda: [].append()
    yield lambda: [].append(1, 2)


for call in direct_errors():
    try:
        call()
    except TypeError as e:
        print(e)


def deep(n=0):
    return deep(n + 1)


sys.setrecursionlimit(150)
try:
    deep()
except RecursionError as e:
    print(e)
