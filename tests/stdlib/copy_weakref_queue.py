# SPDX-License-Identifier: MIT
# copy, weakref, queue.
import copy
import gc
import queue
import weakref
from collections import deque, OrderedDict, defaultdict, Counter


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class P:
    def __init__(self, a): self.a = a
    def __repr__(self): return f'P({self.a!r})'
    def meth(self): return self.a


class S:
    __slots__ = ('x', '__weakref__')


class Both(P):
    __slots__ = ('y',)


for v in [1, 'a', (1, [2]), [1, [2]], {'k': [1]}, {1, 2}, frozenset([1]), P([1]), deque([1, [2]]), OrderedDict(a=[1]), defaultdict(list, {'a': [1]}),
          Counter('aab'), bytearray(b'x'), range(3), None, len, P, 3.5, slice(1, 2), complex(1, 2), b'x']:
    c, d = copy.copy(v), copy.deepcopy(v)
    print(repr(c), repr(d), c is v, d is v)
l = [1]
l.append(l)
m = copy.deepcopy(l)
print(m[1] is m, m is not l)
t = ([],)
t[0].append(t)
u = copy.deepcopy(t)
print(u is not t, u[0][0] is u)
shared = [1]
x = copy.deepcopy([shared, shared])
print(x[0] is x[1], x[0] is not shared)
s = S()
s.x = [1]
s2 = copy.deepcopy(s)
print(s2.x, s2.x is not s.x, copy.copy(s).x is s.x)
b = Both([1])
b.y = [2]
b2 = copy.deepcopy(b)
print(b2.a, b2.y, b2.y is not b.y)
bm = copy.deepcopy(P([5]).meth)
print(bm())


class Custom:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep'


class Red:
    def __init__(self, *a): self.args = a
    def __reduce__(self): return Red, (1, [2]), {'st': 3}


class State:
    def __getstate__(self): return {'z': 1}
    def __setstate__(self, st): self.got = st


print(copy.copy(Custom()), copy.deepcopy(Custom()), copy.copy(Red()).args, copy.deepcopy(Red()).st, copy.copy(State()).got)
show(copy.replace, 3)
show(copy.copy, (i for i in ()))
print(copy.Error, copy.error is copy.Error)

p = P(1)
r = weakref.ref(p)
wv = weakref.WeakValueDictionary(a=p)
wk = weakref.WeakKeyDictionary({p: 'val'})
ws = weakref.WeakSet([p])
wm = weakref.WeakMethod(p.meth)
px = weakref.proxy(p)
fin = weakref.finalize(p, print, 'finalized', 1, sep='-')
print(r() is p, wv['a'], list(wv.items()), wk[p], list(wk.items()), p in ws, len(ws), wm()(), px.a, fin.alive, fin.peek()[1:], fin.atexit, weakref.getweakrefcount(p) > 3)
print(wv.get('zz', 5), wv.setdefault('b', p), wv.pop('b'), len(wv), list(wv.keys()), list(wv.values()), [q() for q in wv.valuerefs()], wk.get(p), [q() for q in wk.keyrefs()], 'a' in wv, p in wk, 3 in wk)
other = P(2)
wv['o'] = other
wk[other] = 2
ws.add(other)
print((ws & {p}) == weakref.WeakSet([p]), len(ws | {p}), len(ws - {p}), len(ws ^ {p}), ws >= {p}, ws.issubset([p, other]), ws.isdisjoint([P(3)]), sorted(q.a for q in ws), sorted(k.a for k in wk), wk.pop(other))
print(weakref.WeakMethod(p.meth) == wm, wm == weakref.WeakMethod(other.meth), hash(wm) == hash(weakref.WeakMethod(p.meth)))
del p
print(r(), list(wv), list(wk), sorted(q.a for q in ws), wm(), fin.alive, fin.peek(), fin())
show(lambda: px.a)
show(lambda: wv['a'])
show(wv.pop, 'a')
show(weakref.WeakMethod, len)
show(weakref.WeakSet().pop)
show(weakref.ref, 3)
f2 = weakref.finalize(other, lambda: 'result')
print(f2(), f2(), f2.alive)
f3 = weakref.finalize(other, print, 'never')
print(f3.detach()[1:], f3.detach())
f4 = weakref.finalize(other, print, 'at exit 1')
f5 = weakref.finalize(other, print, 'at exit 2')
f6 = weakref.finalize(other, print, 'not at exit')
f6.atexit = False
print((weakref.WeakValueDictionary(a=other) | {'z': other})['z'].a, repr(weakref.WeakKeyDictionary())[:22])

q = queue.Queue(2)
q.put(1)
q.put_nowait(2)
print(q.full(), q.qsize(), q.empty(), q.maxsize)
show(q.put, 3, False)
show(q.put, 3, timeout=0.01)
show(q.put, 3, timeout=-1)
print(q.get(), q.get_nowait())
show(q.get, False)
show(q.get, timeout=0.01)
show(q.get, timeout=-1)
q.task_done()
q.task_done()
show(q.task_done)
q.join()
pq = queue.PriorityQueue()
for v in 3, 1, 2:
    pq.put(v)
print([pq.get() for _ in range(3)])
lq = queue.LifoQueue()
for v in 3, 1, 2:
    lq.put(v)
print([lq.get() for _ in range(3)])
sq = queue.SimpleQueue()
sq.put(1)
sq.put_nowait(2)
print(sq.qsize(), sq.get(), sq.get_nowait(), sq.empty())
show(sq.get, False)
show(sq.get, timeout=-1)
q.put(1)
q.shutdown()
show(q.put, 1)
print(q.get())
show(q.get)
q2 = queue.Queue()
q2.put(1)
q2.shutdown(immediate=True)
show(q2.get)
