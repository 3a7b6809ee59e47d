# SPDX-License-Identifier: MIT
# __new__ patterns, __init_subclass__ registries, __call__ on classes, copy and pickling hooks are reachable.
import copy
class Single:
    _i = None
    def __new__(cls, *a):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
    def __init__(self, v=0): self.v = v
print(Single(1) is Single(2), Single().v)
class Reg:
    all = {}
    def __init_subclass__(cls, **k): Reg.all[cls.__name__] = k; super().__init_subclass__()
class X(Reg, a=1): pass
class Y(X): pass
print(Reg.all)
class P:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f'P({self.x},{self.y})'
    def __copy__(self): return P(self.x, 'copied')
    def __deepcopy__(self, memo): return P(self.x, 'deep')
p = P([1], 2); print(copy.copy(p), copy.deepcopy(p), copy.deepcopy([p, p]), copy.copy([1, [2]]), copy.deepcopy({'a': [1, (2, [3])]}))
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, m is not l)
class Q: pass
q = Q(); q.a = [1]; c = copy.copy(q); d = copy.deepcopy(q); print(c.a is q.a, d.a is q.a, d.a)
class Temp:
    def __init__(self, c): self.c = c
    f = property(lambda s: s.c * 9 / 5 + 32, lambda s, v: setattr(s, 'c', (v - 32) * 5 / 9))
t = Temp(100); t.f = 32; print(t.c, Temp(37).f)
class Meta(type):
    def __call__(cls, *a): print('making', cls.__name__); return super().__call__(*a)
class Z(metaclass=Meta):
    def __init__(self, *a): print('init', a)
Z(1, 2)
