# SPDX-License-Identifier: MIT
# Class bodies, attributes, methods, inheritance, class namespace.
class A:
    """Doc."""
    x = 1
    y = x + 1
    for i in range(3): pass
    if y > 1: z = 'cond'
    def m(self): return self.x
    alias = m
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__mro__, A.i, A.z, A.y, type(A), A.__class__)
a = A(); a.x = 5
print(a.m(), A.m(a), A().m(), a.alias(), a.__dict__, vars(a), a.__class__ is A, sorted(k for k in A.__dict__ if not k.startswith('__')))
A.added = lambda self: 'added'; print(a.added()); del A.added; print(hasattr(a, 'added'))
class B(A):
    x = 10
    def m(self): return 'B' + str(super().m())
print(B().m(), B.y, isinstance(B(), A), issubclass(B, A), B.__mro__ == (B, A, object), B.__base__, A.__subclasses__())
class Init:
    def __init__(self, v, *, k=0): self.v, self.k = v, k
    def __repr__(self): return f'Init({self.v}, k={self.k})'
    def __eq__(self, o): return self.v == o.v if isinstance(o, Init) else NotImplemented
print(Init(1), Init(1) == Init(1), Init(1) != Init(2), Init(1) == 5, [Init(2, k=3)])
for bad in (lambda: Init(), lambda: Init(1, 2), lambda: A(1), lambda: object(1), lambda: A.m(), lambda: type('X', (5,), {}), lambda: type('X', (), 5), lambda: type(1, (), {}), lambda: type('X', (A, B), {}), lambda: type('X', (A, A), {}), lambda: type(), lambda: type('X', (int, str), {}), lambda: type('X', (type(None),), {}), lambda: isinstance(1, 5), lambda: issubclass(1, A), lambda: isinstance(1, (int, 5)), lambda: isinstance(1, 'x')):
    try: print(bad())
    except TypeError as e: print(e)
class RetInit:
    def __init__(self): return 5
try: RetInit()
except TypeError as e: print(e)
class New:
    def __new__(cls, *a): print('new', cls.__name__, a); return super().__new__(cls) if a else 'not an instance'
    def __init__(self, *a): print('init', a)
print(type(New(1)).__name__, New())
C = type('C', (A,), {'w': 7, 'f': lambda self: self.w}); print(C, C().f(), C.__module__)
print(repr(a).split(' at ')[0], repr(A), str(a)[:14], A == A, hash(a) == hash(a), a == a, a != A())
a.__class__ = B; print(a.m())
try: a.__class__ = int
except TypeError as e: print(e)
class Outer:
    class Inner:
        def f(self): return __class__.__qualname__
print(Outer.Inner.__qualname__, Outer.Inner().f(), Outer.Inner.f.__qualname__)
B.__bases__ = (Outer,); print(B.__mro__)
print(A.__dict__.__class__.__name__, dir(A)[-5:], [k for k in dir(B()) if not k.startswith('_')])


