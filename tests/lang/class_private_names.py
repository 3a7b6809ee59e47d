# SPDX-License-Identifier: MIT
# Private names are mangled in classes only.
class A:
    __x = 1
    def __m(self): return 'A.__m'
    def call(self): return self.__m(), self.__x, self._A__x
    def set(self): self.__y = 2; __local = 3; return sorted(locals())
    def kw(self, __p=5, *, __k=6): return __p, __k
    __dunder__ = 'not mangled'
    def g(self):
        def inner(): return self.__x
        return inner(), [self.__x for _ in range(1)], (lambda: self.__x)()
class B(A):
    __x = 'B'
    def __m(self): return 'B.__m'
    def other(self): return self.__m(), self.__x
b = B()
print(b.call(), b.other(), b.set(), b.__dict__, b.kw(), b.g(), b.__dunder__)
print(sorted(k for k in A.__dict__ if 'A' in k and k.startswith('_A')))
try: b.__x
except AttributeError as e: print(e)
class _U:
    __z = 9
print(_U._U__z)
class __: 
    __q = 1
print([k for k in __.__dict__ if k.endswith('q')])
class C:
    import math as __math
    class __Inner: pass
    try: 1 / 0
    except ZeroDivisionError as __e: pass
    for __i in range(1): pass
    global __g
    __g = 5
print([k for k in C.__dict__ if k.startswith('_C')], _C__g)
def f(o): return o.__secret
try: f(b)
except AttributeError as e: print(e)
