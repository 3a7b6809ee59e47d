# SPDX-License-Identifier: MIT
# abc and types.
import abc
import types
from abc import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class A(ABC):
    @abstractmethod
    def m(self): pass
    @property
    @abstractmethod
    def p(self): pass
    @classmethod
    @abstractmethod
    def c(cls): pass


class B(A):
    def m(self): return 1


class C(B):
    p = 1
    @classmethod
    def c(cls): return 2


print(sorted(A.__abstractmethods__), sorted(B.__abstractmethods__), C.__abstractmethods__, C().m(), type(A), A.__bases__)
show(A)
show(B)


class One(ABC):
    @abstractmethod
    def only(self): pass


show(One)


@One.register
class V: pass


print(issubclass(V, One), isinstance(V(), One), issubclass(int, One), isinstance(3, One))
t = get_cache_token()
One.register(int)
print(get_cache_token() != t, isinstance(3, One), isinstance(True, One), One.register(int))
show(One.register, 3)
show(issubclass, 3, One)
class D(One): pass
show(D.register, One)


class Hook(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        return hasattr(c, 'hooked') or NotImplemented


class H: hooked = 1


print(issubclass(H, Hook), isinstance(H(), Hook), issubclass(int, Hook))


class Late(One): pass


show(Late)
Late.only = lambda self: 3
update_abstractmethods(Late)
print(Late().only(), update_abstractmethods(int))


class Dep(ABC):
    @abstractproperty
    def x(self): pass
    @abstractclassmethod
    def y(cls): pass
    @abstractstaticmethod
    def z(): pass


print(sorted(Dep.__abstractmethods__))


class Fake:
    @property
    def __class__(self): return V


print(isinstance(Fake(), One))
ns = types.SimpleNamespace(a=1, b='x')
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b='x'), ns == 3, types.SimpleNamespace({'k': 1}, z=2), types.SimpleNamespace([('q', 1)]))
ns.c = ns
print(ns)
del ns.c
print(ns.__replace__(a=5), vars(ns))
show(types.SimpleNamespace, {1: 2})
for n in ['FunctionType', 'LambdaType', 'CodeType', 'MappingProxyType', 'CellType', 'GeneratorType', 'CoroutineType', 'AsyncGeneratorType',
          'MethodType', 'BuiltinFunctionType', 'WrapperDescriptorType', 'MethodWrapperType', 'MethodDescriptorType', 'ClassMethodDescriptorType',
          'ModuleType', 'TracebackType', 'FrameType', 'GetSetDescriptorType', 'MemberDescriptorType', 'GenericAlias', 'UnionType', 'EllipsisType', 'NoneType', 'NotImplementedType']:
    print(n, getattr(types, n))
X = types.new_class('X', (int,), {}, lambda ns: ns.update(v=1))
print(X, X.v, X(3) + 1, X.__module__)
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw): return {'prepared': kw}
    def __new__(mcls, name, bases, ns, **kw): return super().__new__(mcls, name, bases, ns)
    def __init__(cls, *a, **kw): pass
Y = types.new_class('Y', (), {'metaclass': Meta, 'opt': 1})
print(type(Y), Y.prepared, types.prepare_class('Z', (Y,), {'k': 1}))
class Entry:
    def __mro_entries__(self, bases): return (list,)
e = Entry()
print(types.resolve_bases((e, int)), types.resolve_bases((int,)), types.get_original_bases(types.new_class('W', (e,)))[0] is e, types.get_original_bases(int))
class BadEntry:
    def __mro_entries__(self, bases): return 3
show(types.resolve_bases, (BadEntry(),))
show(types.get_original_bases, 3)
class M1(type): pass
class M2(type): pass
show(types.prepare_class, 'Q', (M1('a', (), {}), M2('b', (), {})))


class Dyn:
    @types.DynamicClassAttribute
    def d(self): return 'inst'
    @d.setter
    def d(self, v): print('set', v)
    @d.deleter
    def d(self): print('del')


x = Dyn()
print(x.d)
x.d = 4
del x.d
show(lambda: Dyn.d)


@types.coroutine
def old():
    v = yield 1
    return v


async def user(): return await old()


u = user()
print(u.send(None))
try:
    u.send('res')
except StopIteration as s:
    print(s.value)


class GenLike:
    def send(self, v): raise StopIteration('sent')
    def throw(self, *a): raise a[0]
    def close(self): print('close')
    def __iter__(self): return self
    def __next__(self): return 'next'


@types.coroutine
def like(): return GenLike()


async def user2(): return await like()


w = like()
print(type(w).__name__, next(w), w.close())
u = user2()
print(u.send(None))
try:
    u.send(1)
except StopIteration as s:
    print(s.value)
show(types.coroutine, 3)
print(types.coroutine(user) is user)
import __future__, keyword, numbers
print(__future__.annotations, __future__.all_feature_names, __future__.division.getOptionalRelease(), __future__.division.getMandatoryRelease(), __future__.annotations.compiler_flag)
print(keyword.kwlist, keyword.softkwlist, keyword.iskeyword('for'), keyword.issoftkeyword('match'), keyword.iskeyword('x'))
print(isinstance(3, numbers.Integral), isinstance(3.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(3.5, numbers.Rational), issubclass(bool, numbers.Number), sorted(numbers.Real.__abstractmethods__))
