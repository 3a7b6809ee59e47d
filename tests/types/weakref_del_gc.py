# SPDX-License-Identifier: MIT
# weakref, __del__, resurrection, cycles with gc.collect.
import weakref, gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
a = A(1); r = weakref.ref(a, lambda w: print('callback', w() is None)); p = weakref.proxy(a); print(r() is a, p.n, weakref.getweakrefcount(a), r is weakref.ref(a) or 'with callback'); del a; print(r())
try: p.n
except ReferenceError as e: print(e)
d = weakref.WeakValueDictionary(); x = A(2); d['k'] = x; print(len(d), d['k'].n); del x; print(len(d), d.get('k'))
k = weakref.WeakKeyDictionary(); x = A(3); k[x] = 'v'; print(k[x], list(k.values())); del x; print(len(k))
s = weakref.WeakSet(); x = A(4); s.add(x); print(x in s, len(s)); del x; print(len(s))
f = A(5); fin = weakref.finalize(f, print, 'finalize', 'args'); print(fin.alive); del f; print(fin.alive, fin())
for bad in (lambda: weakref.ref(5), lambda: weakref.ref('a'), lambda: weakref.ref(None), lambda: weakref.ref([])):
    try: bad()
    except TypeError as e: print(e)
class M:
    def m(self): return 'method'
o = M(); w = weakref.WeakMethod(o.m); print(w()()); del o; print(w())
gc.collect(); c = A('cycle'); c.me = c; del c; print('collect', gc.collect() > 0)
l = A('in list'); l.l = [l]; wr = weakref.ref(l, lambda _: print('weak callback')); del l; gc.collect(); print(wr())
class R:
    def __del__(self): print('resurrect'); keep.append(self)
keep = []; r = R(); del r; print(len(keep)); keep.clear(); print('gone')
class E:
    def __del__(self): raise ValueError('ignored')
import sys; sys.unraisablehook = lambda u: print('unraisable', type(u.exc_value).__name__, u.exc_value)
E(); print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable()
class S(set): pass
q = S(); print(weakref.ref(q)() is q); g = (i for i in []); print(weakref.ref(g)() is g, weakref.ref(M)() is M, weakref.ref(print)() is print, hash(weakref.ref(M)) == hash(M), weakref.ref(M) == weakref.ref(M))
