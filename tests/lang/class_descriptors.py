# SPDX-License-Identifier: MIT
# Descriptors: data, non-data, __set_name__, precedence, __getattr__, __getattribute__.
class Data:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, o, t): return ('data', self.name, o is not None, t.__name__)
    def __set__(self, o, v): print('set', self.name, v); o.__dict__[self.name] = v
    def __delete__(self, o): print('delete', self.name)
class NonData:
    def __get__(self, o, t=None): return ('non', o is not None)
class SetOnly:
    def __set__(self, o, v): o.__dict__['s'] = v * 2
class A:
    d = Data()
    n = NonData()
    s = SetOnly()
    def __getattr__(self, name):
        if name.startswith('dyn'): return f'getattr {name}'
        raise AttributeError(f'custom {name}')
a = A()
a.d = 1; print(a.d, A.d, a.__dict__); del a.d
print(a.n, A.n); a.n = 5; print(a.n, a.__dict__)
print(type(a.s).__name__); a.s = 4; print(a.s)
print(a.dynamic)
try: a.other
except AttributeError as e: print(e)
print(hasattr(a, 'dyn'), hasattr(a, 'q'), getattr(a, 'q', 'dflt'))
class All:
    x = 1
    def __getattribute__(self, n):
        print('ga', n)
        return super().__getattribute__(n)
    def __getattr__(self, n): return 'fallback ' + n
b = All(); print(b.x, b.nope, b.__class__.__name__)
class Prop:
    def __init__(self): self._v = 0
    @property
    def v(self):
        "doc of v"
        return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): self._v = 'deleted'
    ro = property(lambda self: 'ro')
    @property
    def broken(self): return self.missing
p = Prop(); p.v = 3; p.v += 1; print(p.v); del p.v; print(p.v, Prop.v.__doc__, Prop.v.fget.__name__, Prop.ro.fset)
for bad in (lambda: setattr(p, 'ro', 1), lambda: delattr(p, 'ro'), lambda: p.broken, lambda: property().__get__(p), lambda: setattr(a, 'nosuch', 1)):
    try: print(bad())
    except AttributeError as e: print(e)
class Sub(Prop):
    @Prop.v.getter
    def v(self): return 'sub ' + str(self._v)
s = Sub(); s.v = 9; print(s.v)
class WithAttr:
    @property
    def x(self): raise AttributeError('inside')
    def __getattr__(self, n): return 'rescued ' + n
print(WithAttr().x)
class SA:
    def __setattr__(self, n, v): print('setattr', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('delattr', n); object.__delattr__(self, n)
x = SA(); x.q = 1; print(x.q); del x.q
def meth(self): return 'bound ' + str(self)
print(meth.__get__(5)(), meth.__get__(None, int) is meth, type(A.__dict__['n']).__name__)
class CP:
    @classmethod
    def c(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return x
print(CP.c(1), CP().c(2), CP.s(3), CP().s(4), CP.__dict__['c'].__func__.__name__, CP.__dict__['s'](5), type(CP.__dict__['s']).__name__, CP.__dict__['c'].__get__(None, int)(1))
class BadName:
    def __set_name__(self, o, n): raise ValueError('no')
try:
    class Uses: z = BadName()
except Exception as e: print(type(e).__name__, e, getattr(e, '__notes__', None))
