# SPDX-License-Identifier: MIT
# Metaclasses: __new__, __init__, __call__, __prepare__, keywords, conflicts, __instancecheck__.
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'prepared': True}
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', cls.__name__, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('call', a)
        return super().__call__(*a)
    def __len__(cls): return 42
    def __getattr__(cls, n): return 'meta ' + n
    def __repr__(cls): return f'<M {cls.__name__}>'
    def __iter__(cls): return iter('meta')
    def __contains__(cls, x): return x == 'in'
    def __getitem__(cls, k): return k
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
    @property
    def mp(cls): return 'metaprop'
class A(metaclass=M, opt=1):
    y = 1
    def __init__(self, *a): print('A init', a)
class B(A, k=2): pass
print(A, len(A), A.anything, A.prepared, list(A), 'in' in A, A[3], isinstance(5, A), isinstance('x', A), issubclass(int, A), A.mp, type(B).__name__)
A(1)
try: A(2).mp
except AttributeError as e: print(e)
class M2(type): pass
for text in ('class X(A, metaclass=M2): pass', 'class X(metaclass=5): pass', 'class X(metaclass=lambda n, b, d: (n, b)): pass\nprint(X)', 'class X(opt=1): pass', 'class X(*[A], **{"metaclass": M}): pass', 'class X(int, metaclass=M2): pass\nprint(type(X))', 'class X(5): pass', 'class X("a"): pass', 'class X(print): pass', 'class X(metaclass=M2, z=1): pass'):
    try: exec(text)
    except TypeError as e: print(e)
class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, n, b): return 5
try:
    class X(metaclass=BadPrepare): pass
except TypeError as e: print(e)
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'): print('store', k)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k == 'magic': return 'found'
        raise KeyError(k)
class PM(type):
    @classmethod
    def __prepare__(mcs, n, b): return Log()
class U(metaclass=PM):
    a = 1
    b = magic
    def f(self): pass
print(U.b, type(U.__dict__).__name__)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print('subclass', cls.__name__, tag)
class S1(Base, tag='t'): pass
class S2(S1): pass
try:
    class S3(Base, nope=1): pass
except TypeError as e: print(e)
class E:
    def __mro_entries__(self, bases): return (Base,)
class S4(E()): pass
print(S4.__bases__, S4.__orig_bases__[0].__class__.__name__)
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[int], G[1, 2], type('T', (), {}).__class__)
try: S4[1]
except TypeError as e: print(e)
