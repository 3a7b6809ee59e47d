# SPDX-License-Identifier: MIT
# Assignment: chained, unpacking, star targets, nested, to attributes and subscripts.
a = b = c = [1]
print(a is b is c)
x, y = 1, 2
x, y = y, x
(p, q), [r, *s] = (1, 2), [3, 4, 5]
print(x, y, p, q, r, s)
*a, b = 'abc'; print(a, b)
a, *b = [1]; print(a, b)
a, *b, c = range(6); print(a, b, c)
[a, (b, *c), *d], e = [1, (2, 3, 4), 5, 6], 7; print(a, b, c, d, e)
for bad in ('a, b = 1,', 'a, b = 1, 2, 3', 'a, *b, c = 1,', 'a, b = 5', 'a, b = None', 'a, b = {}', '(a, b), c = 1, 2', '[] = [1]', 'a, b = "xyz"', 'a, b = iter([1])', 'a, b, c = iter(range(9))'):
    try:
        exec(bad)
    except Exception as e:
        print(bad, '->', type(e).__name__, e)
() = []; [] = ()
class O: pass
o = O(); o.l = [0, 0]
o.a, o.l[0], (o.b, *o.c) = 1, 2, (3, 4)
print(o.a, o.l, o.b, o.c)
i = 0
i, o.l[i] = 1, 9; print(i, o.l)
d = {}
d['x'], d['y'] = d['z'] = 'pq'; print(d)
x: int = 5
y: 'undefined' 
print(x, __annotations__)
z = x if x > 3 else y
x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 7; x <<= 3; x >>= 1; x |= 1; x &= 0xff; x ^= 3; print(x)
f = 1.0; f /= 4; print(f)
l = [1, 2]; m = l; l += (3,); print(m, l is m); l = l + [4]; print(m, l is m)
for o.k in range(2): pass
for d['i'], *rest in [(1, 2, 3)]: print(d['i'], rest)
print(o.k)
with open(__file__) as o.file: print(o.file.closed)
print(o.file.closed)
if (n := 10) > 5: print(n, (m := n * 2), m)
print([last := v for v in range(3)], last, [y := 1, y**2], (w := 5, w + 1))
