# Attributes that are computed, read again and again at one place: what is met there may change.
import datetime
import functools
import types


def read(objects, rounds=3):
    out = []
    for _ in range(rounds):
        for o in objects:
            try:
                out.append(o.__doc__)
            except AttributeError as e:
                out.append(str(e))
    return out


def f():
    """of f"""


class A:
    """of A"""


class B(A):
    pass


class Meta(type):
    @property
    def __doc__(cls):
        return 'of the metaclass, for ' + cls.__name__


class C(metaclass=Meta):
    """hidden"""


print(read([f] * 3))
print(read([A] * 3), read([B]), read([A, B, A, C]))
print(read([f, A, A(), 1, '', functools.partial(f), types.SimpleNamespace(__doc__=5)])[:7] ==
      read([f, A, A(), 1, '', functools.partial(f), types.SimpleNamespace(__doc__=5)])[-7:])


def names(fn):
    out = []
    for i in range(6):
        out.append(fn.__name__)
        if i % 2:
            fn.__name__ = fn.__name__ + str(i)
    return out


print(names(f))


def doc_changes(cls):
    out = []
    for i in range(6):
        out.append(cls.__doc__)
        cls.__doc__ = f'doc {i}'
    return out


print(doc_changes(A))


# A descriptor of another class's objects.
class Stray:
    name = type(f).__dict__['__name__']
    args = BaseException.__dict__['args']


def strays():
    out = []
    for i in range(4):
        for o in Stray(), Stray:
            try:
                out.append(str(o.name)[:30])
            except TypeError as e:
                out.append(str(e))
    return out


print(strays())


# The class gets another attribute of that name, and loses it again.
class E(Exception):
    pass


def args_of(e):
    out = []
    for i in range(12):
        out.append(e.args)
        if i == 3:
            E.args = property(lambda self: 'property')
        if i == 7:
            del E.args
    return out


print(args_of(E(1, 2)))


class F(E):
    pass


def causes(es):
    out = []
    for i in range(4):
        for e in es:
            out.append((type(e).__name__, repr(e.__cause__), e.__suppress_context__, e.__class__.__name__))
    return out


a, b = E('a'), F('b')
a.__cause__ = b
print(causes([a, a]) == causes([a, a, b])[:1] * 8, causes([a, b, KeyError(1)]))


# In an instance's dict such a name means nothing.
def hidden():
    e = E(3)
    e.__dict__['args'] = 'not seen'
    return [e.args for i in range(5)]


print(hidden())


# One that is not there.
def missing():
    out = []
    for i in range(4):
        try:
            f.__doc_
        except AttributeError as e:
            out.append(str(e))
    return out


print(missing())


def dates(all):
    return [(d.year, d.month, d.day) for _ in range(3) for d in all]


print(dates([datetime.date(2020, 1, 2), datetime.datetime(2021, 3, 4, 5)]))
print([x.real + x.imag for _ in range(3) for x in (1, 2.5, 3j, True)])


def generator():
    yield


g = generator()
print([(g.gi_running, g.gi_frame is not None, g.gi_yieldfrom) for i in range(3)], next(g), list(g))
print([(g.gi_running, g.gi_frame is not None) for i in range(3)])


class Slots:
    __slots__ = ('x',)

    @property
    def y(self):
        return self.x.__class__.__name__


s = Slots()
for value in 1, 'a', None, f, A():
    s.x = value
    print(s.y, end=' ')
print()


# Of a class whose metaclass computes, through classes made at run time.
def qualnames():
    out = []
    for i in range(5):
        cls = type(f'T{i}', (), {})
        out.append(cls.__qualname__)
        cls.__qualname__ = 'X.' + cls.__name__
        out.append(cls.__qualname__)
    return out


print(qualnames())
