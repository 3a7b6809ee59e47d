# Operators whose methods are functions of the language: which one is asked, in what order, with what
# operands, and what is done with what it gives.
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('end of', self.name)

    def __add__(self, other):
        print('add', self.name, other.name)
        return Noisy(self.name + other.name)

    def __lt__(self, other):
        print('lt', self.name, other.name)
        return len(self.name) < len(other.name)

    def __getitem__(self, key):
        return key


def temporaries():
    r = Noisy('a') + Noisy('b') + Noisy('c')
    print('sum', r.name)
    if Noisy('d') < Noisy('ee'):
        print('less')
    print(Noisy('f')[3], Noisy('g')[r.name])
    x = Noisy('x') < Noisy('y')
    print(x)


class Left:
    def __add__(self, o):
        print('Left.__add__', o)
        return NotImplemented

    def __lt__(self, o):
        print('Left.__lt__')
        return NotImplemented

    def __eq__(self, o):
        print('Left.__eq__')
        return NotImplemented

    def __getitem__(self, o):
        return NotImplemented

    def __repr__(self):
        return 'Left()'


class Right:
    def __radd__(self, o):
        print('Right.__radd__', o)
        return 'radd'

    def __gt__(self, o):
        print('Right.__gt__')
        return []

    def __repr__(self):
        return 'Right()'


class Sub(Left):
    def __radd__(self, o):
        print('Sub.__radd__', o)
        return 'sub'

    def __gt__(self, o):
        print('Sub.__gt__')
        return True


class InPlace(Left):
    def __init__(self, takes):
        self.takes = takes

    def __iadd__(self, o):
        print('InPlace.__iadd__', o)
        return self if self.takes else NotImplemented

    def __repr__(self):
        return 'InPlace(%r)' % self.takes


def attempt(what, f):
    try:
        print(what, f())
    except Exception as e:
        print(what, type(e).__name__, e)


def iadd(a, b):
    a += b
    return a


def iadd_7(a):
    a += 7
    return a


def branch(a, b):
    if a < b:
        return 'then'
    return 'else'


def branch_not(a, b):
    while not a < b:
        return 'body'
    return 'behind'


def branch_3(a):
    return 'then' if a < 3 else 'else'


def not_implemented():
    attempt('L+R', lambda: Left() + Right())
    attempt('L+L', lambda: Left() + Left())
    attempt('L+Sub', lambda: Left() + Sub())
    attempt('Sub+L', lambda: Sub() + Left())
    attempt('L+1', lambda: Left() + 1)
    attempt('L+[]', lambda: Left() + [])
    attempt('L+=R', lambda: iadd(Left(), Right()))
    attempt('L+=L', lambda: iadd(Left(), Left()))
    attempt('L+=7', lambda: iadd_7(Left()))
    attempt('IP+=R', lambda: iadd(InPlace(True), Right()))
    attempt('ip+=R', lambda: iadd(InPlace(False), Right()))
    attempt('ip+=7', lambda: iadd_7(InPlace(False)))
    attempt('IP+=7', lambda: iadd_7(InPlace(True)))
    attempt('L<R', lambda: Left() < Right())
    attempt('L<L', lambda: Left() < Left())
    attempt('L<Sub', lambda: Left() < Sub())
    attempt('L==L', lambda: Left() == Left())
    attempt('L!=L', lambda: Left() != Left())
    same = Left()
    attempt('same', lambda: same == same)
    attempt('if L<R', lambda: branch(Left(), Right()))
    attempt('if L<Sub', lambda: branch(Left(), Sub()))
    attempt('if L<L', lambda: branch(Left(), Left()))
    attempt('not L<Sub', lambda: branch_not(Left(), Sub()))
    attempt('not L<R', lambda: branch_not(Left(), Right()))
    attempt('if L<3', lambda: branch_3(Left()))
    attempt('L[1]', lambda: Left()[1])
    attempt('L[x]', lambda: Left()[Left])


class Vector:
    def __init__(self, *items):
        self.items = items

    def __add__(self, o):
        return Vector(*[a + b for a, b in zip(self.items, o.items)])

    def __mul__(self, k):
        return Vector(*[a * k for a in self.items])

    def __getitem__(self, i):
        return self.items[i]

    def __eq__(self, o):
        return self.items == o.items

    def __le__(self, o, strict=False):
        return self.items <= o.items

    def __repr__(self):
        return 'Vector' + repr(self.items)


def vectors():
    v = w = Vector(1, 2.5)
    for i in range(4):
        v = v + w * i
        v += w
    print(v, v[0], v[-1], v[1] * v[0] + v[0], v == w, v != w, w <= v)
    for bad in (2, 'k', None):
        attempt('bad %r' % (bad,), lambda: v[bad])
    if v == w or not w <= v:
        print('wrong')
    print([a for a in v])

    def numbers():
        yield v + w
        yield v[0] if v == v else None
        while not v == w:
            yield (yield v * 2)
            break
    print(list(numbers()))


class Truth:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print('truth')
        return self.v


class Compares:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        if self.v is None:
            raise KeyError(o)
        return self.v


def outcomes():
    for v in (Truth(True), Truth(False), Truth(3), 0, '', 'x', [], None):
        attempt('outcome', lambda: branch(Compares(v), 1))
        attempt('outcome', lambda: branch_not(Compares(v), 1))
        attempt('outcome', lambda: branch_3(Compares(v)))


class Deep:
    def __add__(self, n):
        return n if n == 0 else 1 + (self + (n - 1))

    def __lt__(self, n):
        return self < n

    def __getitem__(self, n):
        return sys._getframe().f_back.f_code.co_name, sys._getframe(1).f_lineno > 0


def depth():
    d = Deep()
    print(d + 100)
    for f in (lambda: d + 10 ** 7, lambda: d < 1, lambda: branch(d, 1)):
        try:
            f()
        except RecursionError:
            print('RecursionError')
    print(d + 100, d[1])


class Generates:
    def __add__(self, n):
        yield n

    def __getitem__(self, n):
        yield from range(n)

    async def __sub__(self, n):
        return n


class Bound:
    def __init__(self):
        self.__add__ = lambda o: 'own'

    __mul__ = staticmethod(lambda o: ('static', o))
    __sub__ = classmethod(lambda cls, o: (cls.__name__, o))
    __truediv__ = lambda self, o, more=4: (o, more)
    __mod__ = lambda *args: len(args)
    __getitem__ = str.__getitem__.__class__


def others():
    g = Generates()
    print(list(g + 1), list(g[3]))
    c = g - 1
    print(type(c).__name__)
    c.close()
    b = Bound()
    attempt('b+1', lambda: b + 1)
    attempt('b*1', lambda: b * 1)
    attempt('b-1', lambda: b - 1)
    attempt('b/1', lambda: b / 1)
    attempt('b%1', lambda: b % 1)


class Meta(type):
    def __add__(cls, o):
        return cls.__name__ + o

    def __getitem__(cls, i):
        return cls.__name__[i]


class OfMeta(metaclass=Meta):
    pass


def rebinding():
    class C:
        def __add__(self, o):
            C.__add__ = C.second
            return 'first'

        def second(self, o):
            del C.__add__
            return 'second'

    c = C()
    for _ in range(3):
        attempt('c+c', lambda: c + c)
    print(OfMeta + 'x', OfMeta[0], OfMeta[:3])


def where(a, b):
    try:
        return a + b
    except ZeroDivisionError as e:
        tb = e.__traceback__
        while tb:
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno)
            tb = tb.tb_next


class Fails:
    def __add__(self, o):
        return o / 0


temporaries()
not_implemented()
vectors()
outcomes()
depth()
others()
rebinding()
where(Fails(), 1)
print(Fails() + 'at last')
