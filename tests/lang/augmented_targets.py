# SPDX-License-Identifier: MIT
# An augmented assignment evaluates its target once.
log = []
def at(x, name):
    log.append(name)
    return x
class Box:
    def __init__(self): self.__dict__['v'] = 10
    def __getattr__(self, n): log.append('get ' + n); return 1
    def __setattr__(self, n, v): log.append(f'set {n}={v}'); self.__dict__[n] = v
    def __getitem__(self, k): log.append(f'getitem {k}'); return 5
    def __setitem__(self, k, v): log.append(f'setitem {k}={v}')
b = Box()
at(b, 'obj').v += at(5, 'value')
at(b, 'obj').w *= at(3, 'value')
at(b, 'obj')[at(1, 'key')] -= at(2, 'value')
at(b, 'obj')[at(1, 'a'):at(2, 'b'), 3] += 1
print(log)
class I:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): return 'replaced'
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return 'sub'
    def __imul__(self, o): raise ValueError('imul')
    def __rtruediv__(self, o): return 'rtruediv'
x = I(1); x += 1; print(x)
x = I(1); x -= 1; print(x)
x = I(1)
try:
    x *= 2
except ValueError as e:
    print(e, type(x).__name__)
y = 5; y /= I(1); print(y)
try:
    x @= 1
except TypeError as e: print(e)
t = ([],)
try:
    t[0] += [1]
except TypeError as e: print(e, t)
def g():
    try:
        unbound += 1
    except UnboundLocalError as e: print(e)
    unbound = 0
g()
try:
    never += 1
except NameError as e: print(type(e).__name__, e)
s = 'a'; s2 = s; s += 'b'; print(s, s2)
