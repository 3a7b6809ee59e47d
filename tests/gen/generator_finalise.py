# SPDX-License-Identifier: MIT
# Generators that are dropped: finally runs at once; errors in close; order.
def g(n):
    try: yield n
    finally: print('finally', n)
x = g(1); next(x); del x; print('after del')
next(g(2)); print('after temporary')
x = g(3); next(x); x = None; print('after rebind')
for v in g(4): break
print('after break')
def f():
    y = g(5); next(y)
    return 'returned'
print(f())
a, *b = [next(g(6))], 1; print('after list')
l = [g(7), g(8)]; [next(i) for i in l]; l.clear(); print('after clear')
not_started = g(9); del not_started; print('not started: nothing')
def ctx():
    class C:
        def __enter__(self): return self
        def __exit__(self, t, v, tb): print('exit', t.__name__)
    with C(): yield
c = ctx(); next(c); del c
def nested():
    try: yield from g(10)
    finally: print('outer finally')
n = nested(); next(n); del n
d = {'g': g(11)}; next(d['g']); del d['g']; print('end')
z = zip(g(12), g(13)); next(z); del z; print('zip gone')
m = map(lambda v: v, g(14)); next(m); m = 0; print('map gone')
try:
    h = g(15); next(h); raise ValueError
except ValueError: del h; print('handled')
def deep():
    loc = g(16); next(loc)
    1 / 0
try: deep()
except ZeroDivisionError as e: print('traceback keeps it')
print('now gone')
cyc = g(17); next(cyc)
