# SPDX-License-Identifier: MIT
# Attributes in every order, many of them, __dict__ replaced, copied, deleted.
class A: pass
a = A()
for i in range(50): setattr(a, f'n{i}', i)
print(len(a.__dict__), list(a.__dict__)[:3], a.n49)
for i in range(0, 50, 2): delattr(a, f'n{i}')
print(list(a.__dict__)[:4]); a.n0 = 'again'; print(list(a.__dict__)[-1])
a.__dict__ = {'fresh': 1}; print(a.fresh, vars(a)); a.__dict__['x'] = 2; print(a.x); del a.__dict__['x']
print(hasattr(a, 'x'))
d = a.__dict__; del a; print(d)
b, c = A(), A(); b.p = 1; b.q = 2; c.q = 1; c.p = 2; print(b.__dict__, c.__dict__, b.__dict__ == c.__dict__)
b.__dict__.update(r=3); print(b.r, sorted(vars(b).items())); b.__dict__.clear(); print(vars(b))
class Shared: n = 0
x, y = Shared(), Shared(); x.n += 1; print(Shared.n, x.n, y.n, 'n' in x.__dict__, 'n' in y.__dict__); Shared.n = 7; print(x.n, y.n); del x.n; print(x.n)
x.__dict__[5] = 'int key'; print(x.__dict__)
class Meth:
    def m(self): return 'class'
o = Meth(); o.m = lambda: 'instance'; print(o.m()); del o.m; print(o.m())
import math
math.custom = 5; print(math.custom, 'custom' in vars(math)); del math.custom
def f(): pass
f.a = 1; f.__dict__['b'] = 2; print(f.b, vars(f))
for bad in (lambda: vars(5), lambda: setattr(o, '__dict__', None), lambda: vars(1, 2)):
    try: print(bad())
    except TypeError as e: print(e)
