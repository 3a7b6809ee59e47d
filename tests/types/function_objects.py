# SPDX-License-Identifier: MIT
# Functions as objects: attributes, defaults, closures, code.
def f(a, b=2, /, c=3, *args, d, e=5, **kw) -> int:
    """Doc of f."""
    x = a
    def inner():
        return x, a
    return inner
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__, f.__dict__, f.__type_params__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames[:8], c.co_cellvars, c.co_freevars, c.co_flags & 0x0c, c.co_firstlineno, c.co_qualname, type(c).__name__)
i = f(1, d=0); print(i.__qualname__, [x.cell_contents for x in i.__closure__], i.__code__.co_freevars, i())
f.attr = 5; print(f.__dict__, f.attr); del f.attr; print(hasattr(f, 'attr'))
f.__defaults__ = (10, 20); f.__kwdefaults__ = {'d': 1, 'e': 2}; f.__name__ = 'renamed'; f.__doc__ = None; f.__qualname__ = 'Q.r'
print(f(1)(), f.__name__, f.__doc__, repr(f).split(' at ')[0])
g = lambda *a, **k: (a, k)
print(g.__name__, g.__qualname__, g(1, *[2, 3], x=4, **{'y': 5}))
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
a, b = counter(), counter(); print(a(), a(), b(), a.__closure__[0].cell_contents)
a.__closure__[0].cell_contents = 40; print(a())
def d(x=[]): x.append(1); return x
print(d(), d(), d.__defaults__)
class C:
    def m(self, x): return self, x
    def __call__(self, *a): return ('called', a)
o = C(); m = o.m
print(m.__self__ is o, m.__func__ is C.m, m.__name__, m == o.m, m is o.m, hash(m) == hash(o.m), C.m(1, 2), o(1, 2), callable(o), callable(5), m.__qualname__)
import types
print(types.MethodType(lambda self, y: (self, y), 7)(8), types.FunctionType(f.__code__, {}, 'new', (1, 2, 3)).__name__, type(m).__name__, isinstance(len, types.BuiltinFunctionType), type(''.join).__name__, type(str.join).__name__)
f.__code__ = (lambda: 'new code').__code__
print(len.__name__, len.__self__.__name__, len.__doc__ is not None, [].append.__name__, [].append.__qualname__, str.join.__qualname__, len.__module__, repr(len), repr(str.join), repr([].__len__).split(' of')[0])
def outer():
    def unset(): return later
    try:
        unset()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    return unset()
print(outer())
try:
    f.__code__ = 5
except TypeError as e: print(e)
try:
    f.__defaults__ = [1]
except TypeError as e: print(e)
try:
    a.__closure__ = ()
except AttributeError as e: print(e)
