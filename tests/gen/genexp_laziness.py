# SPDX-License-Identifier: MIT
# Generator expressions: the first iterable is evaluated at once, the rest lazily.
log = []
def it(n): log.append(n); return range(2)
g = (x + y for x in it('a') for y in it('b')); print(log); next(g); print(log); list(g); print(log)
n = 1; h = (x * n for x in [1, 2]); n = 10; print(list(h))
lst = [1, 2]; k = (x for x in lst); lst = [9]; print(list(k))
lst = [1]; k = (x for x in lst); lst.append(2); print(list(k))
print(sum(x for x in range(5) if x % 2), any(x > 2 for x in [1, 2, 3, 1 / 1]), all(x for x in [1, 0]))
def first(i): return next(i, None)
print(first(x for x in 'q'), sorted((c for c in 'cab'), reverse=True), dict((c, 1) for c in 'a'), set(c for c in 'a'))
g = (i for i in range(3)); print(next(g), list(g), list(g), g.gi_frame, g.__name__, g.__qualname__)
try: ((lambda: x)() for x in 1 / 0)
except ZeroDivisionError as e: print(e)
def f():
    v = 3
    return (v + i for i in range(2))
print(list(f()))
nested = ((i, j) for i in (k for k in range(2)) for j in (m for m in 'ab')); print(list(nested))
a = (x for x in range(3)); b = (x for x in a); c = (x * 2 for x in b); print(next(c), list(a), list(c))
