# weakref: references, proxies with all operators, the dead, callbacks and their mistakes.
import operator
import weakref


def show(text, f):
    try:
        r = f()
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(text, '->', r)


class Num:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f'Num({self.v!r})'

    def __str__(self):
        return f'num {self.v}'

    def __bool__(self):
        return bool(self.v)

    def __len__(self):
        return 3

    def __contains__(self, x):
        return x == self.v

    def __iter__(self):
        return iter([self.v])

    def __next__(self):
        return self.v

    def __getitem__(self, i):
        return ('item', i)

    def __setitem__(self, i, x):
        print('set', i, x)

    def __delitem__(self, i):
        print('del', i)

    def __hash__(self):
        return 5

    def __call__(self, *a, **k):
        return ('called', a, k)

    def __index__(self):
        return 7

    def __int__(self):
        return 8

    def __float__(self):
        return 1.5

    def __bytes__(self):
        return b'num'

    def __reversed__(self):
        return iter('reversed')

    def __eq__(self, o):
        return ('eq', o)

    def __lt__(self, o):
        return ('lt', o)

    def __neg__(self):
        return 'neg'

    def __pos__(self):
        return 'pos'

    def __abs__(self):
        return 'abs'

    def __invert__(self):
        return 'invert'


for name in 'add sub mul matmul truediv floordiv mod lshift rshift and xor or divmod pow'.split():
    setattr(Num, f'__{name}__', lambda self, o, *r, name=name: (name, o) + r)
    setattr(Num, f'__r{name}__', lambda self, o, *r, name=name: ('r' + name, o) + r)
    if name != 'divmod':
        setattr(Num, f'__i{name}__', lambda self, o, *r, name=name: ('i' + name, o) + r)

n = Num(4)
p = weakref.proxy(n)
names = ['add', 'sub', 'mul', 'matmul', 'truediv', 'floordiv', 'mod', 'lshift', 'rshift', 'and_', 'xor', 'or_', 'pow', 'eq', 'ne', 'lt', 'gt',
         'iadd', 'isub', 'imul', 'imatmul', 'itruediv', 'ifloordiv', 'imod', 'ilshift', 'irshift', 'iand', 'ixor', 'ior', 'ipow']


def all_of(p, title):
    print(title)
    for name in names:
        f = getattr(operator, name)
        show(name, lambda: f(p, 2))
        if name[0] != 'i':
            show('r' + name, lambda: f(2, p))
    for f in (str, bool, len, int, float, operator.index, operator.neg, operator.pos, operator.abs, operator.invert, next, bytes, list, hash):
        show(f.__name__, lambda: f(p))
    show('repr', lambda: repr(p)[:13])
    show('divmod', lambda: (divmod(p, 2), divmod(2, p)))
    show('in', lambda: 4 in p)
    show('getitem', lambda: p[1])
    show('setitem', lambda: operator.setitem(p, 1, 2))
    show('delitem', lambda: operator.delitem(p, 1))
    show('call', lambda: p(1, a=2))
    show('getattr', lambda: p.v)
    show('setattr', lambda: setattr(p, 'w', 9))
    show('delattr', lambda: delattr(p, 'w'))
    show('nothing', lambda: p.nothing)
    show('dir', lambda: 'v' in dir(p))
    show('class', lambda: p.__class__.__name__)
    show('type', lambda: type(p).__name__)
    show('isinstance', lambda: isinstance(p, Num))


all_of(p, 'alive')
del n
all_of(p, 'dead')


class Plain:
    pass


def f():
    pass


x = Plain()
r = weakref.ref(x)
r2 = weakref.ref(x)
print(r is r2, r() is x, weakref.getweakrefcount(x), weakref.getweakrefs(x) == [r], repr(r)[:13], hash(r) == hash(x), r == r2, r != r2)
seen = []
r3 = weakref.ref(x, seen.append)
print(r3 is r, r3 == r, r3.__callback__ is not None, r.__callback__, weakref.getweakrefcount(x))
y = Plain()
print(weakref.ref(y) == r, weakref.ref(y) != r)
del x
print(r(), r3(), [s is r3 for s in seen], r3.__callback__, repr(r)[-6:], hash(r) == hash(r), r == r2, r == r3)
q = weakref.ref(y)
del y
show('hash of the dead', lambda: hash(q))
show('call with an argument', lambda: r(1))
for value in (5, 'a', None, (), [], {}, 1.5, b'', object()):
    show(f'ref {type(value).__name__}', lambda: weakref.ref(value))
    show(f'proxy {type(value).__name__}', lambda: weakref.proxy(value))
for value in (f, Plain, set(), frozenset(), Plain().__init__, (i for i in ()), len, weakref):
    show(type(value).__name__, lambda: type(weakref.ref(value)).__name__)
show('no argument', lambda: weakref.ref())
show('three arguments', lambda: weakref.ref(f, None, 1))
show('set', lambda: setattr(weakref.ref(f), 'a', 1))
show('counts', lambda: (weakref.getweakrefcount(5), weakref.getweakrefs(5)))


class Sub(weakref.ref):
    def __init__(self, o, cb=None, *, tag):
        super().__init__(o, cb)
        self.tag = tag

    def __new__(cls, o, cb=None, *, tag):
        return super().__new__(cls, o, cb)


z = Plain()
s = Sub(z, tag='t')
print(s.tag, s() is z, s == weakref.ref(z), type(s).__name__, s is Sub(z, tag='u'))


def bad(ref):
    raise ValueError('in the callback')


class Slots:
    __slots__ = ('a',)


class WeakSlots:
    __slots__ = ('a', '__weakref__')


show('slots', lambda: weakref.ref(Slots()))
show('weak slots', lambda: weakref.ref(WeakSlots())())
call = weakref.proxy(f)
print(call(), type(call).__name__, weakref.ProxyTypes == (weakref.ProxyType, weakref.CallableProxyType))
fin = weakref.finalize(z, print, 'finalised', 1, end='!\n')
print(fin.alive, fin.peek()[1:], fin.atexit)
del z
print(fin.alive, fin.peek(), fin(), fin.detach())


class Meth:
    def m(self):
        return 'm'


o = Meth()
wm = weakref.WeakMethod(o.m)
print(wm()(), wm == weakref.WeakMethod(o.m), wm != wm)
del o
print(wm())
show('WeakMethod', lambda: weakref.WeakMethod(f))
