# SPDX-License-Identifier: MIT
# The texts of AttributeError for every kind of object: reading, writing, deleting.
import asyncio, math


def f(): pass
def g(): yield
class C:
    x = 1
    def m(self): pass
class S:
    __slots__ = ('a',)
class P:
    @property
    def p(self): return 1
OBJECTS = [('int', 5), ('str', 'a'), ('list', []), ('dict', {}), ('None', None), ('function', f), ('generator', g()), ('class', C), ('instance', C()), ('method', C().m), ('module', math),
           ('slots', S()), ('builtin', len), ('type', int), ('range', range(3)), ('exception', ValueError('x')), ('property', P.p), ('code', f.__code__), ('object', object()), ('tuple', ()), ('float', 1.5)]
for label, o in OBJECTS:
    for act in (lambda: o.nosuch, lambda: setattr(o, 'nosuch', 1), lambda: delattr(o, 'nosuch2'), lambda: setattr(o, '__class__', 5), lambda: getattr(o, 5)):
        try:
            print(label, act())
        except Exception as e:
            print(label, type(e).__name__, e)
for act in (lambda: setattr(P(), 'p', 1), lambda: delattr(P(), 'p'), lambda: S().a, lambda: delattr(S(), 'a'), lambda: C.nosuch, lambda: delattr(C, 'nosuch'), lambda: setattr(int, 'x', 1), lambda: delattr(int, 'real'), lambda: setattr(C(), 5, 1),
            lambda: setattr(f, '__code__', 1), lambda: setattr(f, '__name__', 1), lambda: setattr(f, '__dict__', 1), lambda: setattr(C, '__name__', 1), lambda: setattr(f, '__defaults__', 1), lambda: C().__dict__.nosuch, lambda: setattr(C(), '__dict__', 1), lambda: delattr(f, '__name__')):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__, e)
try:
    C().nosuch
except AttributeError as e:
    print(e.name, type(e.obj).__name__)
try:
    undefined_name
except NameError as e:
    print(e, e.name)
